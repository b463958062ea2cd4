"""Packs: headquarters enrols laptops and sends down what each needs; a laptop installs what was sent to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tianye import __version__
from tianye.domain.changes import Changes, Gathered
from tianye.domain.errors import Bug, NextStep, UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.domain.places import PlaceKind
from tianye.exchange import container, keys, pack
from tianye.exchange.body import Consumer
from tianye.exchange.encoding import Acknowledged, Made, PackFacts
from tianye.exchange.succession import By
from tianye.services import (
    assets,
    epochs,
    erasing,
    held_answers,
    newest_pack,
    pinning,
    registration,
    retention,
    runs,
    succession,
    ways_back,
)
from tianye.services.station import Command, Done, Station
from tianye.store import files
from tianye.store.erasing import order_subjects
from tianye.store.migrations import STEPS
from tianye.store.oplog import Arrived
from tianye.store.queries import forms, laptops, trainings
from tianye.store.queries.laptops import ExchangedRow, LaptopRow
from tianye.store.queries.scope import count_people, subjects_in_scope

PROGRAMME = b"tianye"
"""Names the family of files in manifests; one organisation has one."""

ENDING = ".tianye"
CARRIED_DAYS = 60
"""So long a laptop carries a sealed file of another."""
MAX_TAKEN = 500
"""Bundle files a receipt or pack says to have arrived, at most."""
LETTERS_OF_A_WORD = 5
"""Each of the six words of a card (`keys.fingerprint_words`)."""


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
    station.need_role(role)


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
        _enrol_earlier(station, command, card, device, wanted)
    return get_laptop(station, to_text(device)), keys.fingerprint_words(card), command.done


def _enrol_earlier(station: Station, command: Command, card: keys.Card, device: bytes, counties: list[str]) -> None:
    """Write down which identities a restored laptop had before, and enrol those that never were."""
    later = device
    for earlier in reversed(card.continues):
        fields = {"continues": earlier.device, "continues_sequence": earlier.sequence}
        command.add_if_changed("laptop.continued", later, fields)
        later = earlier.device
        known = laptops.find_laptop(station.database, earlier.device)
        is_whole = earlier.sign_public and keys.device_id(earlier.sign_public) == earlier.device and earlier.recipient
        if is_whole and (known is None or known.role is None):
            names = {"name": card.name, "role": "laptop"}
            public = {"sign_public": earlier.sign_public, "recipient": earlier.recipient}
            command.add("laptop.enrolled", earlier.device, names | public)
            command.add("laptop.scoped", earlier.device, {"counties": counties})


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
    if not found:
        found = [row for row in enrolled if row.name == text.strip()]
    if len(found) > 1:
        # a restored laptop has the name of the one it continues
        continued = {station.state("laptop", row.id).get("continues") for row in found}
        found = [row for row in found if row.id not in continued] or found
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


class Contents(NamedTuple):
    """What a laptop's next pack will hold: people whose registration stands, trainings, versions of forms."""

    people: int
    trainings: int
    forms: int


def pack_contents(station: Station, laptop: LaptopRow) -> Contents:
    """Return what a laptop's pack would hold now; writes nothing."""
    subjects = subjects_in_scope(station.database, laptop.counties, laptop.id)
    return Contents(
        count_people(station.database, subjects),
        sum(row.county in laptop.counties for row in trainings.all_trainings(station.database)),
        len(forms.all_forms(station.database)),
    )


