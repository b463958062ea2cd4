"""Packs: headquarters enrols laptops and sends down what each needs; a laptop installs what was sent to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tianye import __version__
from tianye.domain.changes import Changes, Gathered
from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.ids import to_text
from tianye.domain.places import PlaceKind
from tianye.exchange import container, keys, pack
from tianye.exchange.body import Consumer
from tianye.exchange.encoding import Acknowledged, Made, PackFacts
from tianye.services import assets, registration, surveys
from tianye.services.station import Done, Station
from tianye.store import files
from tianye.store.migrations import STEPS
from tianye.store.oplog import Arrived
from tianye.store.queries import forms, laptops
from tianye.store.queries.laptops import ExchangedRow, LaptopRow
from tianye.store.queries.scope import count_people, subjects_in_scope

PROGRAMME = b"tianye"
"""Names the family of files in manifests; one organisation has one."""

ENDING = ".tianye"


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was written and read back."""

    path: Path
    number: int
    operations: int
    people: int
    size: int


@dataclass(frozen=True, slots=True)
class Installed:
    """What installing a pack did."""

    number: int
    new: int
    unknown: int
    unusable: int
    scope: tuple[str, ...]
    changes: Changes


def need_role(station: Station, role: str) -> None:
    """Refuse what is not for this kind of station with `UserFault("station.wrong-role")`."""
    if station.identity.role != role:
        raise UserFault("station.wrong-role", next_step=NextStep.CHOOSE_ANOTHER_FILE, needed=role)


def made(station: Station) -> Made:
    """Return what every file says of its making; wants an open transaction."""
    reading = station.tick()
    station.keep_clock()
    stamp = reading.stamp
    return Made(
        epoch=stamp.epoch,
        ms=stamp.ms,
        wall_ms=reading.wall_ms,
        is_suspect=reading.is_suspect,
        app=__version__,
        schema=len(STEPS),
    )


def note_file(
    station: Station,
    direction: str,
    what: str,
    device: bytes,
    name: str,
    *,
    result: str,
    file_hash: bytes | None = None,
    span: tuple[int | None, int | None] = (None, None),
    head: bytes | None = None,
) -> None:
    """Remember a file that went out or came in, with the stretch of a run it is about; wants an open transaction."""
    row = ExchangedRow(direction, what, device, *span, file_hash, name, station.world.wall_ms(), result)
    laptops.keep_exchanged(station.database, station.log.device_number(device), row, head)


# ---- at headquarters -----------------------------------------------------------------------------------------------


