"""Start-up and the window around the workspaces."""
