"""Indicators: what each figure of a report means, and how it is counted from facts alone.

`count` turns facts into figures; `check_report` says what in a set of figures cannot be true together.
"""

from tianye.domain.indicators.checks import Violation, check_report
from tianye.domain.indicators.counting import count
from tianye.domain.indicators.definitions import (
    DEFINITIONS,
    DESIGNS,
    DIMENSION_NAMES,
    NOTES,
    UNIT_NAMES,
    Definition,
)
from tianye.domain.indicators.facts import (
    FEMALE,
    MALE,
    AnonymousAttendance,
    Attendance,
    Facts,
    Household,
    Link,
    Organisation,
    Person,
    Score,
    Session,
    Training,
)
from tianye.domain.indicators.figures import UNKNOWN, Dimension, Figure, Key, Note, Period, Scope, Unit
from tianye.domain.indicators.formulas import START_UP
from tianye.domain.indicators.linking import clusters
from tianye.domain.indicators.rules import Rules, WomenLed, age_groups, label_of_age
from tianye.domain.indicators.shares import wilson

__all__ = [
    "DEFINITIONS",
    "DESIGNS",
    "DIMENSION_NAMES",
    "FEMALE",
    "MALE",
    "NOTES",
    "START_UP",
    "UNIT_NAMES",
    "UNKNOWN",
    "AnonymousAttendance",
    "Attendance",
    "Definition",
    "Dimension",
    "Facts",
    "Figure",
    "Household",
    "Key",
    "Link",
    "Note",
    "Organisation",
    "Period",
    "Person",
    "Rules",
    "Scope",
    "Score",
    "Session",
    "Training",
    "Unit",
    "Violation",
    "WomenLed",
    "age_groups",
    "check_report",
    "clusters",
    "count",
    "label_of_age",
    "wilson",
]
