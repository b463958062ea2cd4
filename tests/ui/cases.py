"""What laptops bring together, written at headquarters as if it had arrived: for the screens that decide it."""

from __future__ import annotations

from tianye.domain.changes import Changes
from tianye.domain.kinds import attendance_subject, link_subject
from tianye.services import corrections, listing, registration, review, surveys
from tianye.services.review import CaseKind
from tianye.services.station import Station
from tianye.store.queries import forms


def take_back_unseen(station: Station) -> Changes:
    """Check somebody in, and take a check-in back without having seen that one."""
    session = next(row for row in listing.all_sessions(station) if row.code == "QH-SALON-0612-EVE")
    came = {row.person for row in listing.attendance_of(station, session)}
    person = next(row for row in listing.all_people(station, county="632701") if row.id not in came)
    subject = attendance_subject(session.id, person.id)
    with station.command("as two laptops would") as command:
        mark = {"mark": {"arrived": 19 * 60 + 4, "how": "search"}}
        command.add("attendance.marked", subject, mark, owner=person.id, supersedes={})
        command.add("attendance.unmarked", subject, {"undone": True}, owner=person.id, supersedes={})
    return command.done.changes


def refuse_scans(station: Station) -> Changes:
    """Refuse a badge of somebody who was registered since, and one that nobody signed."""
    session = next(row for row in listing.all_sessions(station) if row.code == "QH-SALON-0612-EVE")
    guest, done = registration.register(
        station, registration.make_fields({"name": "石秀兰", "sex": "女"}), {"attendance": "given"}
    )
    badge = registration.badge_text(station, guest)
    with station.command("as a door would") as command:
        for outcome, raw in (("not_on_list", badge), ("forged_badge", "TY:0000")):
            fields = {"session": session.id, "outcome": outcome, "raw": raw, "minute": 19 * 60 + 12}
            command.add("scan.refused", command.new_subject(), fields, is_new=True)
    return done.changes.merged(command.done.changes)


def correct_twice_and_more(station: Station) -> Changes:
    """Correct one answer to two different ones, and in the second correction another answer too."""
    return correct_twice(station, asked_first=1)


def correct_twice(station: Station, asked_first: int = 2) -> Changes:
    """Correct the answers of one form to two different ones, neither author having seen the other."""
    row = next(row for row in forms.all_responses(station.database, "pre_test") if row.person is not None)
    begun = [corrections.begin(station, row.id) for _ in range(2)]
    changes = Changes()
    for number, filling in enumerate(begun):
        asked = [node for node in filling.entry.nodes() if node.choices and node.is_relevant]
        for node in asked[: 2 if number else asked_first]:
            others = [choice.value for choice in node.choices if choice.value != node.value]
            filling.entry.answer(node.ref, others[number])
        fields = surveys.answered_fields(station, filling) | {"reason": "她说按错了"}
        changes = changes.merged(surveys.write_correction(station, filling, fields).changes)
    return changes


def disagree_on_a_pair(station: Station) -> Changes:
    """Say of the first pair that it is one person, and that it is two, neither having seen the other."""
    one, other = (about.id for about in review.list_cases(station, (CaseKind.DUPLICATE,))[0].about)
    with station.command("as two laptops would") as command:
        for kind, verdict in (("person.linked", "same"), ("person.unlinked", "different")):
            fields = {"verdict": verdict, "reason": "review"}
            command.add(kind, link_subject(one, other), fields, supersedes={})
    return command.done.changes
