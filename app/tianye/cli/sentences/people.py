"""People, names, numbers, places, organisations, consents, the door, links, undo."""

from __future__ import annotations

from typing import Final

from tianye.cli.sentences.parts import UNCHANGED, Entry, ours

_CHECK_NUMBER = "Compare it with the card, digit by digit."
_CHECK_CODE = "Compare it with the licence, character by character; leave it out if it is not at hand."

SENTENCES: Final[dict[str, Entry]] = {
    # ---- who -----------------------------------------------------------------------------------------------------
    "person.unknown": (
        "Nobody was found who fits.",
        UNCHANGED,
        "Try fewer letters, the initials, or the last four digits of the phone.",
    ),
    "person.ambiguous": (
        "{candidates} people fit.",
        UNCHANGED,
        "Say more of the name, or take the id: tianye people find shows it.",
    ),
    "search.nothing-to-look-for": (
        "This text holds nothing that can be looked for.",
        UNCHANGED,
        "Type a name, pinyin, initials, or the last four digits of a phone.",
    ),
    "id.unreadable": (
        "This is not an id: an id has sixteen letters and digits.",
        UNCHANGED,
        "Copy the id once more.",
    ),
    "person.no-name": (
        "A person is registered with a name.",
        UNCHANGED,
        "Say the name, or count the person without one.",
    ),
    "name.missing": ("There is no name.", UNCHANGED, "Write the name as the person writes it."),
    "name.too-long": (
        "A name has at most {limit} characters.",
        UNCHANGED,
        "Shorten it; what is left over can go into the note.",
    ),
    "name.without-letters": (
        "This name holds no letter of any script.",
        UNCHANGED,
        "Write the name as the person writes it.",
    ),
    "person.sex-unreadable": ("The sex cannot be read.", UNCHANGED, "Write f or m, 女 or 男, or leave it out."),
    "person.role-unreadable": (
        "The role cannot be read.",
        UNCHANGED,
        "Write it as in the template, or leave it out.",
    ),
    "person.education-unreadable": (
        "The schooling cannot be read.",
        UNCHANGED,
        "Write it as in the template, for example 初中, or leave it out.",
    ),
    "person.phone-unreadable": (
        "This is not a phone number of eleven digits, and not a landline with its area code.",
        UNCHANGED,
        "Check the digits, or leave the phone out.",
    ),
    "person.unknown-field": (
        "A person has no field {field}.",
        UNCHANGED,
        "Choose one of the fields that the help of this command names.",
    ),
    "person.number-in-text": (
        "A resident number stands in the post or the note, where it would be kept readable.",
        UNCHANGED,
        "Take it out there and give it as the resident number; only its last four characters stay readable.",
    ),
    "person.linked-with-itself": (
        "Both are the same registration.",
        UNCHANGED,
        "Name two different registrations.",
    ),
    "ethnicity.unknown": (
        "This is none of the ethnic groups on the national list.",
        UNCHANGED,
        "Write the name in full, for example 土家族, or leave it out.",
    ),
    "birth-date.unreadable": (
        "The birth date cannot be read.",
        UNCHANGED,
        "Write it like 1985-03-02; a year alone is enough.",
    ),
    "birth-date.impossible": (
        "There is no such day.",
        UNCHANGED,
        "Check the birth date; a year alone is enough.",
    ),
    "birth-date.in-future": (
        "The birth date lies in the future.",
        UNCHANGED,
        "Check the birth date; a year alone is enough.",
    ),
    # ---- resident numbers ----------------------------------------------------------------------------------------
    "resident-number.missing": ("There is no resident number.", UNCHANGED, "Type it, or leave it out."),
    "resident-number.wrong-characters": (
        "A resident number has digits only, and perhaps an X at its end.",
        UNCHANGED,
        _CHECK_NUMBER,
    ),
    "resident-number.wrong-length": (
        "A resident number has 18 characters; this has {length}.",
        UNCHANGED,
        _CHECK_NUMBER,
    ),
    "resident-number.wrong-check-digit": (
        "The last character does not fit the others: a digit is wrong or two have changed places.",
        UNCHANGED,
        _CHECK_NUMBER,
    ),
    "resident-number.wrong-date": (
        "The birth date inside this resident number does not exist.",
        UNCHANGED,
        _CHECK_NUMBER,
    ),
    "resident-number.digits-lost": (
        "The spreadsheet has turned this number into a rounded one: its last digits are gone.",
        UNCHANGED,
        "Format the column as text and type the number again; its digits cannot be got back.",
    ),
    "resident-number.short-key": ours("the key for resident numbers is too short"),
    # ---- places --------------------------------------------------------------------------------------------------
    "place.ambiguous": (
        "{count} places of this {level} have this name.",
        UNCHANGED,
        "Say also the county and the township, or give the code.",
    ),
    "place.unknown": (
        "No {level} of this name is on the list of places.",
        UNCHANGED,
        "Check how it is written, or give the code.",
    ),
    "place.county-missing": (
        "A {level} is named without its county.",
        UNCHANGED,
        "Say the county too.",
    ),
    "place.code-unreadable": (
        "A place is given by 6, 9 or 12 digits.",
        UNCHANGED,
        "Check the code.",
    ),
    "places.unknown-code": (
        "No place has this code.",
        UNCHANGED,
        "Check the code; it has 6, 9 or 12 digits.",
    ),
    "places.unreadable": (
        "The list of places that belongs to the program is damaged.",
        UNCHANGED,
        "Install the program again; your data is not touched by that.",
    ),
    # ---- organisations -------------------------------------------------------------------------------------------
    "organisation.code-characters": (
        "The social credit code holds a character that never stands in one.",
        UNCHANGED,
        _CHECK_CODE,
    ),
    "organisation.code-check-digit": (
        "The last character of the social credit code does not fit the others.",
        UNCHANGED,
        _CHECK_CODE,
    ),
    "organisation.code-length": (
        "A social credit code has 18 characters; this has {length}.",
        UNCHANGED,
        _CHECK_CODE,
    ),
    "organisation.kind-unreadable": (
        "The kind of organisation cannot be read.",
        UNCHANGED,
        "Write it as in the template, for example 合作社.",
    ),
    "organisation.stage-unreadable": (
        "The stage of the organisation cannot be read.",
        UNCHANGED,
        "Write it as in the template.",
    ),
    # ---- consent -------------------------------------------------------------------------------------------------
    "consent.unknown": (
        "There is no such purpose, or no such answer, of consent ({purpose}).",
        UNCHANGED,
        "Answers are given, refused, withdrawn; the help of tianye people consent names the purposes.",
    ),
    "consent.unknown-purpose": (
        "There is no such purpose of consent.",
        UNCHANGED,
        "The help of tianye people consent names the purposes; sharing names its receiver, like share_with:NAME.",
    ),
    "consent.unmapped-field": ours("a field was to go out of which nobody knows what consent it needs"),
    # ---- the door ------------------------------------------------------------------------------------------------
    "session.unknown": (
        "No session of this code or id is here.",
        UNCHANGED,
        "Look it up with: tianye plan list. If it is missing there, ask headquarters for a new pack.",
    ),
    "checkin.ambiguous": (
        "{candidates} people fit: nobody was checked in.",
        UNCHANGED,
        "Say more of the name, or take the id from the list.",
    ),
    "checkin.not-on-list": (
        "Nobody on the register fits: nobody was checked in.",
        UNCHANGED,
        "Try the initials or the phone; somebody new is checked in with --walk-in.",
    ),
    "checkin.bearer-not-here": (
        "This badge is good, but its person is not on the register of this laptop: nobody was checked in.",
        "The refused scan was kept as a fact.",
        "Check the person in with --walk-in; headquarters will see that it is the same person.",
    ),
    "checkin.unknown-badge": (
        "This badge cannot be read: nobody was checked in.",
        "The refused scan was kept as a fact.",
        "Scan again, or find the person by name.",
    ),
    "checkin.forged-badge": (
        "This badge was not issued by your headquarters: nobody was checked in.",
        "The refused scan was kept as a fact.",
        "Find the person by name, and tell headquarters about the badge.",
    ),
    "badge.unreadable": ("This badge cannot be read.", UNCHANGED, "Scan it again, or find the person by name."),
    "badge.newer-version": (
        "This badge was made by a newer version of the program.",
        UNCHANGED,
        "Find the person by name for now, and update the program.",
    ),
    "badge.wrong-size": ours("a badge was to be written with a wrong signature"),
    "badge.nobody": (
        "There is nobody here to make a badge for.",
        "No file was written.",
        "Check the county's code, or name people; somebody whose registration was taken back gets no badge.",
    ),
    # ---- certificates --------------------------------------------------------------------------------------------
    "training.unknown": (
        "No training of this code is here.",
        "No file was written.",
        "Look it up with: tianye plan list.",
    ),
    "certificate.not-over": (
        "This training is not over: {to_come:session is|sessions are} still to come.",
        "No file was written.",
        "Ask again after the last session; if one was cancelled, mend its day in the plan.",
    ),
    "certificate.nobody": (
        "Nobody gets one: {not_completed} did not complete the training, {held_back} did and is not to be listed.",
        "No file was written.",
        "See who was there with: tianye attendance list. If a laptop's bundle has not come yet, import it first.",
    ),
    "anonymous.bad-sex": ("Without a name, the sex is f or m or nothing.", UNCHANGED, "Give --sex f or --sex m."),
    "anonymous.bad-age-group": (
        "There is no such age group; there are {allowed}.",
        UNCHANGED,
        "Give one of them, or leave it out.",
    ),
    # ---- undo ----------------------------------------------------------------------------------------------------
    "undo.no-such-command": (
        "Nothing of this id was done on this computer.",
        UNCHANGED,
        "Look it up with: tianye station history.",
    ),
    "undo.already-undone": ("This was taken back before.", UNCHANGED, "There is nothing to do."),
    "undo.others-rest-on-it": (
        "People it registered or sessions it planned have been checked in since ({attendances} check-ins).",
        UNCHANGED,
        "Take those check-ins back first, or correct what is wrong instead.",
    ),
    "undo.nothing-to-undo": (
        "There is nothing on this computer that could be taken back.",
        UNCHANGED,
        "There is nothing to do.",
    ),
}
