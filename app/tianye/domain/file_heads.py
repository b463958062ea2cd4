"""What a file is, told by how it begins and never by what it is called: pictures, sounds, films, programs.

A question takes the same files whichever way they come: chosen on a screen, or named on the command line. The first
`HEAD_BYTES` are enough.
"""

from __future__ import annotations

from typing import Final

HEAD_BYTES: Final = 16

SOUND_ENDINGS: Final = (
    "wav",
    "mp3",
    "m4a",
    "ogg",
    "oga",
    "opus",
    "amr",
    "aac",
    "flac",
    "3gp",
    "wma",
    "aiff",
    "caf",
    "webm",
)
FILM_ENDINGS: Final = ("mp4", "mov", "m4v", "3gp", "webm", "mkv", "avi", "mpg", "mpeg", "wmv", "ogv")

_PROGRAM_ENDINGS: Final = frozenset(
    (
        *("apk", "app", "appimage", "bat", "cmd", "com", "cpl", "deb", "desktop", "dll", "exe", "gadget", "hta", "jar"),
        *("js", "jse", "lnk", "msi", "msp", "pif", "ps1", "reg", "rpm", "scr", "sh", "so", "sys", "vb", "vbe", "vbs"),
        *("wsf", "wsh"),
    )
)
_PROGRAM_HEADS: Final = (
    *(b"MZ", b"\x7fELF", b"#!"),
    # Mach-O of either width and either order of bytes, and several in one; the last is also a class of Java
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"),
)
_AMR: Final = b"#!AMR"
_PICTURES: Final = {"png": (b"\x89PNG\r\n\x1a\n",), "jpeg": (b"\xff\xd8\xff",), "gif": (b"GIF87a", b"GIF89a")}
_STILL_BRANDS: Final = frozenset(
    (*(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), *(b"mif1", b"msf1", b"avif", b"avis"))
)
"""Brands of the box `ftyp` that stand for a picture: what new telephones write."""
_OLD_FILM_BOXES: Final = frozenset((b"moov", b"mdat", b"wide", b"free", b"skip"))
_SMALL: Final = 8
_MOVING: Final[tuple[tuple[bytes, tuple[str, ...]], ...]] = (
    (b"ID3", ("mp3", "aac")),
    (b"OggS", ("ogg", "oga", "opus", "ogv")),
    (b"fLaC", ("flac",)),
    (_AMR, ("amr",)),
    (b"FORM", ("aiff",)),
    (b"caff", ("caf",)),
    (b"\x1a\x45\xdf\xa3", ("webm", "mkv")),
    (b"\x30\x26\xb2\x75", ("wma", "wmv")),
    (b"\x00\x00\x01\xba", ("mpg", "mpeg")),
    (b"\x00\x00\x01\xb3", ("mpg", "mpeg")),
)


def is_program(head: bytes, ending: str = "") -> bool:
    """Say whether a file is a program, by its beginning or by its ending (small letters, without its dot)."""
    return ending in _PROGRAM_ENDINGS or (head.startswith(_PROGRAM_HEADS) and not head.startswith(_AMR))


def picture_kind(head: bytes) -> str | None:
    """Return `png`, `jpeg`, `gif`, `bmp`, `webp` or `heic` (AVIF too); None for what is no picture."""
    for kind, heads in _PICTURES.items():
        if head.startswith(heads):
            return kind
    # two letters can begin a text; in a picture its length and four zeros follow
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "bmp"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return "heic" if head[4:8] == b"ftyp" and head[8:12] in _STILL_BRANDS else None


def moving_endings(head: bytes) -> tuple[str, ...]:
    """Return the endings that fit how a sound or film begins, the likeliest first; none for anything else."""
    if head[4:8] == b"ftyp":
        if head[8:12] in _STILL_BRANDS:
            return ()
        return ("m4a", "3gp") if head[8:11] == b"M4A" else ("mp4", "mov", "m4v", "3gp", "m4a")
    if head[4:8] in _OLD_FILM_BOXES and head[0] < _SMALL:
        # the length of such a box begins with a small byte, which no text does
        return ("mov",)
    if head[:4] == b"RIFF":
        return {b"WAVE": ("wav",), b"AVI ": ("avi",)}.get(head[8:12], ())
    for magic, endings in _MOVING:
        if head.startswith(magic):
            return endings
    # frames of MPEG audio, layer 3, and of AAC, without anything before them; a text in UTF-16 begins nearly alike
    if len(head) > 1 and head[0] == 0xFF:
        if head[1] & 0xF6 == 0xF0:
            return ("aac",)
        return ("mp3",) if head[1] & 0xE6 == 0xE2 else ()
    return ()


def is_of_sort(head: bytes, sort: str) -> bool:
    """Say whether a file is what `image`, `audio` or `video` asks for; any other sort takes any file."""
    match sort:
        case "image":
            return picture_kind(head) is not None
        case "audio":
            return any(one in SOUND_ENDINGS for one in moving_endings(head))
        case "video":
            return any(one in FILM_ENDINGS for one in moving_endings(head))
        case _:
            return True
