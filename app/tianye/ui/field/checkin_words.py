"""What the door says, in words: every outcome with its sign, its colour and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tianye.domain.attendance import Outcome
from tianye.services.door import Answer, Caller, Door
from tianye.services.listing import SessionRow
from tianye.ui.messages.dates import span_words, time_words
from tianye.ui.messages.people import dotted
from tianye.ui.messages.sessions import session_title
from tianye.ui.messages.trainings import half_word
from tianye.ui.parts.cards import Ground

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Said:
    """An outcome: its colour, its sign and the ink of that, the large word, what follows from it."""

    ground: Ground
    icon: str
    ink: str
    word: str
    then: str = ""


def say(answer: Answer) -> Said:
    """Return what is said of an answer; the name stands beside it where there is one."""
    time = time_words(answer.arrived)
    if answer.has_left:
        return Said("sunken", "door", "ink", translate("checkin", "Left at {time}").format(time=time))
    if answer.outcome is Outcome.ADMITTED:
        if answer.caller is None:
            then = translate("checkin", "One more is here. Nothing but sex and age group is kept.")
            return Said("info", "check-circle", "on_primary_soft", translate("checkin", "Counted without a name"), then)
        then = (
            ""
            if answer.is_expected is not False
            else translate("checkin", "First time at this training, and takes part like everybody else.")
        )
        return Said(
            "info",
            "check-circle",
            "on_primary_soft",
            translate("checkin", "Checked in at {time}").format(time=time),
            then,
        )
    if answer.outcome is Outcome.ALREADY_IN:
        word = (
            translate("checkin", "Already checked in at {time}") if time else translate("checkin", "Already checked in")
        )
        return Said("sunken", "checks", "ink", word.format(time=time), translate("checkin", "Nothing more to do."))
    if answer.outcome is Outcome.AMBIGUOUS:
        then = translate("checkin", "Nobody was checked in. Type the name and choose from the list.")
        return Said("warn", "question", "on_barley_soft", translate("checkin", "Several people can be meant"), then)
    if answer.outcome is Outcome.UNKNOWN_BADGE:
        then = translate("checkin", "Nobody was checked in. Scan once more, or type the name.")
        return Said("warn", "question", "on_barley_soft", translate("checkin", "This code cannot be read"), then)
    if answer.outcome is Outcome.FORGED_BADGE:
        then = translate(
            "checkin",
            "It is not a badge from headquarters. Nobody was checked in: type the name. Headquarters will be told.",
        )
        return Said("error", "x-circle", "on_error_soft", translate("checkin", "This badge cannot be used"), then)
    then = translate("checkin", "They can still take part: register with F2, or count without a name with F3.")
    return Said("warn", "question", "on_barley_soft", translate("checkin", "Not on the list"), then)


def say_unsaved() -> Said:
    """Return what is said of somebody who could not be written down; the notice above says why."""
    then = translate("checkin", "What was saved before is there. Do what the notice says, then scan or choose again.")
    return Said("error", "x-circle", "on_error_soft", translate("checkin", "Not saved, so not checked in"), then)


def badge_words(answer: Answer) -> tuple[str, str]:
    """Return what is said, away from the door, of a badge that let nobody in; name first."""
    said = say(answer)
    name = answer.caller.face.name if answer.caller is not None else ""
    then = said.then
    if answer.outcome is Outcome.NOT_ON_LIST:
        then = translate("checkin", "They can still take part: register them at check-in.")
    return translate("checkin", "{name}: {word}").format(name=name, word=said.word) if name else said.word, then


def say_undone(answer: Answer) -> Said:
    """Return what is said once an act was taken back."""
    if answer.caller is None:
        return Said(
            "plain", "undo", "ink", translate("checkin", "Taken back"), translate("checkin", "One less without a name.")
        )
    if answer.has_left:
        return Said("plain", "undo", "ink", translate("checkin", "Taken back"), translate("checkin", "Is still here."))
    return Said(
        "plain", "undo", "ink", translate("checkin", "Taken back"), translate("checkin", "Not checked in any more.")
    )


def undo_words(answer: Answer, session: SessionRow | None = None) -> str:
    """Return the line of the undo bar; names the session where it may not be the one somebody thinks of."""
    time = time_words(answer.arrived)
    if answer.caller is None:
        return translate("checkin", "One person without a name, {time}").format(time=time)
    words = (
        translate("checkin", "{name} left at {time}")
        if answer.has_left
        else translate("checkin", "{name} checked in at {time}")
    )
    line = words.format(name=answer.caller.face.name, time=time)
    return dotted((line, session_title(session) if session is not None else ""))


def ended_words(title: str) -> str:
    """Return the line of the undo bar after a door was closed."""
    return translate("checkin", "Check-in is ended: {title}. Latecomers can still be checked in.").format(title=title)


def state_words(caller: Caller) -> tuple[str, str]:
    """Return how a caller stands at the session, and the sign for it."""
    if not caller.is_here:
        return translate("checkin", "not here"), ""
    if caller.departed is not None:
        return translate("checkin", "left {time}").format(time=time_words(caller.departed)), "door"
    if caller.arrived is None:
        return translate("checkin", "here"), "check-circle"
    return translate("checkin", "here {time}").format(time=time_words(caller.arrived)), "check-circle"


def when_words(session: SessionRow) -> str:
    """Return half of the day and hours: `上午 9:00–12:00`."""
    return " ".join(part for part in (half_word(session.half), span_words(session.begins, session.ends)) if part)


def where_words(door: Door) -> str:
    """Return county and venue."""
    venue = door.session.venue or ""
    return venue if door.county and venue.startswith(door.county) else " ".join(filter(None, (door.county, venue)))


def line_of(door: Door) -> str:
    """Return the line under a session's title: when and where."""
    return dotted((when_words(door.session), where_words(door)))
