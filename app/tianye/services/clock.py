"""The morning question: is it really this day and time? Asked once a day, and whenever the clock cannot be right.

A check-in never waits for the answer: stamps keep their order whatever the clock says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tianye.services.station import SHOWN_ZONE, Done, Station

_CONFIRMED = "clock_confirmed"
"""Setting: the day (YYYY-MM-DD) a person said yes to, with ` suspect` where the clock was suspect then."""
_SUSPECT = " suspect"


@dataclass(frozen=True, slots=True)
class ClockShown:
    """What the laptop believes, in China's time; `is_asked` where a person should say whether it is so."""

    moment: datetime
    is_suspect: bool
    is_asked: bool


def look_at_clock(station: Station) -> ClockShown:
    """Return the time as this station knows it, and whether to ask about it."""
    moment = station.local_time()
    is_suspect = station.is_clock_suspect
    confirmed = station.settings.find_text(_CONFIRMED) or ""
    day = moment.date().isoformat()
    is_answered = confirmed == day + _SUSPECT or (confirmed == day and not is_suspect)
    return ClockShown(moment, is_suspect, not is_answered)


def confirm_clock(station: Station) -> Done | None:
    """Take a person's yes for today; a suspect clock gets her word as its new beginning."""
    is_suspect = station.is_clock_suspect
    done = station.tell_time(station.told_ms()) if is_suspect else None
    _keep(station, is_suspect=is_suspect)
    return done


def tell_clock(station: Station, moment: datetime) -> Done:
    """Take the day and time a person gives, read as China's; what is recorded from now on follows it."""
    done = station.tell_time(round(moment.replace(tzinfo=SHOWN_ZONE).timestamp() * 1000))
    _keep(station, is_suspect=station.is_clock_suspect)
    return done


def _keep(station: Station, *, is_suspect: bool) -> None:
    day = station.local_time().date().isoformat()
    with station.writing():
        station.settings.put(_CONFIRMED, day + (_SUSPECT if is_suspect else ""))
