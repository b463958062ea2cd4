"""`tianye people …`: the register."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.lists import list_result, remark_data, remark_lines
from tianye.cli.output import Facts, Part, Result, Table, print_progress
from tianye.cli.parameters import FILE, pair
from tianye.cli.person_options import as_consents, consent_option, person_options, was_said
from tianye.cli.shown import born, done_data, done_line, moment, one_line, people_table, person_brief, plain
from tianye.cli.wording import worded
from tianye.domain.ids import from_text, to_text
from tianye.services import badges as badge_sheet
from tianye.services import certificates as completion
from tianye.services import erasing, keeping, listing, people_lists, registration
from tianye.services.erasing import Why
from tianye.services.listing import PersonRow
from tianye.services.station import Station

_GUARD = "The file is not encrypted: guard it."
_language_option = click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="In which language the page is.",
)


@click.group(cls=Group)
def people() -> None:
    """The register: find people, correct them, lists in and out, who is who."""


@people.command()
@click.argument("text", metavar="TEXT")
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True, help="How many people at most.")
@pass_invocation
def find(invocation: Invocation, text: str, limit: int) -> Result:
    """Find people by TEXT: a name, pinyin, initials, the last four digits of a phone."""
    with invocation.station() as opened:
        rows = listing.find_people(opened, text, limit=limit)
    return Result({"people": [person_brief(row) for row in rows]}, (people_table(rows, empty="Nobody was found."),))


@people.command("list")
@click.option("--county", metavar="CODE", help="Only who lives in this county: six digits.")
@pass_invocation
def list_(invocation: Invocation, county: str | None) -> Result:
    """List the register by name."""
    with invocation.station() as opened:
        rows = listing.all_people(opened, county=county)
    return Result({"people": [person_brief(row) for row in rows]}, (people_table(rows, empty="Nobody is here yet."),))


@people.command()
@click.argument("who", metavar="WHO")
@pass_invocation
def show(invocation: Invocation, who: str) -> Result:
    """Show what is known of WHO (an id, or a search that finds one person), with what disagrees."""
    with invocation.station() as opened:
        person = registration.get_person(opened, who)
        return _shown(opened, person)


@people.command()
@person_options
@consent_option
@pass_invocation
def add(invocation: Invocation, /, consents: tuple[tuple[str, str], ...], **said: str | None) -> Result:
    """Register somebody without checking them in."""
    with invocation.station() as opened:
        fields = registration.make_fields(was_said(said))
        person, done = registration.register(opened, fields, as_consents(consents))
    data = {"id": to_text(person)} | done_data(done)
    return Result(data, (done_line(done, f"Registered {to_text(person)}"),))


@people.command()
@click.argument("who", metavar="WHO")
@person_options
@pass_invocation
def correct(invocation: Invocation, /, who: str, **said: str | None) -> Result:
    """Correct what is written of WHO: only what is given here changes.

    What another laptop writes of another field stands beside it; of the same field it becomes a disagreement, which
    headquarters decides.
    """
    described = was_said(said)
    if not described:
        raise click.UsageError("Say what is to be corrected, for example --phone.")
    with invocation.station() as opened:
        person = registration.get_person(opened, who)
        done = registration.correct(opened, person.id, registration.make_fields(described))
    return _changed(person, done_data(done), done_line(done, f"Corrected {person.name}"))


@people.command()
@click.argument("who", metavar="WHO")
@click.argument("consents", metavar="PURPOSE=STATE...", nargs=-1, required=True)
@pass_invocation
def consent(invocation: Invocation, who: str, consents: tuple[str, ...]) -> Result:
    """Write down what WHO agreed to, refused or withdrew, purpose by purpose.

    Purposes: attendance, contact, id_number, health, photo, quote_named, quote_anonymous, minor_guardian,
    share_with:NAME, abroad:NAME. States: given, refused, withdrawn. Refusing never bars anybody from attending.
    """
    pairs = as_consents(pair(one) for one in consents)
    with invocation.station() as opened:
        person = registration.get_person(opened, who)
        done = registration.give_consent(opened, person.id, pairs)
    return _changed(person, done_data(done), done_line(done, f"Written down for {person.name}"))


@people.command()
@click.argument("one", metavar="ONE")
@click.argument("other", metavar="OTHER")
@click.option("--reason", default="", help="Why, for whoever reads it in a year.")
@pass_invocation
def link(invocation: Invocation, one: str, other: str, reason: str) -> Result:
    """Decide that two registrations are one person, who is counted once from now on."""
    return _link(invocation, one, other, is_same=True, reason=reason)


@people.command()
@click.argument("one", metavar="ONE")
@click.argument("other", metavar="OTHER")
@click.option("--reason", default="", help="Why, for whoever reads it in a year.")
@pass_invocation
def unlink(invocation: Invocation, one: str, other: str, reason: str) -> Result:
    """Decide that two registrations are two persons; can be decided again at any time."""
    return _link(invocation, one, other, is_same=False, reason=reason)


@people.command()
@click.argument("file", type=FILE)
@pass_invocation
def template(invocation: Invocation, file: Path) -> Result:
    """Write the empty list of people to FILE (.xlsx)."""
    with invocation.station() as opened:
        people_lists.write_template(opened, file)
    return Result({"file": str(file)}, (f"Wrote {file}. Fill it in, then: tianye people import {file.name}",))


@people.command("import")
@click.argument("file", type=FILE)
@click.option("--good-rows", "good_rows_only", is_flag=True, help="Take the sound rows in although others are not.")
@click.option("--preview", is_flag=True, help="Only say what would happen, field by field; write nothing.")
@pass_invocation
def import_(invocation: Invocation, file: Path, good_rows_only: bool, preview: bool) -> Result:
    """Take the list of people FILE in: .xlsx, .xls, or CSV in UTF-8 or GB18030, as counties really send them.

    All problems are shown at once, by sheet, row and column; with any, nothing is written unless you say --good-rows.
    A list that was exported and edited comes back by id and changes the people it names: look at it with --preview.
    """
    with invocation.station() as opened:
        print_progress(f"Reading {file.name} …")
        if preview:
            return _preview(people_lists.preview_people(opened, file))
        return list_result(people_lists.import_people(opened, file, good_rows_only=good_rows_only))


@people.command()
@click.argument("file", type=FILE)
@click.option("--county", metavar="CODE", help="Only who lives in this county: six digits.")
@pass_invocation
def export(invocation: Invocation, file: Path, county: str | None) -> Result:
    """Write the register to FILE (.xlsx), as a list that can be edited and brought back.

    Only what people agreed to goes out. The file is not encrypted: guard it, and delete it when it has done its work.
    """
    with invocation.station() as opened:
        done = people_lists.export_people(opened, file, county=county)
    line = worded("Wrote {file}: {people:person|people}.", people=done.people, file=file)
    if done.held_back:
        line += worded(
            " {held_back:person is|people are} not in it, for want of consent to be listed.", held_back=done.held_back
        )
    return Result(
        {"file": str(file), "people": done.people, "held_back": done.held_back},
        (line, _GUARD),
    )


@people.command()
@click.argument("who", metavar="WHO...", nargs=-1)
@click.option("--county", metavar="CODE", help="Everybody who lives in this county: six digits.")
@click.option("--training", metavar="CODE", help="Which training stands at the head of the badges.")
@click.option("--to", "file", type=FILE, metavar="FILE", help="Write the badges as a page for printing (.html).")
@_language_option
@pass_invocation
def badges(
    invocation: Invocation,
    /,
    *,
    who: tuple[str, ...],
    county: str | None,
    training: str | None,
    file: Path | None,
    language: Literal["zh", "en"],
) -> Result:
    """At headquarters: write the badges of WHO for printing, or show what their QR codes say.

    Nobody's phone, number or sex is on a badge, and the name only where its owner agreed to be listed.
    """
    if bool(who) == (county is not None):
        raise click.UsageError("Name people, or a county.")
    with invocation.station() as opened:
        rows = (
            listing.all_people(opened, county=county)
            if county
            else [registration.get_person(opened, text) for text in who]
        )
        if file is not None:
            head = listing.get_training(opened, training) if training else None
            return _badge_sheet(badge_sheet.write_badges(opened, rows, file, training=head, language=language))
        data = [
            {"id": to_text(row.id), "name": row.name, "badge": registration.badge_text(opened, row.id)} for row in rows
        ]
    cells = [tuple(one.values()) for one in data]
    return Result({"badges": data}, (Table(("id", "name", "badge"), cells, "Nobody lives there."),))


@people.command()
@click.argument("who", metavar="WHO")
@click.option("--answer", "is_answer", is_flag=True, help="WHO is the id of one answer, which alone is forgotten.")
@click.option(
    "--why", type=click.Choice([str(why) for why in Why]), default="withdrawn", show_default=True, help="Why."
)
@click.option("--now", is_flag=True, help="Carry it out at once, with everything else that waits; not to be undone.")
@click.option("--take-back", is_flag=True, help="Take an order back that was not carried out yet.")
@pass_invocation
def erase(invocation: Invocation, /, *, who: str, is_answer: bool, why: str, now: bool, take_back: bool) -> Result:
    """At headquarters: order that WHO be forgotten, everywhere: here, in every pack, on every laptop.

    The order is carried out when the next pack is made, or after a day; until then it can be taken back. Backups made
    before still hold what was erased until the rule takes them away; lists that were exported are yours to delete.
    """
    with invocation.station() as opened:
        subject = from_text(who) if is_answer else registration.get_person(opened, who).id
        if take_back:
            done = erasing.take_back(opened, subject)
            return Result({"id": to_text(subject)} | done_data(done), (done_line(done, "The order was taken back"),))
        order = erasing.order_answer if is_answer else erasing.order_person
        done = order(opened, subject, Why(why))
        if now:
            erasing.carry_out(opened)
        before = keeping.still_holding(opened)
    lines = [done_line(done, "Carried out" if now else "Ordered")]
    if not now:
        lines.append("It is carried out with the next pack, or after a day; --take-back takes it back until then.")
    if before.automatic:
        lines.append(
            worded(
                "{count:backup|backups} made before still {count:holds|hold} what is erased; the rule takes them away "
                "within half a year.",
                count=before.automatic,
            )
        )
    if before.by_hand:
        lines.append(
            worded(
                "{count:backup|backups} made by hand in the data folder {count:stays|stay} until you delete them.",
                count=before.by_hand,
            )
        )
    data = {"id": to_text(subject), "is_carried_out": now, "backups": before.automatic, "by_hand": before.by_hand}
    return Result(data | done_data(done), lines)


@people.command()
@pass_invocation
def erasures(invocation: Invocation) -> Result:
    """List what was ordered to be forgotten, who has confirmed it, and what figures counted before and do not now."""
    with invocation.station() as opened:
        rows = erasing.all_erasures(opened)
    data = [
        {
            "id": to_text(row.id),
            "of": row.of,
            "why": row.why,
            "ordered": row.ordered_on,
            "carried_out": moment(row.carried_out_ms) if row.carried_out_ms is not None else None,
            "sessions": {one.training: one.sessions for one in row.taken},
            "answers": row.answers,
            "confirmed": list(row.confirmed),
            "missing": list(row.missing),
        }
        for row in rows
    ]
    heads = ("id", "of", "why", "ordered", "carried_out", "sessions", "answers", "confirmed", "missing")
    cells = [
        [
            ", ".join(f"{code} {count}" for code, count in value.items())
            if isinstance(value, dict)
            else ", ".join(value)
            if isinstance(value, list)
            else value
            for value in one.values()
        ]
        for one in data
    ]
    return Result({"erasures": data}, (Table(heads, cells, "Nothing was ordered to be forgotten."),))


@people.command()
@click.argument("training", metavar="TRAINING")
@click.option("--to", "file", type=FILE, required=True, metavar="FILE", help="The pages to write (.html).")
@_language_option
@pass_invocation
def certificates(invocation: Invocation, training: str, file: Path, language: Literal["zh", "en"]) -> Result:
    """At headquarters: write a certificate for everybody who completed TRAINING (its code), for printing.

    Completed is what the figures call so; linked registrations are one person. Only who agreed to be listed gets one.
    """
    with invocation.station() as opened:
        known = listing.get_training(opened, training)
        done = completion.write_certificates(opened, known, file, language=language)
    said = {
        "certificates": done.certificates,
        "not_completed": done.not_completed,
        "held_back": done.held_back,
        "held": done.held,
        "planned": done.planned,
    }
    text = [worded("Wrote {file}: {certificates:certificate|certificates}.", file=done.path, **said)]
    text.append(worded("Of {planned:planned session|planned sessions}, {held} took place.", **said))
    if done.not_completed:
        text.append(worded("{not_completed:person|people} took part and did not complete the training.", **said))
    if done.held_back:
        text.append(worded("{held_back:person|people} completed it and did not agree to be listed.", **said))
    return Result({"file": str(done.path)} | said, (*text, "Print it on A4, landscape.", _GUARD))


def _badge_sheet(done: badge_sheet.BadgesWritten) -> Result:
    text = [worded("Wrote {file}: {badges:badge|badges}.", file=done.path, badges=done.badges)]
    if done.nameless:
        text.append(worded("{nameless:badge has|badges have} no name, for want of consent.", nameless=done.nameless))
    data = {"file": str(done.path), "badges": done.badges, "nameless": done.nameless}
    return Result(data, (*text, "Print it on A4, upright, at full size.", _GUARD))


def _preview(seen: people_lists.PeoplePreview) -> Result:
    changes = [
        {
            "person": to_text(change.person),
            "row": change.row,
            "field": change.field,
            "before": plain(change.before),
            "after": plain(change.after),
        }
        for change in seen.changes
    ]
    data = {
        "added": seen.added,
        "unchanged": seen.unchanged,
        "changes": changes,
        "problems": [remark_data(one) for one in seen.reading.problems],
        "notices": [remark_data(one) for one in seen.reading.notices],
    }
    parts: list[Part] = [Facts({"would be new": seen.added, "as they were": seen.unchanged})]
    if changes:
        rows = [
            (one["row"], str(one["person"]), str(one["field"]), one_line(one["before"]), one_line(one["after"]))
            for one in changes
        ]
        parts += ["", "Would change:", Table(("row", "person", "field", "before", "after"), rows)]
    parts += remark_lines("Problems", seen.reading.problems) + remark_lines("Worth knowing", seen.reading.notices)
    return Result(data, parts)


def _link(invocation: Invocation, one: str, other: str, *, is_same: bool, reason: str) -> Result:
    with invocation.station() as opened:
        first, second = registration.get_person(opened, one), registration.get_person(opened, other)
        done = registration.link(opened, first.id, second.id, is_same=is_same, reason=reason)
    data = {"one": to_text(first.id), "other": to_text(second.id), "is_same": is_same} | done_data(done)
    verdict = "one person" if is_same else "two persons"
    return Result(data, (done_line(done, f"{first.name} and {second.name} are {verdict}"),))


def _changed(person: PersonRow, data: dict[str, Any], line: str) -> Result:
    return Result({"person": to_text(person.id)} | data, (line,))


def _shown(opened: Station, person: PersonRow) -> Result:
    disagreements = listing.disagreements_of(opened, person)
    links: list[dict[str, Any]] = [
        {"other": to_text(row.other), "name": row.name, "is_same": row.is_same, "reason": row.reason}
        for row in listing.links_of(opened, person)
    ]
    data = person_brief(person) | {
        "born": born(person),
        "ethnicity": person.ethnicity,
        "phone": person.phone,
        "resident_number_tail": person.id_last4,
        "post": person.post,
        "note": person.note,
        "is_void": person.is_void,
        "consents": person.consents,
        "disagreements": plain(disagreements),
        "links": links,
    }
    hidden = ("phone_tail", "consents", "disagreements", "links", "is_void")
    facts = {name.replace("_", " "): value for name, value in data.items() if name not in hidden}
    facts |= {f"consent to {purpose}": state for purpose, state in person.consents.items()}
    text: list[Part] = ["This registration was taken back."] if person.is_void else []
    text.append(Facts(facts))
    if disagreements:
        rows = [
            [field, " | ".join(one_line(value) or "nothing" for value in values)]
            for field, values in disagreements.items()
        ]
        text += ["", "Two words stand on:", Table(("field", "values"), rows)]
    if links:
        verdicts = {True: "the same person", False: "another person", None: "disputed"}
        cells = [[one["other"], one["name"], verdicts[one["is_same"]], one["reason"]] for one in links]
        text += ["", Table(("registration", "name", "decided", "reason"), cells)]
    return Result(data, text)
