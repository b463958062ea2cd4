"""The register: new people, corrections, consents, links between registrations of one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from tianye.documents.parsing import half_width
from tianye.domain import badges, consent
from tianye.domain.dates import BirthDate, from_field, read_birth_date, to_field
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ethnicities import read_ethnicity
from tianye.domain.fold import EMPTY, State
from tianye.domain.ids import from_text
from tianye.domain.kinds import link_subject
from tianye.domain.names import make_name
from tianye.domain.people import read_education, read_phone, read_sex
from tianye.domain.places import normal_code
from tianye.domain.resident_number import ResidentNumber, keyed_hash, read_resident_number
from tianye.exchange import keys
from tianye.services.station import Command, Done, Station
from tianye.store.queries import people
from tianye.store.queries.people import PersonRow
from tianye.store.queries.waiting_numbers import forget_waiting_numbers, keep_waiting_number, waiting_numbers

NOTICE_VERSION = "2026-1"
"""Version of the privacy notice that a consent refers to (PIPL 14: new consent when the purpose changes)."""

# looked for ahead, so that one may begin inside what only looked like another
_NUMBER_IN_TEXT: Final = re.compile(r"(?<![0-9])(?=([0-9](?:[\s\-_]?[0-9]){16}[\s\-_]?[0-9Xx])(?![0-9]))")


def matching_key(station: Station) -> bytes | None:
    """Return the organisation's key for resident numbers; a laptop has it only after its first pack."""
    return station.settings.find("matching_key")


def get_person(station: Station, text: str) -> PersonRow:
    """Return the one person an id or a search names; raises `UserFault`: `person.unknown`, `person.ambiguous`."""
    found = find_by_code(station, text)
    if found is not None:
        return found
    candidates = people.search_people(station.database, text)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise UserFault("person.ambiguous", next_step=NextStep.MEND_INPUT, candidates=len(candidates))
    raise UserFault("person.unknown", next_step=NextStep.MEND_INPUT)


def find_by_code(station: Station, text: str) -> PersonRow | None:
    """Return the person whose id a text is, or whose badge has it as its short code; None for nobody or several."""
    try:
        return people.find_person(station.database, from_text(text))
    except UserFault:
        pass
    try:
        alike = people.people_beginning_with(station.database, from_text(text, badges.SHORT_CODE_BYTES))
    except UserFault:
        return None
    return alike[0] if len(alike) == 1 else None


def make_fields(said: Mapping[str, str | None]) -> dict[str, Any]:
    """Turn what a person typed into an operation's fields; blank means not said and is left out.

    Keys: name, name_bo, name_latin, alias, sex, born, ethnicity, phone, place, post, education, note, resident_number.
    The resident number stays text here; `add_person` hashes it. Raises the `UserFault` of the first bad value, and
    `person.number-in-text` where a post or note holds a resident number: it would be kept readable.
    """
    fields: dict[str, Any] = {}
    for key, text in said.items():
        if text is None or not text.strip():
            continue
        match key:
            case "name" | "name_bo" | "name_latin" | "alias":
                fields[key] = make_name(text)
            case "sex":
                fields[key] = _code(read_sex(text))
            case "born":
                fields[key] = to_field(read_birth_date(text))
            case "ethnicity":
                fields[key] = read_ethnicity(text)
            case "phone":
                fields[key] = read_phone(text)
            case "education":
                fields[key] = _code(read_education(text))
            case "resident_number":
                fields[key] = read_resident_number(text).text
            case "place":
                fields[key] = _place_code(text)
            case "post" | "note":
                fields[key] = _text_without_number(text)
            case _:
                raise UserFault("person.unknown-field", next_step=NextStep.MEND_INPUT, field=key)
    return fields


def add_person(station: Station, command: Command, fields: Mapping[str, Any], consents: Mapping[str, str]) -> bytes:
    """Register a person inside an open command and return her id.

    `fields` as from `make_fields`, with subjects (organisation, household) as ids; `consents` is purpose → state.
    Raises `UserFault`: `person.no-name`, `birth-date.in-future`.
    """
    if not fields.get("name"):
        raise UserFault("person.no-name", next_step=NextStep.MEND_INPUT)
    person = command.new_subject(owns_data=True)
    prepared, waiting = _with_number(station, fields)
    command.add("person.registered", person, prepared, owner=person, is_new=True)
    if consents:
        command.add("person.consented", person, consent_fields(consents), owner=person, supersedes={})
    if waiting is not None:
        let_number_wait(station, person, waiting)
    return person


def register(
    station: Station, fields: Mapping[str, Any], consents: Mapping[str, str] | None = None
) -> tuple[bytes, Done]:
    """Register a person as a command of its own."""
    with station.command("register") as command:
        person = add_person(station, command, fields, consents or {})
    return person, command.done


def correct(station: Station, person: bytes, fields: Mapping[str, Any]) -> Done:
    """Correct fields of a person; what is the same as before is not written again.

    Field by field: another laptop's correction of another field stands beside this one, of the same field it becomes
    a disagreement to review. Raises `UserFault`: `person.unknown`, `birth-date.in-future`.
    """
    _get_known(station, person)
    prepared, waiting = _with_number(station, fields, station.state("person", person))
    with station.command("correct person") as command:
        command.add_if_changed("person.corrected", person, prepared, owner=person)
        if waiting is not None:
            let_number_wait(station, person, waiting)
    return command.done


