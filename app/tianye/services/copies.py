"""Noticing that a data folder is a copy: two that are both written in would speak with one voice and contradict.

The database remembers the folder it was made in, or last worked in at the screen: the nonce in the file `instance` and
the mark of the place. A restored backup has a nonce of its own and is taken for what it is.
"""

from __future__ import annotations

from tianye.services.station import Station
from tianye.services.whereabouts import place_mark, read_nonce, remember_place


def is_elsewhere(station: Station) -> bool:
    """Say whether this folder was worked in before in another place: it was moved to another disk, or copied.

    A folder that was not worked in before, or was restored, is remembered from now on and is not elsewhere.
    """
    nonce, mark = read_nonce(station.folder), place_mark(station.folder)
    if station.settings.find("worked_in") == nonce and nonce:
        return station.settings.find("worked_at") != mark
    accept_place(station)
    return False


def accept_place(station: Station) -> None:
    """Remember this place as the one that is worked in: a person said that the folder was moved."""
    with station.writing():
        remember_place(station.settings, station.folder, read_nonce(station.folder))