def make_pack(station: Station, laptop: LaptopRow, folder: Path) -> Packed:
    """Write a pack for one laptop into a folder: its counties' people and plan, the forms, what was received of it.

    All operations of a subject go, also superseded ones: a laptop that holds an old value must learn of everything
    that replaced it, step by step (docs/decisions/0003).
    """
    need_role(station, "hq")
    if laptop.recipient is None or laptop.revoked_after is not None:
        raise UserFault("laptop.revoked", next_step=NextStep.ASK_HEADQUARTERS)
    announced = succession.prepare(station).card
    _name_key(station)
    _share_matching_key(station)
    epochs.name_run(station)
    # an order that leaves can no longer be taken back
    erasing.carry_out(station)
    # those typed in here, whose sessions nobody closed
    held_answers.release_of_other_days(station)
    station.keep_tip()
    database, log = station.database, station.log
    subjects = subjects_in_scope(database, laptop.counties, laptop.id)
    people = count_people(database, subjects)
    # what is not here, as after a restore, is asked for in receipts, and goes with a later pack
    here = (hashed for hashed in forms.form_contents(database) if station.attachments.has(hashed))
    blobs = [attached(station, hashed) for hashed in here]
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
            want=epochs.want(station, laptop.id),
            ack=_acknowledged(station, laptop.id),
            taken=taken_lately(station),
            keep_days=retention.rule(station),
            backed=retention.backed(station, laptop.id),
            hq_next=keys.card_bytes(announced),
            hq_past=succession.past_told(station),
            hq_runs=tuple(sorted(log.headquarters)),
        )
    subjects = sorted({*subjects, *order_subjects(database)})
    operations = [*log.of_subjects(subjects), *log.unread_about(subjects)]
    path = files.unique_path(folder, f"pack-{to_text(station.world.random(5))}", ENDING)

    def write(sink: BinaryIO) -> None:
        pack.write(
            sink,
            facts,
            operations,
            blobs,
            signing_key=station.identity.signing_key,
            recipients=[laptop.recipient or "", *station.identity.recipients],
        )

    hashed = files.save(path, write)
    with station.writing():
        note_file(station, "out", "pack", laptop.id, path.name, result=str(number), file_hash=hashed)
    return Packed(path, number, len(operations), people, path.stat().st_size)


def _name_key(station: Station) -> None:
    """Tell the laptops whose keys are in use, where others were before."""
    identity = station.identity
    fields = {
        "name": identity.name,
        "role": "hq",
        "sign_public": identity.card.sign_public,
        "recipient": identity.card.recipient,
    }
    with station.command("name key") as command:
        command.add_if_changed("laptop.enrolled", identity.device, fields)


def _share_matching_key(station: Station) -> None:
    key = registration.matching_key(station)
    if key is None:
        raise Bug("station.no-matching-key")
    device = station.identity.device
    if station.state("laptop", device).get("matching_key") != key:
        with station.command("share matching key") as command:
            command.add("matching_key.shared", device, {"matching_key": key})


def taken_lately(station: Station) -> tuple[bytes, ...]:
    """Return the hashes of bundle files of the last sixty days: laptops that carry one for another stop then."""
    since = station.world.wall_ms() - CARRIED_DAYS * 24 * 3600 * 1000
    return tuple(laptops.bundles_taken_in(station.database, since, MAX_TAKEN))


def _acknowledged(station: Station, device: bytes) -> Acknowledged | None:
    head = station.log.head(device)
    return Acknowledged(head.sequence, head.hash) if head.sequence else None


def attached(station: Station, hashed: bytes) -> container.Blob:
    """Return an attachment that is here, to be carried; raises `Bug("attachment.missing")`."""
    size = station.attachments.size(hashed)
    if size is None:
        raise Bug("attachment.missing")
    is_sealed = station.attachments.is_sealed(hashed)
    return container.Blob(hashed, size, lambda: _opened(station, hashed), is_sealed)


def _opened(station: Station, hashed: bytes) -> BinaryIO:
    stream = station.attachments.open_ahead(hashed)
    if stream is None:
        raise WorldFault("bundle.attachment-damaged", next_step=NextStep.RESTORE_BACKUP, hash=hashed.hex())
    return stream


# ---- at a laptop ---------------------------------------------------------------------------------------------------


