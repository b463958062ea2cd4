"""Bundles of more than one sealed piece, so that one whose end is torn off still says whose it is."""

from __future__ import annotations

from tianye.services.station import Station


def add_much(station: Station) -> None:
    """Register people with notes of random letters, which do not compress: some 200 KB."""
    with station.command("note") as command:
        for _ in range(8):
            person = command.new_subject(owns_data=True)
            note = station.world.random(20_000).hex()
            command.add("person.registered", person, {"name": "卓玛", "note": note}, owner=person, is_new=True)
