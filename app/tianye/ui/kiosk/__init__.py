"""The door by itself: scan or search, one big answer, a locked way out."""