def install_pack(station: Station, path: Path, *, trust: str = "", allow_older: bool = False) -> Installed:
    """Install a pack that headquarters made for this laptop, all of it or nothing.

    The first pack brings headquarters' card; it is believed only when `trust` gives the card's six words, compared
    with headquarters by telephone or on paper. Later ones bear a signature by that key, or by one that it announced or
    vouches for. Raises `UserFault`: `pack.not-trusted-yet` (with the words), `pack.for-another-laptop`, `pack.older`,
    `pack.forged-key`, `pack.past-key`, `bundle.…`.
    """
    need_role(station, "laptop")
    identity = station.identity
    files.size_of(path)
    with files.naming_failures(path.name), path.open("rb") as source:
        facts = pack.inspect(source, [identity.box_identity])
        card = keys.card_from_bytes(facts.hq)
        if facts.dev_for != identity.device:
            raise UserFault("pack.for-another-laptop", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        believed, by = pinning.pinned(station), By.CURRENT
        if believed is None:
            _need_trust(card, trust)
        else:
            by = pinning.judge(believed, facts)
        newest = station.settings.find_number("pack_number")
        if epochs.is_of_an_older(station, facts, newest) and not allow_older:
            raise UserFault("pack.older", next_step=NextStep.ASK_HEADQUARTERS, number=facts.pack_seq, newest=newest)
        source.seek(0)
        known = keys.DevicePublic(card.sign_public)
        hq_device = keys.device_id(card.sign_public)
        receiver = Attested(station)
        with station.writing():
            pack.read(source, [identity.box_identity], lambda device: known if device == hq_device else None, receiver)
            pinning.believe(station, facts, believed, by)
            _settle(station, facts, hq_device, path.name)
            receiver.gathered.add(erased := erasing.obey(station))
            # together with the key that came: a number never waits for a key that is here
            with station.further_command("hash waiting numbers") as command:
                registration.hash_waiting_numbers(station, command)
    if erased or erasing.is_unsettled(station):
        erasing.settle(station)
    erasing.confirm(station)
    station.carried.sweep()
    ways_back.keep_ready(station)
    if not epochs.is_of_an_older(station, facts, station.settings.find_number("pack_number")):
        newest_pack.keep_newest(station, path, facts.hq_epoch)
    return Installed(
        facts.pack_seq, receiver.new, receiver.unknown, receiver.unusable, tuple(facts.scope), receiver.gathered.changes
    )


def _need_trust(card: keys.Card, trust: str) -> None:
    words = keys.fingerprint_words(card)
    # how the words are set apart, in which width and case they are written, is the writer's own affair
    if heard_letters(trust) != "".join(words):
        raise UserFault("pack.not-trusted-yet", next_step=NextStep.ASK_HEADQUARTERS, words=" ".join(words))


def heard_letters(words: str) -> str:
    """Return the letters of words that were dictated: small, of plain width, without what stands between them."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(letter for letter in plain if "a" <= letter <= "z")


def _settle(station: Station, facts: PackFacts, hq_device: bytes, name: str) -> None:
    settings = station.settings
    is_current = not epochs.is_of_an_older(station, facts)
    if is_current:
        epochs.hear(station, facts.hq_epoch)
        settings.put("pack_number", max(facts.pack_seq, settings.find_number("pack_number")))
    shared = station.state("laptop", hq_device).get("matching_key")
    if isinstance(shared, bytes):
        settings.put("matching_key", shared)
    if facts.ack is not None and is_current:
        runs.take_word(station, station.identity.device, facts.ack.sequence, facts.ack.head)
    if is_current:
        epochs.hear_wants(station, facts.want)
        retention.hear_rule(station, facts.keep_days)
        if not facts.made.is_suspect:
            retention.hear_backed(station, station.identity.device, facts.backed, facts.made.wall_ms)
    runs.no_longer_waits(station)
    station.carried.forget(facts.taken)
    note_file(station, "in", "pack", hq_device, name, result=str(facts.pack_seq))


class Attested:
    """Takes what headquarters attests in a pack into the open transaction."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self.new = self.unknown = self.unusable = 0
        self.gathered = Gathered()

    def begin(self, facts: PackFacts) -> None:
        """Begin, and know from then on under which ids headquarters writes; the facts were judged before."""
        self._station.log.begin_bringing()
        self._station.log.know_headquarters((facts.dev, *facts.hq_runs))

    def owner_keys(self, block: list[tuple[bytes, bytes]]) -> None:
        """Keep salt keys."""
        self._station.log.keep_owner_keys(block)

    def owner_key(self, owner: bytes) -> bytes | None:
        """Return a salt key that this pack brought."""
        return self._station.log.brought_key(owner)

    def attested(self, block: list[pack.Attested]) -> None:
        """Take operations of any device; of a branch under its id."""
        keep = self._station.log.keep_branch
        arrived = [
            Arrived(keep(author), header_bytes, header, payload, committed, None)
            for author, header_bytes, header, payload, committed in block
        ]
        new, unknown, unusable, changes = self._station.take_in(arrived)
        self.new += new
        self.unknown += unknown
        self.unusable += unusable
        self.gathered.add(changes)

    def blob(self, hash: bytes, length: int) -> Consumer | None:
        """Keep an attachment."""
        return self._station.attachments.receiving(hash, length)