def give_consent(station: Station, person: bytes, consents: Mapping[str, str]) -> Done:
    """Record given, refused or withdrawn consents, purpose by purpose."""
    _get_known(station, person)
    with station.command("consent") as command:
        command.add_if_changed("person.consented", person, consent_fields(consents), owner=person)
    return command.done


def consent_fields(consents: Mapping[str, str]) -> dict[str, Any]:
    """Return consents as fields; raises `UserFault("consent.unknown")` for a purpose or state that is not ours."""
    fields: dict[str, Any] = {}
    for purpose, state in consents.items():
        if not consent.is_purpose(purpose) or state not in set(consent.ConsentState):
            # whom data is shared with may be a person
            kind, _, _ = purpose.partition(":")
            raise UserFault("consent.unknown", next_step=NextStep.MEND_INPUT, purpose=kind)
        fields[f"consent/{purpose}"] = {"state": str(state), "notice": NOTICE_VERSION}
    return fields


def badge_text(station: Station, person: bytes) -> str:
    """Return the text of a person's badge, signed by headquarters; raises `UserFault("station.wrong-role")`."""
    if station.identity.role != "hq":
        raise UserFault("station.wrong-role", next_step=NextStep.ASK_HEADQUARTERS, needed="hq")
    return sign_badge(person, station.identity.signing_key)


def sign_badge(person: bytes, signing_key: bytes) -> str:
    """Return the text of a badge signed with a key; good only where that key is headquarters'."""
    return badges.encode(badges.Badge(person, keys.sign_badge(person, badges.SIGNING_DOMAIN, signing_key)))


def link(station: Station, one: bytes, other: bytes, *, is_same: bool, reason: str = "") -> Done:
    """Decide whether two registrations are one person; can be decided again at any time."""
    if one == other:
        raise UserFault("person.linked-with-itself", next_step=NextStep.MEND_INPUT)
    _get_known(station, one)
    _get_known(station, other)
    fields = {"verdict": "same" if is_same else "different", "reason": reason}
    with station.command("link" if is_same else "unlink") as command:
        command.add("person.linked" if is_same else "person.unlinked", link_subject(one, other), fields)
    return command.done


def hash_waiting_numbers(station: Station, command: Command) -> int:
    """Hash the resident numbers that waited for the organisation's key, and destroy them; returns how many there were.

    A number that was taken back meanwhile, or of whom is no longer registered, is only destroyed.
    """
    key = matching_key(station)
    if key is None:
        return 0
    waiting = waiting_numbers(station.database)
    for person, number in waiting:
        if station.state("person", person).get("id_last4") != ResidentNumber(number, False).last_four:
            continue
        fields = {"id_key": keyed_hash(ResidentNumber(number, False), key)}
        command.add_if_changed("person.corrected", person, fields, owner=person)
    forget_waiting_numbers(station.database)
    return len(waiting)


def _with_number(
    station: Station, fields: Mapping[str, Any], state: State = EMPTY
) -> tuple[dict[str, Any], str | None]:
    """Replace the resident number by its last four and keyed hash; without a key it has to wait.

    Birth date and sex are taken from the number only where neither the fields nor the register say them (D2).
    """
    prepared = dict(fields)
    number = prepared.pop("resident_number", None)
    if number is None:
        _need_born(station, prepared)
        return prepared, None
    known = read_resident_number(number)
    prepared["id_last4"] = known.last_four
    born = known.born_on
    for field, value in (("born", to_field(BirthDate(born.year, born.month, born.day))), ("sex", known.sex)):
        if field not in prepared and state.get(field) is None:
            prepared[field] = value
    _need_born(station, prepared)
    key = matching_key(station)
    if key is None:
        return prepared, known.text
    prepared["id_key"] = keyed_hash(known, key)
    return prepared, None


def _need_born(station: Station, fields: Mapping[str, Any]) -> None:
    birth = from_field(fields.get("born"))
    if birth is not None and birth.span.first > station.local_time().date():
        raise UserFault("birth-date.in-future", next_step=NextStep.MEND_INPUT)


def let_number_wait(station: Station, person: bytes, number: str) -> None:
    """Keep a person's number, whole, until the organisation's key has come; wants an open transaction."""
    keep_waiting_number(station.database, station.log.number_subject("person", person), number)


def _get_known(station: Station, person: bytes) -> None:
    if not station.log.has_owner(person):
        raise UserFault("person.unknown", next_step=NextStep.MEND_INPUT)


def short_place(code: str) -> str:
    """Return the code of a county, township or village without the zeros that lists fill it up with."""
    short = normal_code(code)
    return short if len(short) >= 6 else code


def _text_without_number(text: str) -> str:
    for found in _NUMBER_IN_TEXT.finditer(unicodedata.normalize("NFKC", text)):
        try:
            read_resident_number(found[1])
        except UserFault:
            continue
        raise UserFault("person.number-in-text", next_step=NextStep.MEND_INPUT)
    return text.strip()


def _place_code(text: str) -> str:
    code = half_width(text).strip()
    if not (code.isascii() and code.isdecimal() and len(code) in (6, 9, 12)):
        raise UserFault("place.code-unreadable", next_step=NextStep.MEND_INPUT)
    return short_place(code)


def _code(value: object) -> str | None:
    return None if value is None else str(value)
