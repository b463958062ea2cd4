"""Values of a person's fields as a screen can word them: codes and ids become names, everything else stays."""

from __future__ import annotations

from typing import Any

from tianye.services import assets
from tianye.services.station import Station


class ShownValues:
    """Looks names up, each once."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._names: dict[tuple[str, bytes], str] = {}

    def value(self, field: str, value: Any) -> Any:
        """Return names: of a place from the county down, of an organisation; a household's number in the village."""
        if field == "place" and isinstance(value, str):
            found = assets.places().find(value)
            return " ".join(found.path[2:] or found.path) if found else value
        if field in ("organisation", "household") and isinstance(value, bytes):
            return self._name(field, value)
        return value

    def _name(self, type_: str, identifier: bytes) -> str:
        if (type_, identifier) not in self._names:
            state = self._station.state(type_, identifier)
            known = state.get("name") if type_ == "organisation" else str(state.get("code") or "").rpartition("/")[2]
            self._names[type_, identifier] = known or ""
        return self._names[type_, identifier]