def enrol(station: Station, card_text: str, counties: Sequence[str]) -> tuple[LaptopRow, tuple[str, ...], Done]:
    """Enrol a laptop by its card for some counties (six digits each); returns it with the six words of its card.

    Doing it again with other counties changes its scope. Raises `UserFault`: `keys.card-unreadable`,
    `laptop.not-a-laptop`, `laptop.bad-county`.
    """
    need_role(station, "hq")
    card = keys.read_card(card_text)
    if card.role != "laptop":
        raise UserFault("laptop.not-a-laptop", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    wanted = sorted(set(counties))
    if not wanted or not all(_is_county(county) for county in wanted):
        raise UserFault("laptop.bad-county", next_step=NextStep.MEND_INPUT)
    device = keys.device_id(card.sign_public)
    with station.command("enrol laptop") as command:
        command.add_if_changed(
            "laptop.enrolled",
            device,
            {"name": card.name, "role": "laptop", "sign_public": card.sign_public, "recipient": card.recipient},
        )
        command.add_if_changed("laptop.scoped", device, {"counties": wanted})
    return get_laptop(station, to_text(device)), keys.fingerprint_words(card), command.done


def _is_county(code: str) -> bool:
    # the table forgives zeros that fill a code up; a scope is compared as it stands
    place = assets.places().find(code)
    return place is not None and place.kind is PlaceKind.COUNTY and place.code == code


def get_laptop(station: Station, text: str) -> LaptopRow:
    """Return an enrolled laptop by device id or name.

    Raises `UserFault`: `laptop.unknown`, `laptop.ambiguous` where several have the name (one of them may be revoked
    next).
    """
    enrolled = laptops.all_laptops(station.database)
    found = [row for row in enrolled if to_text(row.id) == text.strip().upper()]
    found = found or [row for row in enrolled if row.name == text.strip()]
    if not found:
        raise UserFault("laptop.unknown", next_step=NextStep.MEND_INPUT)
    if len(found) > 1:
        raise UserFault("laptop.ambiguous", next_step=NextStep.MEND_INPUT, laptops=len(found))
    return found[0]


def revoke(station: Station, laptop: LaptopRow, reason: str) -> Done:
    """Revoke a laptop after the last operation that is here: what it sends beyond that is not taken in."""
    need_role(station, "hq")
    head = station.log.head(laptop.id)
    with station.command("revoke laptop") as command:
        command.add(
            "laptop.revoked",
            laptop.id,
            {"last_sequence": head.sequence, "last_head": head.hash, "reason": reason},
        )
    return command.done


def make_pack(station: Station, laptop: LaptopRow, folder: Path) -> Packed:
    """Write a pack for one laptop into a folder: its counties' people and plan, the forms, what was received of it.

    All operations of a subject go, also superseded ones: a laptop that holds an old value must learn of everything
    that replaced it, step by step (docs/decisions/0003).
    """
    need_role(station, "hq")
    if laptop.recipient is None or laptop.revoked_after is not None:
        raise UserFault("laptop.revoked", next_step=NextStep.ASK_HEADQUARTERS)
    _share_matching_key(station)
    # those typed in here, whose sessions nobody closed
    surveys.release_of_other_days(station)
    database, log = station.database, station.log
    subjects = subjects_in_scope(database, laptop.counties, laptop.id)
    people = count_people(database, subjects)
    blobs = [_blob(station, hashed) for hashed in forms.form_contents(database)]
    with station.writing():
        number = station.settings.find_number("pack_number") + 1
        station.settings.put("pack_number", number)
        facts = PackFacts(
            prog=PROGRAMME,
            made=made(station),
            dev_for=laptop.id,
            pack_seq=number,
            hq_epoch=station.settings.find_number("hq_epoch", 1),
            scope=laptop.counties,
            hq=keys.card_bytes(station.identity.card),
            ack=_acknowledged(station, laptop.id),
        )
    operations = list(log.of_subjects(subjects))
    path = files.unique_path(folder, f"pack-{to_text(station.world.random(5))}", ENDING)

    def write(sink: BinaryIO) -> None:
        pack.write(
            sink,
            facts,
            operations,
            log.owner_keys(log.owners_of_subjects(subjects)),
            blobs,
            signing_key=station.identity.signing_key,
            recipients=[laptop.recipient or "", station.identity.card.recipient],
        )

    hashed = files.save(path, write)
    with station.writing():
        note_file(station, "out", "pack", laptop.id, path.name, result=str(number), file_hash=hashed)
    return Packed(path, number, len(operations), people, path.stat().st_size)


def _share_matching_key(station: Station) -> None:
    key = registration.matching_key(station)
    if key is None:
        raise Bug("station.no-matching-key")
    device = station.identity.device
    if station.state("laptop", device).get("matching_key") != key:
        with station.command("share matching key") as command:
            command.add("matching_key.shared", device, {"matching_key": key})


def _acknowledged(station: Station, device: bytes) -> Acknowledged | None:
    head = station.log.head(device)
    return Acknowledged(head.sequence, head.hash) if head.sequence else None


def _blob(station: Station, hashed: bytes) -> container.Blob:
    body = station.attachments.find(hashed)
    if body is None:
        raise Bug("attachment.missing")
    return container.Blob(hashed, len(body), lambda: BytesIO(body))


# ---- at a laptop ---------------------------------------------------------------------------------------------------


def install_pack(station: Station, path: Path, *, trust: str = "", allow_older: bool = False) -> Installed:
    """Install a pack that headquarters made for this laptop, all of it or nothing.

    The first pack brings headquarters' card; it is believed only when `trust` gives the card's six words, compared
    with headquarters by telephone or on paper. Raises `UserFault`: `pack.not-trusted-yet` (with the words),
    `pack.for-another-laptop`, `pack.older`, `bundle.…`.
    """
    need_role(station, "laptop")
    identity = station.identity
    with files.naming_failures(path.name), path.open("rb") as source:
        facts = pack.inspect(source, [identity.box_identity])
        card = keys.card_from_bytes(facts.hq)
        if facts.dev_for != identity.device:
            raise UserFault("pack.for-another-laptop", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        pinned = station.settings.find("hq_card")
        if pinned is None:
            _need_trust(card, trust)
        else:
            card = keys.card_from_bytes(pinned)
        newest = station.settings.find_number("pack_number")
        if facts.pack_seq < newest and not allow_older:
            raise UserFault("pack.older", next_step=NextStep.ASK_HEADQUARTERS, number=facts.pack_seq, newest=newest)
        source.seek(0)
        known = keys.DevicePublic(card.sign_public)
        hq_device = keys.device_id(card.sign_public)
        receiver = _Installing(station)
        with station.writing():
            pack.read(source, [identity.box_identity], lambda device: known if device == hq_device else None, receiver)
            _settle(station, facts, card, hq_device, path.name)
    with station.command("hash waiting numbers") as command:
        registration.hash_waiting_numbers(station, command)
    return Installed(
        facts.pack_seq, receiver.new, receiver.unknown, receiver.unusable, tuple(facts.scope), receiver.gathered.changes
    )


def _need_trust(card: keys.Card, trust: str) -> None:
    words = keys.fingerprint_words(card)
    if tuple(trust.replace("-", " ").lower().split()) != words:
        raise UserFault("pack.not-trusted-yet", next_step=NextStep.ASK_HEADQUARTERS, words=" ".join(words))


def _settle(station: Station, facts: PackFacts, card: keys.Card, hq_device: bytes, name: str) -> None:
    settings = station.settings
    settings.put("hq_card", keys.card_bytes(card))
    settings.put("pack_number", max(facts.pack_seq, settings.find_number("pack_number")))
    settings.put("hq_epoch", max(facts.hq_epoch, settings.find_number("hq_epoch")))
    shared = station.state("laptop", hq_device).get("matching_key")
    if isinstance(shared, bytes):
        settings.put("matching_key", shared)
    if facts.ack is not None:
        acknowledge(station, facts.ack.sequence, facts.ack.head)
    note_file(station, "in", "pack", hq_device, name, result=str(facts.pack_seq))


def acknowledge(station: Station, sequence: int, head: bytes) -> None:
    """Believe that headquarters has this station's run up to `sequence`; wants an open transaction.

    Raises `UserFault("receipt.not-our-run")` when the chain there is another: the database is older than what was
    handed over, or a copy went its own way.
    """
    if station.log.hash_at(station.identity.device, sequence) != head:
        raise UserFault("receipt.not-our-run", next_step=NextStep.ASK_HEADQUARTERS, sequence=sequence)
    if sequence > station.settings.find_number("received_sequence"):
        station.settings.put("received_sequence", sequence)


class _Installing:
    """Takes what a pack holds into the open transaction."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self.new = self.unknown = self.unusable = 0
        self.gathered = Gathered()

    def begin(self, facts: PackFacts) -> None:
        """Nothing to prepare: the facts were judged before."""

    def owner_keys(self, block: list[tuple[bytes, bytes]]) -> None:
        self._station.log.keep_owner_keys(block)

    def attested(self, block: list[pack.Attested]) -> None:
        new, unknown, unusable, changes = self._station.take_in([Arrived(*operation, None) for operation in block])
        self.new += new
        self.unknown += unknown
        self.unusable += unusable
        self.gathered.add(changes)

    def blob(self, hash: bytes, length: int) -> Consumer | None:
        return Keeping(self._station)


class Keeping(BytesIO):
    """Collects one attachment and keeps it when it was found whole."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station

    def close(self) -> None:
        if not self.closed:
            self._station.attachments.keep(self.getvalue())
        super().close()
