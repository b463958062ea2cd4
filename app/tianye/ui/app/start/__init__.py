"""Before there is a workspace: making, opening and finding a data folder."""
