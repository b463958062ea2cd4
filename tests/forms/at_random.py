"""Forms made at random: groups, repeats in repeats, conditions, calculations, cascades, labels with answers in them.

Every rule reads only what stands before it, so that none waits for itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from tianye.forms.definition import FormDefinition
from tianye.forms.parse import parse_form

_HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>at random</h:title><model>'
)
_TYPES = ("string", "int", "int", "decimal", "date")
_PLACES = [("qh", ""), ("hn", ""), ("ys", "qh"), ("gl", "qh"), ("xx", "hn"), ("jg", "ys"), ("bt", "ys"), ("fh", "xx")]
_DEEPEST = 3


@dataclass(eq=False)
class _Place:
    name: str
    above: _Place | None
    kind: str
    value_type: str = "string"
    below: list[_Place] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    filter: str = ""
    default: str = ""

    @property
    def path(self) -> str:
        return f"{self.above.path if self.above else ''}/{self.name}"

    def up(self) -> Iterator[_Place]:
        place: _Place | None = self
        while place is not None:
            yield place
            place = place.above

    def repeats(self) -> set[_Place]:
        return {place for place in self.up() if place.kind == "repeat"}


class _Maker:
    """Makes one form. `with_memory`: also what remembers how it came about (actions, once(), counts that blank out)."""

    def __init__(self, seed: int, *, with_memory: bool) -> None:
        self.chance = random.Random(seed)
        self.with_memory = with_memory
        self.asked: list[_Place] = []
        self.repeats: list[_Place] = []
        self.actions: list[str] = []
        self.set_off: dict[_Place, list[str]] = {}
        self.root = _Place("data", None, "group")
        self.fill(self.root, 0, 7)

    # ---- expressions ----------------------------------------------------------------------------------------------

    def path_to(self, reader: _Place, target: _Place) -> str:
        """Relative within a shared repeat, as spreadsheets are converted; otherwise from the root."""
        above = list(reader.up())
        meeting = next(place for place in target.up() if place in above)
        if meeting.repeats() or self.chance.random() < 0.3:
            down: list[str] = []
            for place in target.up():
                if place is meeting:
                    break
                down.insert(0, place.name)
            return "/".join([".."] * above.index(meeting) + down)
        return target.path

    def near(self, reader: _Place, *types: str) -> str | None:
        """A question that has one answer where the reader stands."""
        mine = reader.repeats()
        found = [one for one in self.asked if one.repeats() <= mine and one.value_type in types]
        return self.path_to(reader, self.chance.choice(found)) if found else None

    def many(self, reader: _Place) -> str | None:
        """A question of a repeat that the reader is not in."""
        found = [one for one in self.asked if len(one.repeats() - reader.repeats()) == 1]
        return self.path_to(reader, self.chance.choice(found)) if found else None

    def number(self, reader: _Place) -> str:
        one, many = self.near(reader, "int", "decimal"), self.many(reader)
        choices = ["2", "0.5", f"string-length({self.text(reader, 1)})"]
        choices += [one, f"coalesce({one}, 1) * 2", f"({one} + 3) mod 4"] if one else []
        choices += [f"count({many})", f"sum({many})", f"coalesce(max({many}), 0)"] if many else []
        inner = next((place for place in reader.up() if place.kind == "repeat"), None)
        if inner is not None:
            choices.append(f"position({'/'.join(['..'] * list(reader.up()).index(inner))})")
        return self.chance.choice(choices)

    def text(self, reader: _Place, depth: int = 0) -> str:
        one, many = self.near(reader, "string", "int", "date", "pick"), self.many(reader)
        choices = ["'yak'", "''"]
        choices += [one, one, f"concat({one}, '-', {one})", f"substr({one}, 0, 2)"] if one else []
        choices += [f"join(' ', {many})"] if many else []
        picked = self.near(reader, "pick")
        choices += [f"jr:choice-name({picked}, '{picked}')"] if picked else []
        if depth == 0:
            choices.append(f"if({self.truth(reader)}, {self.text(reader, 1)}, 'no')")
        return self.chance.choice(choices)

    def truth(self, reader: _Place) -> str:
        one, picked = self.near(reader, "int", "decimal", "string", "date"), self.near(reader, "pick")
        choices = [f"string-length({self.text(reader, 1)}) > 2"]
        choices += [f"{one} > 1", f"{one} = ''", f"{one} != 'yak'", f"not({one} < 3)"] if one else []
        choices += [f"{picked} = 'qh'", f"selected({picked}, 'ys')"] if picked else []
        first = self.chance.choice(choices)
        return f"{first} {self.chance.choice(('and', 'or'))} {self.chance.choice(choices)}" if choices[1:] else first

    # ---- places ---------------------------------------------------------------------------------------------------

    def fill(self, above: _Place, depth: int, most: int) -> None:
        for _ in range(self.chance.randint(2, most)):
            dice = self.chance.random()
            kind = "repeat" if dice < 0.15 else "group" if dice < 0.3 else "leaf"
            if depth >= _DEEPEST or kind == "leaf":
                self.leaf(above)
                continue
            place = _Place(f"{kind[0]}{len(self.repeats)}{len(self.asked)}{len(above.below)}", above, kind)
            if self.chance.random() < 0.35:
                place.rules["relevant"] = self.truth(place)
            if kind == "group" and self.chance.random() < 0.2:
                place.rules["readonly"] = self.truth(place)
            if kind == "repeat":
                self.repeats.append(place)
                count = self.near(place, "int")
                if count and self.chance.random() < 0.4:
                    place.rules["count"] = count if self.with_memory else f"coalesce({count}, 0)"
            above.below.append(place)
            self.fill(place, depth + 1, 4)

    def leaf(self, above: _Place) -> None:
        kind = self.chance.choice(("input", "input", "input", "pick", "picks", "sum", "sum"))
        place = _Place(f"{kind[0]}{len(self.asked)}", above, kind)
        if kind == "input":
            place.value_type = self.chance.choice(_TYPES)
            place.default = self.chance.choice(("", "", "", "7")) if place.value_type == "int" else ""
        elif kind == "sum":
            place.value_type = self.chance.choice(("string", "int", "decimal"))
            made = self.text(place) if place.value_type == "string" else self.number(place)
            place.rules["calculate"] = f"once({made})" if self.with_memory and self.chance.random() < 0.2 else made
        else:
            place.value_type = "pick" if kind == "pick" else "string"
            picked = self.near(place, "pick")
            if picked and self.chance.random() < 0.6:
                place.filter = f"[up = {'' if picked.startswith('/') else 'current()/'}{picked}]"
        if self.chance.random() < 0.3:
            place.rules["relevant"] = self.truth(place)
        if kind != "sum" and self.chance.random() < 0.2:
            place.rules[self.chance.choice(("required", "readonly"))] = self.truth(place)
        if place.value_type in ("int", "decimal") and self.chance.random() < 0.3:
            place.rules["constraint"] = f". < {self.number(place)}"
        if self.with_memory and kind == "input" and place.value_type == "string" and self.chance.random() < 0.5:
            self.act_on(place)
        above.below.append(place)
        self.asked.append(place)

    def act_on(self, place: _Place) -> None:
        """Have something set the place: the first load, a new instance, or a change of a question before it."""
        value = quoteattr(self.text(place))
        before = [one for one in self.asked if one.kind in ("input", "pick") and one.repeats() >= place.repeats()]
        if before and self.chance.random() < 0.5:
            action = f'<setvalue event="xforms-value-changed" ref="{place.path}" value={value}/>'
            self.set_off.setdefault(self.chance.choice(before), []).append(action)
            return
        events = "odk-instance-first-load odk-new-repeat" if place.repeats() else "odk-instance-first-load"
        self.actions.append(f'<setvalue event="{events}" ref="{place.path}" value={value}/>')

    # ---- writing --------------------------------------------------------------------------------------------------

    def instance(self, place: _Place) -> str:
        inside = "".join(self.instance(each) for each in place.below) or place.default
        return f"<{place.name}>{inside}</{place.name}>"

    def binds(self, place: _Place) -> str:
        rules = {name: rule for name, rule in place.rules.items() if name != "count"}
        written = "".join(f" {name}={quoteattr(rule)}" for name, rule in rules.items())
        value_type = "string" if place.value_type == "pick" else place.value_type
        own = f'<bind nodeset="{place.path}" type="{value_type}"{written}/>' if place.above else ""
        return own + "".join(self.binds(each) for each in place.below)

    def body(self, place: _Place) -> str:
        shown = self.near(place, "string", "int", "pick")
        output = f" <output value={quoteattr(shown)}/>" if shown and self.chance.random() < 0.3 else ""
        label = f"<label>{place.name}{output}</label>" + "".join(self.set_off.get(place, ()))
        inside = "".join(self.body(each) for each in place.below)
        match place.kind:
            case "group":
                return f'<group ref="{place.path}">{label}{inside}</group>'
            case "repeat":
                count = f" jr:count={quoteattr(place.rules['count'])}" if "count" in place.rules else ""
                return (
                    f'<group ref="{place.path}">{label}<repeat nodeset="{place.path}"{count}>{inside}</repeat></group>'
                )
            case "input":
                return f'<input ref="{place.path}">{label}</input>'
            case "pick" | "picks":
                rows = quoteattr(f"instance('places')/root/item{place.filter}")
                tag = "select1" if place.kind == "pick" else "select"
                items = f"<itemset nodeset={rows}><value ref='name'/><label ref='jr:itext(text)'/></itemset>"
                return f'<{tag} ref="{place.path}">{label}{items}</{tag}>'
            case _:
                return ""

    def xform(self) -> str:
        texts = "".join(
            f'<translation lang="{language}">'
            + "".join(f'<text id="t-{name}"><value>{language} {name}</value></text>' for name, _ in _PLACES)
            + "</translation>"
            for language in ("zh", "bo")
        )
        rows = "".join(f"<item><name>{name}</name><up>{up}</up><text>t-{name}</text></item>" for name, up in _PLACES)
        inside = "".join(self.instance(each) for each in self.root.below)
        body = "".join(self.body(each) for each in self.root.below)
        return (
            f'{_HEAD}<itext>{texts}</itext><instance><data id="r">{inside}</data></instance>'
            f'<instance id="places"><root>{rows}</root></instance>{self.binds(self.root)}</model></h:head>'
            f"<h:body>{''.join(self.actions)}{body}</h:body></h:html>"
        )


def form_at_random(seed: int, *, with_memory: bool) -> FormDefinition:
    """A form, the same for the same seed."""
    return parse_form(_Maker(seed, with_memory=with_memory).xform().encode())
