"""Table models over rows that the services return."""
