"""Packs on a stick, before and after they are installed: which are for this laptop, and what one brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.exchange import pack
from tianye.services import assets, listing, packs
from tianye.services.station import Station
from tianye.store import files

WORDS: Final = 6
"""Words that prove whose pack it is."""
MOST_FILES: Final = 200
"""Files looked into at most; a stick full of other things is not searched through."""
MOST_DEEP: Final = 2
"""Folders below the one that was given."""


@dataclass(frozen=True, slots=True)
class FoundPack:
    """A pack for this laptop that was found: its file, number, when it was made (ms), its counties.

    `needs_words` says that headquarters' six words are asked for, because this laptop has no card of it yet;
    `is_first` that none was installed here before, whatever its number.
    """

    path: Path
    number: int
    made_ms: int
    counties: tuple[str, ...]
    needs_words: bool
    is_installed: bool
    is_older: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The packs for this laptop, newest first, and how many other files of this program lie there.

    `damaged` of those others begin as files of ours for this laptop and cannot be read.
    """

    packs: tuple[FoundPack, ...]
    others: int
    damaged: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What a pack brought: its number, new records (0 when it was installed before), and what is here now.

    `is_first` says that none was installed here before.
    """

    number: int
    new: int
    counties: tuple[str, ...]
    people: int
    trainings: int
    forms: int
    is_first: bool
    changes: Changes


def find_packs(station: Station, folders: Sequence[Path]) -> Found:
    """Look for packs in folders and a little below; what is not for this laptop, or cannot be read, is counted."""
    found, others, damaged = {}, 0, 0
    newest = (station.settings.find_number("hq_epoch"), station.settings.find_number("pack_number"))
    needs_words = station.settings.find("hq_card") is None
    for path in _candidates(folders):
        try:
            files.size_of(path)
            with path.open("rb") as source:
                facts = pack.inspect(source, [station.identity.box_identity])
        except (TianyeError, OSError) as fault:
            # what does not begin as a file of ours is none, whatever it is called
            others += isinstance(fault, TianyeError) and fault.code != "bundle.not-ours"
            damaged += isinstance(fault, TianyeError) and fault.code in ("bundle.damaged", "bundle.truncated")
            continue
        if facts.dev_for != station.identity.device:
            others += 1
            continue
        number = (facts.hq_epoch, facts.pack_seq)
        found[number] = FoundPack(
            path,
            facts.pack_seq,
            facts.made.wall_ms,
            assets.place_names(facts.scope),
            needs_words,
            is_installed=number == newest,
            is_older=not needs_words and number < newest,
            is_first=needs_words,
        )
    return Found(tuple(found[number] for number in sorted(found, reverse=True)), others, damaged)


def _candidates(folders: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    waiting = [(folder, 0) for folder in folders]
    while waiting and len(files) < MOST_FILES:
        folder, depth = waiting.pop(0)
        try:
            inside = sorted(folder.iterdir()) if folder.is_dir() else [folder]
        except OSError:
            continue
        for path in inside:
            if path.suffix == packs.ENDING and path.is_file():
                files.append(path)
            elif depth < MOST_DEEP and path.is_dir() and not path.name.startswith((".", "$")):
                waiting.append((path, depth + 1))
    return files[:MOST_FILES]


def install(station: Station, path: Path, words: str) -> Brought:
    """Install a pack and say what it brought; `words` are for the first one. Raises as `packs.install_pack`."""
    is_first = station.settings.find("hq_card") is None
    done = packs.install_pack(station, path, trust=words)
    counts = listing.counts(station)
    return Brought(
        done.number,
        done.new,
        assets.place_names(done.scope),
        counts.people,
        counts.trainings,
        len({form.form_id for form in listing.all_forms(station)}),
        is_first,
        done.changes,
    )


def count_words(words: str) -> int:
    """Return how many of the six words are complete in what was typed so far.

    Spaces part words where they are typed, unless the letters are all there already.
    """
    letters = [len(packs.heard_letters(piece)) for piece in words.split()]
    if sum(letters) == WORDS * packs.LETTERS_OF_A_WORD:
        return WORDS
    *finished, last = letters or [0]
    whole = [length for length in finished if not length % packs.LETTERS_OF_A_WORD]
    return (sum(whole) + last) // packs.LETTERS_OF_A_WORD


def find_odd_word(words: str) -> int:
    """Return the place, counted from 1, of the first finished word that has not its five letters; 0 for none."""
    letters = [len(packs.heard_letters(piece)) for piece in words.split()]
    if sum(letters) == WORDS * packs.LETTERS_OF_A_WORD:
        return 0
    finished = letters if words[-1:].isspace() else letters[:-1]
    return next((place for place, length in enumerate(finished, 1) if length % packs.LETTERS_OF_A_WORD), 0)
