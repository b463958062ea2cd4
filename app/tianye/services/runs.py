"""The runs a laptop answers for: its own, and those it continues since it was restored from a backup.

A restored laptop writes under a new identity. What the old one had written until the backup was made is handed over as
the run it was, signed with the key it had; nothing is added to it.
"""

from __future__ import annotations

from dataclasses import replace

from tianye.domain.errors import NextStep, UserFault
from tianye.services.identities import WAITS, Run, read_past, write_past
from tianye.services.station import Station


def own_run(station: Station) -> Run:
    """Return the run this laptop writes."""
    identity = station.identity
    return Run(
        identity.device,
        identity.signing_key,
        identity.box_identity,
        station.log.head(identity.device).sequence,
        station.settings.find_number("received_sequence"),
        is_own=True,
    )


def past_runs(station: Station) -> list[Run]:
    """Return the runs this laptop continues, the oldest first."""
    return read_past(station.settings)


def all_runs(station: Station) -> list[Run]:
    """Return the runs it continues and its own, in the order they were written."""
    return [*past_runs(station), own_run(station)]


def box_identities(station: Station) -> list[str]:
    """Return everything that may open what is addressed to this station, its own of today first."""
    return [*(run.box_identity for run in reversed(all_runs(station))), *station.identity.keyring.identities]


def waits_for_pack(station: Station) -> bool:
    """Say whether headquarters has yet to take the new card of a restored laptop: until then nothing is handed over."""
    return bool(station.settings.find_number(WAITS))


def no_longer_waits(station: Station) -> None:
    """Remember that headquarters knows this laptop's identity; wants an open transaction."""
    if waits_for_pack(station):
        station.settings.put(WAITS, 0)


def take_word(station: Station, device: bytes, sequence: int, head: bytes) -> int:
    """Believe headquarters that it has the run of a device up to `sequence`; returns what is received of it now.

    Wants an open transaction. Of a run that was continued headquarters may have more than this laptop ever had.
    Raises `UserFault("receipt.not-our-run")` when the chain there is another.
    """
    run = next(run for run in all_runs(station) if run.device == device)
    is_beyond = sequence > run.written and not run.is_own
    if not is_beyond and station.log.hash_at(device, sequence) != head:
        raise UserFault("receipt.not-our-run", next_step=NextStep.ASK_HEADQUARTERS, sequence=sequence)
    received = max(run.received, min(sequence, run.written))
    if run.is_own:
        station.settings.put("received_sequence", received)
    else:
        past = read_past(station.settings)
        write_past(station.settings, [replace(one, received=received) if one.device == device else one for one in past])
    return received
