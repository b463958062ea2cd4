"""Reads a database file as a thief would who had its key: every page, also those that hold nothing any more."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from pathlib import Path

PAGE, RESERVE, SALT = 4096, 80, 16
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Yield every page of a database file, decrypted (SQLCipher 4: AES-256-CBC, the vector at the page's end)."""
    content = path.read_bytes()
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        vector = page[PAGE - RESERVE : PAGE - RESERVE + 16]
        yield decrypt(key, vector, page[0 if start else SALT : PAGE - RESERVE])


def logged_pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Yield every page in a write-ahead log, decrypted: what was changed since it was last emptied."""
    content = path.read_bytes() if path.exists() else b""
    for start in range(32, len(content) - PAGE - 23, PAGE + 24):
        number = int.from_bytes(content[start : start + 4], "big")
        page = content[start + 24 : start + 24 + PAGE]
        vector = page[PAGE - RESERVE : PAGE - RESERVE + 16]
        yield decrypt(key, vector, page[SALT if number == 1 else 0 : PAGE - RESERVE])


def decrypt(key: bytes, vector: bytes, sealed: bytes) -> bytes:
    """Decrypt AES-256-CBC without padding."""
    crypto = ctypes.CDLL(ctypes.util.find_library("crypto"))
    crypto.EVP_CIPHER_CTX_new.restype = crypto.EVP_aes_256_cbc.restype = ctypes.c_void_p
    context = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    cipher = ctypes.c_void_p(crypto.EVP_aes_256_cbc())
    assert crypto.EVP_DecryptInit_ex(context, cipher, None, key, vector)
    crypto.EVP_CIPHER_CTX_set_padding(context, 0)
    opened, length = ctypes.create_string_buffer(len(sealed) + 16), ctypes.c_int()
    assert crypto.EVP_DecryptUpdate(context, opened, ctypes.byref(length), sealed, len(sealed))
    crypto.EVP_CIPHER_CTX_free(context)
    return opened.raw[: length.value]


def readable_with_key(path: Path, key: bytes, sentinels: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (sentinel, encoding) of all that can be read in any page of a database with its key."""
    clear = b"".join((*pages(path, key), *logged_pages(path.with_name(f"{path.name}-wal"), key)))
    return [(one, code) for one in sentinels for code in ENCODINGS if one.encode(code) in clear]
