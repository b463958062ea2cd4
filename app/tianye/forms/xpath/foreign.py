"""Functions that other platforms add to ODK's: a form that calls one was made for that platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_CHT: Final = (
    "add-date difference-in-months parse-timestamp-to-date to-bikram-sambat z-score cht:add-date cht:bikram-sambat "
    "cht:difference-in-days cht:difference-in-months cht:difference-in-weeks cht:difference-in-years "
    "cht:extension-lib cht:parse-timestamp-to-date cht:strip-whitespace cht:validate-luhn"
)
_COMMCARE: Final = (
    "checksum cond decrypt-string depend distinct-values encrypt-string format-date-for-calendar here id-compress "
    "index-of json-property reverse sleep sort sort-by"
)
_SURVEYCTO: Final = (
    "choice-label collect-is-phone-app count-if count-items de-duplicate device-info duration geo-scatter hash item-at "
    "item-index item-present linebreak max-if min-if phone-call-duration phone-call-log plug-in-metadata rank-index "
    "rank-value short-geopoint sum-if username"
)

WHOSE: Final[Mapping[str, str]] = {
    name: platform
    for platform, names in (("CommCare", _COMMCARE), ("SurveyCTO", _SURVEYCTO), ("CHT", _CHT))
    for name in names.split()
}
"""Function → the platform it is of."""


def with_platform(name: str) -> str:
    """Return a function's name, with the platform it is of where that is known."""
    return f"{name} ({WHOSE[name]})" if name in WHOSE else name
