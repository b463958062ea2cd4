"""A form driven by JSON lines: one command a line in, one answer a line out."""

from __future__ import annotations

import os
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

import tianye
from tianye.domain.errors import TianyeError, UserFault
from tianye.forms.definition import SELECTS, FormDefinition, Kind
from tianye.forms.entry import Entry, Surroundings
from tianye.forms.nodes import Node, differ
from tianye.forms.parse import MediaReader, parse_form
from tianye.forms.parse.outside import EXTERNAL_FILE

_FROZEN = "2026-03-05T09:30:00+08:00"
_PROPERTIES = {
    "deviceid": "tianye:device",
    "email": "a@example.org",
    "username": "tester",
    "phonenumber": "10000",
}
_SPREADSHEETS = frozenset({".xlsx", ".xls", ".xlsm", ".md"})
_CODES = {
    "forms.unknown-ref": "unknown-ref",
    "forms.unknown-language": "unknown-language",
    "forms.not-settable": "not-settable",
    "forms.not-relevant": "not-relevant",
    "forms.readonly": "readonly",
    "forms.bad-value": "bad-value",
    "forms.not-a-choice": "not-a-choice",
    "forms.fixed-repeat": "fixed-repeat",
}


def run(
    form_path: str | Path,
    stdin: BinaryIO,
    stdout: BinaryIO,
    environ: Mapping[str, str],
    *,
    clock: Callable[[], datetime] | None = None,
) -> None:
    """Load the form and answer commands until the input ends or one says `quit`.

    `environ` may hold TIANYE_NOW (ISO date-time the clock is frozen at, or `real` for `clock`), TIANYE_TZ (IANA zone)
    and TIANYE_SEED. No failure ends the run: each is an answer with `error` and `detail`.
    """
    driver = _Driver(environ, clock)
    _write(stdout, driver.load(Path(form_path)))
    for line in stdin:
        if not line.strip():
            continue
        answer = driver.answer(line)
        if answer is None:
            return
        _write(stdout, answer)


def _write(stdout: BinaryIO, answer: dict[str, Any]) -> None:
    stdout.write(msgspec.json.encode(answer) + b"\n")
    stdout.flush()


def _frozen_at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


