"""The sample training as a script: who comes where, how, and what goes wrong. Data only; `demo` plays it.

Made from the sample programme by fixed rules, so that somebody else can count it without asking this program.
Sessions are named by training, day and half: `QH-SOLAR-0612-AM`. People are named by their key in the sample.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from tianye.documents.sample_files import Sample, SamplePerson

Laptop = Literal["qinghai", "hunan"]

SCOPES: Final[dict[Laptop, tuple[str, ...]]] = {
    "qinghai": ("632701", "632723", "632725"),
    # the study tour to Xiewu was held together: Hunan's laptop stood at the second door
    "hunan": ("433101", "433123", "433124", "433127", "632723"),
}
NAMES: Final[dict[Laptop, str]] = {"qinghai": "玉树一号", "hunan": "湘西一号"}
OPERATORS: Final = {"hq": "田静", "qinghai": "才仁永藏", "hunan": "向春梅"}
"""Who works at each computer; invented like everybody in the sample."""

LINKED: Final = (("Y01", "Y63"),)
"""Registrations that headquarters finds to be one person; the sample's other doubles stay unlinked and count twice."""

How = Literal["badge", "initials", "phone"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody known checks in; `at` and `leaves_at` are minutes of the day."""

    laptop: Laptop
    session: str
    person: str
    how: How
    at: int
    leaves_at: int | None = None


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody new registers at the door; `key` names her in the script."""

    laptop: Laptop
    session: str
    key: str
    at: int
    said: dict[str, str]
    consents: dict[str, str]


@dataclass(frozen=True, slots=True)
class NoName:
    """Somebody comes who gives no name."""

    laptop: Laptop
    session: str
    sex: str
    age_group: str
    at: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """The wrong person is checked in and the check-in undone."""

    laptop: Laptop
    session: str
    person: str
    at: int


@dataclass(frozen=True, slots=True)
class ForgedScan:
    """A badge is scanned that headquarters never signed."""

    laptop: Laptop
    session: str
    person: str
    at: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of a person is corrected on one laptop."""

    laptop: Laptop
    person: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A survey is answered; `person` None is anonymous. `ratings` are the four self-rated items, 1 to 5."""

    laptop: Laptop
    form: str
    training: str
    session: str
    phase: str
    person: str | None
    ratings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Functioning:
    """The six questions of the Washington Group, 1 to 4, in their order."""

    laptop: Laptop
    person: str
    answers: tuple[int, ...]


Step = Mark | WalkIn | NoName | Mistake | ForgedScan | Correction | Answered | Functioning


@dataclass(frozen=True, slots=True)
class Story:
    """The whole script, in the order in which it is played."""

    steps: tuple[Step, ...]
    linked: tuple[tuple[str, str], ...] = field(default=LINKED)

    def of(self, laptop: Laptop) -> Iterator[Step]:
        """Yield what happens at one laptop."""
        return (step for step in self.steps if step.laptop == laptop)


_HOWS: Final[tuple[How, ...]] = ("badge", "initials", "phone")


def make_story(sample: Sample) -> Story:
    """Return the script of the sample programme's two days."""
    people = {person.key: person for person in sample.people}
    in_county = {
        county: [person for person in sample.people if person.place.startswith(county)]
        for counties in SCOPES.values()
        for county in counties
    }
    steps: list[Step] = []
    for day, sessions in _days():
        for laptop, training, half, invited in sessions:
            guests = _guests(invited, in_county, people)
            steps += _marks(laptop, f"{training}-{day}-{half}", guests)
        steps += _incidents(day)
    steps += _surveys(in_county)
    return Story(tuple(steps))


def _days() -> Iterator[tuple[str, list[tuple[Laptop, str, str, str]]]]:
    """Yield day by day: laptop, training, half, whom it is for."""
    yield (
        "0612",
        [
            ("qinghai", "QH-SOLAR", "AM", "632701 f"),
            ("qinghai", "QH-SOLAR", "PM", "632701 f"),
            ("qinghai", "QH-SALON", "EVE", "632701 f leader"),
            ("qinghai", "QH-TOUR", "AM", "632723"),
            ("hunan", "QH-TOUR", "AM", "433123 delegate"),
            ("qinghai", "QH-TOUR", "PM", "632723"),
            ("hunan", "QH-TOUR", "PM", "433123 delegate"),
            ("qinghai", "QH-CARE", "EVE", "632701 m"),
            ("hunan", "HN-TEA", "AM", "433124"),
            ("hunan", "HN-TEA", "PM", "433124"),
            ("hunan", "HN-SALON", "EVE", "433101 f"),
            ("hunan", "HN-SHOP", "PM", "433123 f"),
            ("hunan", "HN-CARE", "EVE", "433124 m"),
        ],
    )
    yield (
        "0613",
        [
            ("qinghai", "QH-SOLAR", "AM", "632701 f"),
            ("qinghai", "QH-SOLAR", "PM", "632701 f"),
            ("qinghai", "QH-TOUR", "AM", "632723"),
            ("hunan", "QH-TOUR", "AM", "433123 delegate"),
            ("qinghai", "QH-CARE", "EVE", "632701 m"),
            ("hunan", "HN-TEA", "AM", "433124"),
            ("hunan", "HN-SHOP", "AM", "433123 f"),
            ("hunan", "HN-SHOP", "PM", "433123 f"),
            ("hunan", "HN-NET", "AM", "433127"),
            ("hunan", "HN-NET", "PM", "433127"),
            ("hunan", "HN-CARE", "EVE", "433124 m"),
            ("hunan", "HN-SAFE", "AM", "433101"),
            ("hunan", "HN-SAFE", "PM", "433101"),
        ],
    )


def _guests(
    invited: str, in_county: dict[str, list[SamplePerson]], people: dict[str, SamplePerson]
) -> list[SamplePerson]:
    county, *conditions = invited.split()
    guests = in_county[county]
    for condition in conditions:
        if condition in ("f", "m"):
            guests = [person for person in guests if person.sex == condition]
        elif condition == "leader":
            guests = [person for person in guests if person.organisation]
        elif condition == "delegate":
            guests = guests[:4]
    return guests


def _marks(laptop: Laptop, session: str, guests: Sequence[SamplePerson]) -> Iterator[Mark]:
    """Yield who of the guests comes: not quite everybody, not always the same, by three ways in turn."""
    shift = sum(map(ord, session))
    begins = {"AM": 9 * 60, "PM": 14 * 60 + 30, "EVE": 19 * 60 + 30}[session.rpartition("-")[2]]
    for number, person in enumerate(guests):
        if (number + shift) % 7 == 3 or (number % 5 == 4 and shift % 2):
            continue
        how = _HOWS[(number + shift) % 3]
        if how == "phone" and not person.phone.isdecimal():
            how = "badge"
        # one in eleven leaves after half an hour, which is not half of any session
        leaves = begins + 30 if (number + shift) % 11 == 5 else None
        yield Mark(laptop, session, person.key, how, begins - number % 10, leaves)


def _incidents(day: str) -> Iterator[Step]:
    if day == "0612":
        yield Mark("hunan", "QH-TOUR-0612-AM", "Y33", "badge", 8 * 60 + 5)
        yield Mark("qinghai", "QH-TOUR-0612-AM", "Y33", "badge", 8 * 60 + 1)
        yield WalkIn(
            "qinghai",
            "QH-SOLAR-0612-AM",
            "W1",
            9 * 60 + 4,
            {"name": "旦增央宗", "name_bo": "བསྟན་འཛིན་དབྱངས་འཛོམས", "sex": "女", "born": "1991-02", "ethnicity": "藏族",
             "phone": "15400630999", "place": "632701203200"},
            {"attendance": "given", "contact": "given", "photo": "refused"},
        )  # fmt: skip
        yield WalkIn(
            "hunan",
            "HN-TEA-0612-AM",
            "W2",
            9 * 60 + 12,
            {"name": "田金花", "sex": "女", "born": "1968", "ethnicity": "土家族", "place": "433124110226"},
            {"attendance": "given"},
        )
        yield NoName("qinghai", "QH-SOLAR-0612-AM", "f", "35-59", 9 * 60 + 9)
        yield Mistake("qinghai", "QH-SALON-0612-EVE", "Y10", 19 * 60 + 20)
        yield ForgedScan("qinghai", "QH-SOLAR-0612-AM", "Y05", 9 * 60 + 15)
    else:
        yield Correction("qinghai", "Y33", "phone", "15400630933")
        yield Correction("hunan", "Y33", "name", "央金拉姆")
        yield Correction("qinghai", "Y35", "phone", "15400631135")
        yield Correction("hunan", "Y35", "phone", "15400632235")


def _surveys(in_county: dict[str, list[SamplePerson]]) -> Iterator[Step]:
    asked: tuple[tuple[Laptop, str, str, str], ...] = (
        ("qinghai", "QH-SOLAR", "632701", "f"),
        ("hunan", "HN-TEA", "433124", "f"),
    )
    for laptop, training, county, sex in asked:
        women = [person for person in in_county[county] if person.sex == sex]
        for number, person in enumerate(women[:16]):
            before = tuple(1 + (number + item) % 3 for item in range(4))
            yield Answered(laptop, "pre_test", training, f"{training}-0612-AM", "pre", person.key, before)
            if number % 6 == 5:
                continue
            rises = 0 if number % 4 == 3 else 1 + number % 2
            after = tuple(min(5, value + rises) for value in before)
            yield Answered(laptop, "post_test", training, f"{training}-0613-AM", "post", person.key, after)
    yield Answered("qinghai", "post_test", "QH-SOLAR", "QH-SOLAR-0612-AM", "post", None, (4, 4, 5, 3))
    for number, person in enumerate(in_county["632701"][:8]):
        answers = [1] * 6
        if number in (2, 5):
            answers[number % 6] = 3
        yield Functioning("qinghai", person.key, tuple(answers))
