"""Headquarters' next keys: prepared beside the ones in use, announced in packs, locked away as a file, put in use.

A laptop that was told of the next keys accepts them without comparing words again, also where the keys in use were
lost; one that slept accepts them because an older key vouches for them (docs/decisions/0014).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.exchange import keys, seal, succession
from tianye.exchange.encoding import BundleFacts, Card, Past
from tianye.exchange.succession import NextKeys
from tianye.services import keyring
from tianye.services.keyring import PastKey
from tianye.services.passphrases import MIN_PASSPHRASE
from tianye.services.station import Station
from tianye.store import files


@dataclass(frozen=True, slots=True)
class NextCard:
    """Headquarters' next keys: their card, and whether their secret is on this computer."""

    card: Card
    is_here: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The six words of the card."""
        return keys.fingerprint_words(self.card)


def prepare(station: Station) -> NextCard:
    """Make headquarters' next keys where there are none yet, and return what they are."""
    station.need_role("hq")
    ring = station.identity.keyring
    if ring.next_card is None:
        with station.writing():
            keyring.make_next(station.settings, station.identity.name, station.world.random)
        station.read_identity()
        ring = station.identity.keyring
    if ring.next_card is None:
        raise Bug("keys.no-next")
    return NextCard(ring.next_card, bool(ring.next_seed))


def prepare_anew(station: Station) -> NextCard:
    """Make other next keys, because the file with those that were announced is lost; packs announce them."""
    station.need_role("hq")
    with station.writing():
        keyring.make_next(station.settings, station.identity.name, station.world.random)
    station.read_identity()
    return prepare(station)


def lock_away(station: Station, path: Path, passphrase: str, *, stays_here: bool = False) -> NextCard:
    """Write the next keys to a file under a passphrase of its own, read it back, and forget their secret here.

    Raises `UserFault`: `keys.next-taken-off` where it is no longer here, `station.passphrase-too-short`, `file.exists`;
    `WorldFault("file.…")`: then the secret is still here.
    """
    prepared = prepare(station)
    if not prepared.is_here:
        raise UserFault("keys.next-taken-off", next_step=NextStep.MEND_INPUT)
    if len(passphrase) < MIN_PASSPHRASE:
        raise UserFault("station.passphrase-too-short", next_step=NextStep.CHECK_PASSPHRASE, characters=MIN_PASSPHRASE)
    identity, settings = station.identity, station.settings
    ring = identity.keyring
    told = NextKeys(
        ring.next_seed,
        ring.next_identity,
        (*(one.sign_public for one in ring.past), identity.card.sign_public),
        settings.find("matching_key") or bytes(keys.KEY_BYTES),
        settings.find_number("hq_epoch", 1),
    )
    data = succession.write_next(told, passphrase, station.world.cost, station.world.random)
    files.save_bytes(path, data)
    if read_file(path, passphrase) != told:
        raise Bug("keys.next-file-differs")
    if not stays_here:
        with station.writing():
            keyring.forget_next_secret(settings)
        station.database.checkpoint()
        station.read_identity()
    return NextCard(prepared.card, stays_here)


def read_file(path: Path, passphrase: str) -> NextKeys:
    """Open a file with next keys; raises `UserFault`: `keys.next-unreadable`, `keys.wrong-passphrase`; `WorldFault`."""
    with files.naming_failures(path.name):
        data = path.read_bytes() if files.size_of(path) <= succession.MAX_FILE_BYTES else b""
    return succession.read_next(data, passphrase)


def rotate(station: Station, told: NextKeys | None = None) -> tuple[str, ...]:
    """Put the next keys in use, from this computer or from the file that was locked away, and make new next ones.

    Returns the six words of the new card. The older keys stay here: they open what was sealed to them, prove what was
    signed with them, and vouch for the new. Raises `UserFault`: `keys.next-taken-off`, `keys.next-in-use`.
    """
    station.need_role("hq")
    prepare(station)
    identity, settings = station.identity, station.settings
    ring = identity.keyring
    seed, opens = (ring.next_seed, ring.next_identity) if told is None else (told.seed, told.identity)
    if not seed:
        raise UserFault("keys.next-taken-off", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    public = keys.public_key(seed)
    if public in (identity.card.sign_public, *(one.sign_public for one in ring.past)):
        raise UserFault("keys.next-in-use", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    given_up = [_given_up(station, identity.signing_key, identity.box_identity)]
    if ring.next_seed and ring.next_seed != seed:
        # they were announced, and laptops may believe them: they vouch too
        given_up.insert(0, _given_up(station, ring.next_seed, ring.next_identity))
    with station.writing():
        # what headquarters writes goes on under the name it had
        settings.put("run", identity.run)
        keyring.write_past(settings, (*ring.past, *given_up))
        keyring.put_in_use(settings, seed, opens)
        keyring.make_next(settings, identity.name, station.world.random)
    station.read_identity()
    return keys.fingerprint_words(station.identity.card)


def _given_up(station: Station, seed: bytes, identity: str) -> PastKey:
    find = station.settings.find_number
    last = (find("hq_epoch", 1), find("receipt_number"), find("pack_number"))
    return PastKey(keys.public_key(seed), seed, identity, *last)


def past_told(station: Station) -> tuple[Past, ...]:
    """Return the keys that were given up as packs say them: each vouches for those in use, where it is here."""
    card = station.identity.card
    return tuple(one.told(card) for one in station.identity.keyring.past)


def hear_laptop(station: Station, facts: BundleFacts) -> bool:
    """Learn from a bundle that its laptop seals to our next keys and no more to those in use: they were put in use.

    This headquarters was restored from before that, and puts them in use again. Says whether it did.
    """
    ring = station.identity.keyring
    if ring.next_card is None or not ring.next_seed:
        return False
    current = seal.fingerprint(station.identity.card.recipient)
    if current in facts.to or seal.fingerprint(ring.next_card.recipient) not in facts.to:
        return False
    rotate(station)
    return True