class _Chance:
    """Park and Miller's generator: the same numbers for the same seed, on every machine."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 69_621 % 2_147_483_646 + 1

    def random(self) -> float:
        self._state = self._state * 16_807 % 2_147_483_647
        return (self._state - 1) / 2_147_483_646

    def uuid(self) -> str:
        digits = "".join("0123456789abcdef"[int(self.random() * 16)] for _ in range(32))
        return str(uuid.UUID(hex=digits, version=4))


class _CommandError(Exception):
    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code


class _Driver:
    def __init__(self, environ: Mapping[str, str], clock: Callable[[], datetime] | None) -> None:
        self._environ = environ
        self._clock = clock
        self._entry: Entry | None = None
        self._written: dict[str, tuple[Node, msgspec.Raw]] = {}
        self._told: tuple[Node, ...] = ()
        self._compiled: dict[Path, Compiled] = {}

    def load(self, path: Path) -> dict[str, Any]:
        """A ready line, or the reason why the form cannot be loaded."""
        began = time.perf_counter()
        self._entry = None
        self._written.clear()
        self._told = ()
        try:
            self._entry = Entry.open(self._definition(path), self._surroundings())
        except TianyeError as fault:
            return {"error": "load", "detail": _detail(fault)}
        except _CommandError as refused:
            return {"error": refused.code, "detail": str(refused)}
        except OSError as missing:
            return {"error": "load", "detail": str(missing.strerror)}
        except (ValueError, ZoneInfoNotFoundError) as odd:
            return {"error": "load", "detail": str(odd)}
        except MemoryError:
            return {"error": "load", "detail": "no memory"}
        return {
            "ready": True,
            "engine": "tianye",
            "version": tianye.__version__,
            "languages": self._entry.languages,
            "language": self._entry.language,
            "load_ms": round((time.perf_counter() - began) * 1000, 2),
        }

    def _definition(self, path: Path) -> FormDefinition:
        """The definition of a form file; one that was read before and lies there unchanged is not compiled again."""
        known = self._compiled.get(path)
        if known is None or not known.is_of(path):
            known = self._compiled[path] = compile_file(path)
        return known.definition

    def _surroundings(self) -> Surroundings:
        zone = ZoneInfo(self._environ.get("TIANYE_TZ") or "Asia/Shanghai")
        written = self._environ.get("TIANYE_NOW") or _FROZEN
        chance = _Chance(int(self._environ.get("TIANYE_SEED") or 1))
        clock = self._clock if written == "real" else _frozen_at(datetime.fromisoformat(written))
        if clock is None:
            raise _CommandError("load", "TIANYE_NOW is real, and no clock was given")
        return Surroundings(
            now=lambda: clock().astimezone(zone), random=chance.random, uuid=chance.uuid, properties=_PROPERTIES
        )

    def answer(self, line: bytes) -> dict[str, Any] | None:
        """The answer to one command; None for `quit`."""
        began = time.perf_counter()
        try:
            command = msgspec.json.decode(line)
            if not isinstance(command, dict):
                raise _CommandError("unknown-command", "not an object")
            if command.get("do") == "quit":
                return None
            answer = self._run(command)
            if command.get("time") is True:
                answer["ms"] = round((time.perf_counter() - began) * 1000, 3)
            return answer
        except _CommandError as refused:
            return {"error": refused.code, "detail": str(refused)}
        except UserFault as fault:
            return {"error": _CODES.get(fault.code, "engine"), "detail": _detail(fault)}
        except TianyeError as fault:
            return {"error": "engine", "detail": _detail(fault)}
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
            return {"error": "unknown-command", "detail": type(wrong).__name__}
        except MemoryError:
            return {"error": "engine", "detail": "no memory"}

    def _run(self, command: dict[str, Any]) -> dict[str, Any]:
        action = command.get("do")
        if action == "load":
            return self.load(Path(str(command.get("form"))))
        entry = self._entry
        if entry is None:
            raise _CommandError("no-form", "no form is loaded")
        ref, value = str(command.get("ref")), command.get("value")
        match action:
            case "state" | "changes":
                pass
            case "set":
                entry.answer(ref, _value(value))
            case "add":
                entry.add_repeat(ref)
            case "remove":
                entry.remove_repeat(ref)
            case "language":
                entry.set_language(str(value))
            case "xml":
                return {"xml": entry.submission()}
            case _:
                raise _CommandError("unknown-command", str(action))
        if action == "changes" or command.get("changes") is True:
            return self._changes(entry)
        if action == "state" or command.get("state") is True:
            self._told = entry.nodes()
            return {"state": [self._encoded(node) for node in self._told]}
        return {"ok": True}

    def _changes(self, entry: Entry) -> dict[str, Any]:
        """What changed since the last state or changes; `order` of all refs only where the order is another."""
        before, self._told = self._told, entry.nodes()
        difference = differ(before, self._told)
        answer: dict[str, Any] = {
            "changed": [self._encoded(node) for node in difference.changed],
            "gone": difference.gone,
        }
        if difference.has_moved:
            answer["order"] = [node.ref for node in self._told]
        return answer

    def _encoded(self, node: Node) -> msgspec.Raw:
        """A node as JSON; one that has not changed since it was last written is not written again."""
        known = self._written.get(node.ref)
        if known is not None and known[0] is node:
            return known[1]
        encoded = msgspec.Raw(msgspec.json.encode(_described(node)))
        self._written[node.ref] = (node, encoded)
        return encoded


@dataclass(frozen=True, slots=True)
class Compiled:
    """A form file as it was compiled: its digest, and those of the files beside it that were asked for."""

    definition: FormDefinition
    digest: bytes
    media: dict[str, bytes | None] = field(default_factory=dict)

    def is_of(self, path: Path) -> bool:
        """Whether the file and those beside it are as they were."""
        read = _media_beside(path)
        is_same = _digest(path.read_bytes()) == self.digest
        return is_same and all(_digest(read(name)) == digest for name, digest in self.media.items())


def compile_file(path: Path) -> Compiled:
    """Compile a form file: an XForm, or a spreadsheet that is converted first; raises OSError and as parse_form."""
    data = path.read_bytes()
    xform, external = data, None
    if path.suffix.lower() in _SPREADSHEETS:
        from tianye.forms.xlsform import convert

        done = convert(data, filename=path.name)
        xform, external = done.xform.encode(), done.itemsets
    media: dict[str, bytes | None] = {}
    read = _media_beside(path)

    def noting(name: str) -> bytes | None:
        if external is not None and name == EXTERNAL_FILE:
            return external.encode()
        found = read(name)
        media[name] = _digest(found)
        return found

    return Compiled(parse_form(xform, noting), _digest(data) or b"", media)


def _value(given: object) -> str | None:
    """A value as the engine takes it: a number as it is written, nothing else but text."""
    if given is None or isinstance(given, str):
        return given
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise _CommandError("bad-value", "neither text nor a number")
    return str(int(given)) if isinstance(given, int) or given.is_integer() else repr(given)


def _digest(data: bytes | None) -> bytes | None:
    return None if data is None else blake2b(data, digest_size=16).digest()


def _media_beside(path: Path) -> MediaReader:
    """Files of a form: `FORM-media/`, `media/`, then the form's own folder; never outside of these."""
    folders = (path.with_name(f"{path.stem}-media"), path.parent / "media", path.parent)

    def read(name: str) -> bytes | None:
        plain = name.replace("\\", "/").rsplit("/", 1)[-1]
        if plain in ("", ".", ".."):
            return None
        for folder in folders:
            candidate = folder / plain
            if candidate.is_file():
                return candidate.read_bytes()
        return None

    return read


def _detail(fault: TianyeError) -> str:
    problems = fault.data.get("problems")
    if isinstance(problems, list):
        errors = [problem for problem in problems if problem["severity"] == "error"]
        return "; ".join(
            f"{problem['code']} {problem['place']} {problem['column']} {problem['detail']} {problem['expression']}"
            for problem in errors
        )
    return str(fault)


def _described(node: Node) -> dict[str, Any]:
    """A node as the protocol writes it."""
    described: dict[str, Any] = {"ref": node.ref, "kind": node.kind.value, "relevant": node.is_relevant}
    if not node.is_relevant:
        return described
    if node.kind is Kind.REPEAT:
        described |= {"count": node.count, "fixed": node.is_fixed, "label": node.label}
        return described
    described |= {"readonly": node.is_readonly, "label": node.label}
    if node.kind in (Kind.GROUP, Kind.REPEAT_INSTANCE):
        return described
    described |= {
        "type": node.value_type,
        "required": node.is_required,
        "value": node.value,
        "valid": node.is_valid,
        "violation": node.violation,
        "message": node.message,
        "hint": node.hint,
    }
    if node.kind in SELECTS:
        described["choices"] = [choice[:2] for choice in node.choices]
    return described


def main() -> None:
    """`python -m tianye.forms.driver FORM`."""
    if len(sys.argv) != 2:
        sys.stderr.write("usage: python -m tianye.forms.driver FORM\n")
        raise SystemExit(2)
    run(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer, os.environ)


if __name__ == "__main__":
    main()
