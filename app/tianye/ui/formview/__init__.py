"""A form on screen: one widget for each kind of question; it knows the entry's nodes and no service."""
