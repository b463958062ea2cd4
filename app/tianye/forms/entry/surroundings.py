"""What an entry needs from outside, passed in: the clock, chance, and who is sitting there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything impure.

    `now` gives an instant with its zone, which is the zone of all of the entry's dates; `random` a number in [0, 1);
    `uuid` a version 4 UUID with dashes. `properties` are `deviceid`, `username`, `email`, `phonenumber` ...
    `last_saved` is the newest submission of the same form as XML, for `${last-saved#question}`.
    `identity` is what the submission is known by (`uuid:…`); a new one is made where it is None.
    """

    now: Callable[[], datetime]
    random: Callable[[], float]
    uuid: Callable[[], str]
    properties: Mapping[str, str] = field(default_factory=dict)
    last_saved: bytes | None = None
    identity: str | None = None
