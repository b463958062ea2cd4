"""Entries: forms being filled in."""

from tianye.forms.entry.entry import Entry, Snapshot
from tianye.forms.entry.surroundings import Surroundings

__all__ = ["Entry", "Snapshot", "Surroundings"]
