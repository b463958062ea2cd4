"""Tianye: attendance and surveys for rural trainings, kept and carried without a network."""

__version__ = "0.1.0"
