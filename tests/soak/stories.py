"""Five laptops, copies of them, files in any order and twice (the short form is the test itself)."""

from __future__ import annotations

from soak.part import Part, told_by_hypothesis

PART = Part("stories", "P5", 2_000, told_by_hypothesis("tests/properties/test_bundles_converge.py", "STORIES", 50))
