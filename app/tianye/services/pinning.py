"""What a laptop believes of headquarters' keys: the ones whose words were compared, those announced, those given up.

Older keys go on proving what was signed with them before they were given up: badges for ever, receipts and packs up to
the last that headquarters wrote with them.
"""

from __future__ import annotations

import json

from tianye.domain.errors import NextStep, UserFault
from tianye.exchange import keys
from tianye.exchange.bundle import FindDevice
from tianye.exchange.encoding import PackFacts, Past
from tianye.exchange.succession import By, Pinned, signed_by
from tianye.services import epochs
from tianye.services.station import Station

_CARD = "hq_card"
_NEXT = "hq_next"
_PAST = "hq_past"


def pinned(station: Station) -> Pinned | None:
    """Return what is believed, None before the first pack."""
    settings = station.settings
    card, announced, past = (settings.find(name) for name in (_CARD, _NEXT, _PAST))
    if card is None:
        return None
    return Pinned(
        keys.card_from_bytes(card),
        keys.card_from_bytes(announced) if announced else None,
        tuple(Past(bytes.fromhex(public), b"", *numbers) for public, *numbers in (json.loads(past) if past else ())),
    )


def need_pinned(station: Station) -> Pinned:
    """Return what is believed; raises `UserFault("bundle.no-headquarters")` before the first pack."""
    believed = pinned(station)
    if believed is None:
        raise UserFault("bundle.no-headquarters", next_step=NextStep.ASK_HEADQUARTERS)
    return believed


def recipients(believed: Pinned) -> list[str]:
    """Return whom files for headquarters are sealed to: the keys in use, and those that come next."""
    return [card.recipient for card in (believed.card, believed.next) if card is not None]


def signing_keys(station: Station) -> list[bytes]:
    """Return the public keys whose badges are good here, at a laptop or at headquarters; the one in use first."""
    if station.identity.role == "hq":
        return [station.identity.card.sign_public, *station.identity.keyring.publics]
    believed = pinned(station)
    return [] if believed is None else _publics(believed)


def _publics(believed: Pinned) -> list[bytes]:
    cards = [card.sign_public for card in (believed.card, believed.next) if card is not None]
    return [*cards, *(past.sign_public for past in believed.past)]


def finder(believed: Pinned) -> FindDevice:
    """Return whose signature a receipt may bear; what a key may no longer say is for `need_living`."""
    known = {keys.device_id(public): keys.DevicePublic(public) for public in _publics(believed)}
    return known.get


def need_living(believed: Pinned, device: bytes, epoch: int, number: int) -> None:
    """Refuse a receipt that a key signed after it was given up: `UserFault("receipt.past-key")`."""
    for past in believed.past:
        if keys.device_id(past.sign_public) == device and (epoch, number) > (past.hq_epoch, past.hq_seq):
            raise UserFault("receipt.past-key", next_step=NextStep.ASK_HEADQUARTERS)


def judge(believed: Pinned, facts: PackFacts) -> By:
    """Say under which key a pack was signed.

    Raises as `succession.signed_by`, and `UserFault("pack.past-key")` where the key was given up before the pack was
    made.
    """
    by = signed_by(facts, believed)
    if by is By.PAST:
        own = next(past for past in believed.past if keys.device_id(past.sign_public) == facts.dev)
        if (facts.hq_epoch, facts.pack_seq) > (own.hq_epoch, own.pack_seq):
            raise UserFault("pack.past-key", next_step=NextStep.ASK_HEADQUARTERS)
    return by


def believe(station: Station, facts: PackFacts, believed: Pinned | None, by: By) -> None:
    """Remember what the newest pack says of headquarters' keys; wants an open transaction.

    To be asked before the pack's number and epoch are kept. A pack that is not the newest changes nothing.
    """
    settings = station.settings
    if by is By.PAST or epochs.is_of_an_older(station, facts, settings.find_number("pack_number")):
        return
    if believed is None or by is not By.CURRENT:
        settings.put(_CARD, facts.hq)
    settings.put(_NEXT, facts.hq_next)
    past = {one.sign_public: one for one in (*(believed.past if believed else ()), *facts.hq_past)}
    if believed is not None and by is not By.CURRENT:
        last = [settings.find_number(name) for name in ("hq_epoch", "hq_receipt", "pack_number")]
        past.setdefault(believed.card.sign_public, Past(believed.card.sign_public, b"", *last))
    past.pop(keys.card_from_bytes(facts.hq).sign_public, None)
    told = [[one.sign_public.hex(), one.hq_epoch, one.hq_seq, one.pack_seq] for one in past.values()]
    settings.put(_PAST, json.dumps(told))
