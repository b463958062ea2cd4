"""Widgets every workspace uses; they are handed what they show and call no service."""
