"""Meaning: pure values and rules, without clock, chance, files or database."""
