"""Words: the language of the screens, and faults in sentences."""
