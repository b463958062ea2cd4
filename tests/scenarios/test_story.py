"""The whole story, and a second count of it that asks nothing of the program.

The second count reads the sample's tables and the story's script with the standard library alone: no query, no
indicator, no fold. Where the two differ, one of them is wrong.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tianye.domain.indicators import Dimension, Figure
from tianye.exchange import keys
from tianye.services import bundles, demo, reporting
from tianye.services.station import Station, World
from tianye.services.story import LINKED, Answered, Mark, NoName, WalkIn, make_story

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


def table(name: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> demo.Played:
    folder = tmp_path_factory.mktemp("story") / "d"
    return demo.play(folder, cost=keys.CHEAP, random=random.Random(5).randbytes)


def total(played: demo.Played, identifier: str) -> Figure:
    return next(one for one in played.report.figures if one.id == identifier and one.by is None)


def rows(played: demo.Played, identifier: str, by: Dimension) -> dict[str, int]:
    names = {key: name.split()[0] for key, name in played.report.names.items()}
    return {
        names.get(one.key, "") if isinstance(one.key, bytes) else str(one.key): int(one.value or 0)
        for one in played.report.figures
        if one.id == identifier and one.by == by and one.value
    }


class SecondCount:
    """Counts the script by hand."""

    def __init__(self) -> None:
        from tianye.documents.sample_files import load_sample

        self.steps = make_story(load_sample(SAMPLE)).steps
        self.people = {row["key"]: row for row in table("people")}
        self.trainings = {row["code"]: row for row in table("trainings")}
        self.same = self._same()
        self.people |= {
            step.key: {
                "sex": {"女": "f", "男": "m"}[step.said["sex"]],
                "organisation": "",
                "household": "",
                "place": step.said["place"],
                "born": step.said["born"],
            }
            for step in self.steps
            if isinstance(step, WalkIn)
        }
        self.present = self._present()

    def _same(self) -> dict[str, str]:
        """One human being → one key: recognised when the lists came in, or linked afterwards."""
        first: dict[object, str] = {}
        same: dict[str, str] = {}
        for key, row in self.people.items():
            facts: list[object] = [(row["name"], row["phone"], row["place"])] if row["phone"].isdecimal() else []
            if row["id_number"]:
                facts.append(row["id_number"])
            known = next((first[fact] for fact in facts if fact in first), None)
            same[key] = known or key
            for fact in facts:
                first.setdefault(fact, key)
        for one, other in LINKED:
            same[other] = same[one]
        return same

    def _present(self) -> dict[str, set[str]]:
        """Session → registrations present; who left after half an hour was not there for half of it."""
        came: dict[tuple[str, str], bool] = {}
        for step in self.steps:
            if isinstance(step, Mark):
                pair = (step.session, step.person)
                came[pair] = came.get(pair, False) or step.leaves_at is None
            elif isinstance(step, WalkIn):
                came[step.session, step.key] = True
        present: dict[str, set[str]] = defaultdict(set)
        for (session, person), stayed in came.items():
            if stayed:
                present[session].add(person)
        return present

    def human(self, key: str) -> str:
        return self.same.get(key, key)

    def persons(self) -> dict[str, list[tuple[str, str]]]:
        """Human being → (day, registration) of every session she was at, the earliest first."""
        met: dict[str, list[tuple[str, str]]] = defaultdict(list)
        order = {"AM": "1", "PM": "2", "EVE": "3"}
        for session, keys_present in self.present.items():
            day, half = session.split("-")[-2:]
            for key in sorted(keys_present):
                met[self.human(key)].append((day + order[half], key))
        return {human: sorted(times) for human, times in met.items()}

    def by_training(self) -> dict[str, dict[str, int]]:
        """Training → human being → at how many of its sessions."""
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for session, keys_present in self.present.items():
            for human in {self.human(key) for key in keys_present}:
                counts[session.rsplit("-", 2)[0]][human] += 1
        return counts


@pytest.fixture(scope="module")
def second() -> SecondCount:
    return SecondCount()


def test_persons_women_and_participations(played: demo.Played, second: SecondCount) -> None:
    persons = second.persons()
    women = [human for human, times in persons.items() if second.people[times[0][1]]["sex"] == "f"]
    assert total(played, "persons").value == len(persons)
    assert total(played, "women").value == len(women)
    participations = sum(len(humans) for humans in second.by_training().values())
    assert total(played, "participations").value == participations
    anonymous = sum(isinstance(step, NoName) for step in second.steps)
    assert total(played, "participations-anonymous").value == anonymous == 1
    assert total(played, "participations-all").value == participations + anonymous
    assert total(played, "persons-new").value == len(persons)


def test_person_days(played: demo.Played, second: SecondCount) -> None:
    days = {(human, time[:4]) for human, times in second.persons().items() for time, _ in times}
    assert total(played, "person-days").value == len(days)


def test_a_linked_double_counts_once_and_an_unlinked_one_twice(played: demo.Played, second: SecondCount) -> None:
    # both rows of each pair took part, so the pairs say something
    came = {key for keys_present in second.present.values() for key in keys_present}
    linked, unlinked = ("Y01", "Y63"), ("H05", "H51")
    assert {*linked, *unlinked} <= came
    assert second.human("Y01") == second.human("Y63")
    assert second.human("H05") != second.human("H51")
    assert second.people["H51"]["same_as"] == "H05"
    assert total(played, "persons").value == len(second.persons())


def test_by_sex_programme_and_county(played: demo.Played, second: SecondCount) -> None:
    persons = second.persons()
    sexes: dict[str, int] = defaultdict(int)
    for times in persons.values():
        sexes[second.people[times[0][1]]["sex"]] += 1
    assert rows(played, "persons", Dimension.SEX) == sexes
    for column, dimension in (("programme", Dimension.PROGRAMME), ("county", Dimension.COUNTY)):
        reached: dict[str, set[str]] = defaultdict(set)
        for training, humans in second.by_training().items():
            reached[second.trainings[training][column]] |= set(humans)
        assert rows(played, "persons", dimension) == {key: len(humans) for key, humans in reached.items()}


def test_by_age_group(played: demo.Played, second: SecondCount) -> None:
    groups: dict[str, int] = defaultdict(int)
    for times in second.persons().values():
        on = date(2026, int(times[0][0][:2]), int(times[0][0][2:4]))
        ages = possible_ages(second.people[times[0][1]]["born"], on)
        named = {"0-14" if age < 15 else "15-34" if age < 35 else "35-59" if age < 60 else "60+" for age in ages}
        groups[named.pop() if len(named) == 1 else "unknown"] += 1
    assert rows(played, "persons", Dimension.AGE_GROUP) == groups


def possible_ages(born: str, on: date) -> set[int]:
    """The ages somebody can have on a day, from a birth date as it was said."""
    if born.startswith("农历"):
        year, _, rest = born.removeprefix("农历").partition("年")
        month = int(rest.partition("月")[0])
        # a lunar month begins between three and seven weeks after the solar one of its number
        first = date(int(year) + (month + 1) // 13, (month % 12) + 1 if month < 12 else 1, 1)
        return {age(first, on), age(date(first.year, first.month, 28), on)}
    parts = [int(part) for part in born.split("-")]
    if len(parts) == 3:
        return {age(date(*parts), on)}
    if len(parts) == 2:
        return {age(date(*parts, 1), on), age(date(*parts, 28), on)}
    return {age(date(parts[0], 1, 1), on), age(date(parts[0], 12, 31), on)}


def age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def test_organisations_and_households(played: demo.Played, second: SecondCount) -> None:
    came = {key for keys_present in second.present.values() for key in keys_present}
    homes = {(row["place"], row["household"]) for key in came if (row := second.people[key])["household"]}
    heads = {
        (row["place"], row["household"]): row["sex"]
        for row in second.people.values()
        if row.get("is_head") == "yes" and row["household"]
    }
    organisations = {second.people[key]["organisation"] for key in came} - {""}
    led = {row["code"] for row in table("organisations") if row["is_led_by_woman"] == "是"}
    most = {row["code"] for row in table("organisations") if int(row["women_owner_percent"] or 0) >= 51}
    starting = {row["code"] for row in table("organisations") if row["stage"] == "初创"}
    assert total(played, "organisations").value == len(organisations)
    assert total(played, "organisations-women-led").value == len(organisations & (led | most))
    assert total(played, "organisations-start-up").value == len(organisations & starting)
    assert total(played, "organisations-women-led-start-up").value == len(organisations & starting & (led | most))
    assert total(played, "households").value == len(homes)
    assert total(played, "households-female-headed").value == sum(heads.get(home) == "f" for home in homes)


def test_completions_compare_slots_as_whole_numbers(played: demo.Played, second: SecondCount) -> None:
    held: dict[str, int] = defaultdict(int)
    for row in table("sessions"):
        held[row["training"]] += 1
    completed: list[tuple[str, str]] = []
    for training, humans in second.by_training().items():
        part, whole = map(int, second.trainings[training]["threshold"].split("/"))
        completed += [(training, human) for human, slots in humans.items() if slots * whole >= part * held[training]]
    assert total(played, "completions").value == len(completed)
    assert total(played, "persons-completed").value == len({human for _, human in completed})
    assert total(played, "trainings-held").value == total(played, "trainings-completed").value == len(held) == 10


def test_share_improved_prints_k_of_n(played: demo.Played, second: SecondCount) -> None:
    asked: dict[tuple[str, str], dict[str, set[tuple[int, ...]]]] = defaultdict(lambda: defaultdict(set))
    for step in second.steps:
        if isinstance(step, Answered) and step.person is not None:
            asked[step.training, second.human(step.person)][step.phase].add(step.ratings)
    # who answered one survey twice, differently, under two registrations cannot be judged
    once = [phases for phases in asked.values() if all(len(answers) == 1 for answers in phases.values())]
    assert len(asked) - len(once) == 1
    both = [phases for phases in once if len(phases) == 2]
    better = sum(sum(min(phases["post"])) > sum(min(phases["pre"])) for phases in both)
    figure = total(played, "improved-classic")
    assert (figure.k, figure.n) == (better, len(both))
    assert figure.value == Fraction(better, len(both))


def test_the_report_contradicts_itself_nowhere(played: demo.Played) -> None:
    assert played.report.violations == ()


def test_everything_the_laptops_wrote_is_received(played: demo.Played) -> None:
    for folder in ("laptop-1", "laptop-2"):
        with Station.open(played.folder / folder, demo.PASSPHRASE, World(cost=keys.CHEAP)) as laptop:
            standing = bundles.standing(laptop)
            assert standing.received == standing.handed_over == standing.written > 100


def test_corrections_on_two_laptops_stand_or_disagree(played: demo.Played) -> None:
    with Station.open(played.folder / "hq", demo.PASSPHRASE, World(cost=keys.CHEAP)) as hq:
        both = hq.state("person", played.people["Y33"])
        assert (both.get("name"), both.get("phone")) == ("央金拉姆", "15400630933")
        assert both.disagreements() == []
        disputed = hq.state("person", played.people["Y35"])
        assert disputed.disagreements() == ["phone"]
        assert set(disputed.values("phone")) == {"15400631135", "15400632235"}
        assert hq.database.row("SELECT count(*) FROM scan WHERE outcome = 'forged_badge'") == (1,)
        assert hq.database.row(
            "SELECT marks FROM attendance JOIN subject p ON p.no = person "
            "JOIN session ON session.no = attendance.session "
            "WHERE p.id = ? AND session.code = 'QH-TOUR-0612-AM'",
            (played.people["Y33"],),
        ) == (2,)
        again = reporting.make_report(hq, by=demo.BREAKDOWNS)
        assert again.figures == played.report.figures


def test_an_anonymous_answer_tells_neither_who_nor_when(played: demo.Played) -> None:
    with Station.open(played.folder / "hq", demo.PASSPHRASE, World(cost=keys.CHEAP)) as hq:
        answers = [
            answers
            for (answers,) in hq.database.rows("SELECT answers FROM response WHERE person IS NULL AND phase = 'post'")
        ]
        assert len(answers) == 1
        assert "T1" not in answers[0]
        assert "tianye:" not in answers[0]


def test_no_laptop_holds_people_of_the_other_province(played: demo.Played) -> None:
    for folder, foreign in (("laptop-1", "43"), ("laptop-2", "632701")):
        with Station.open(played.folder / folder, demo.PASSPHRASE, World(cost=keys.CHEAP)) as laptop:
            places = [place for (place,) in laptop.database.rows("SELECT place FROM person WHERE place IS NOT NULL")]
            assert places
            assert not [place for place in places if place.startswith(foreign)]
