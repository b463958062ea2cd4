"""The command line: the same services as the screens, answered as text or JSON."""
