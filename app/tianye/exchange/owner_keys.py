"""Salt keys while one file is read: each travels once, with its owner's first operation, and is needed to the end."""

from __future__ import annotations

from typing import Final, Protocol

from tianye.domain import chain
from tianye.domain.errors import NextStep, UserFault

REMEMBERED: Final = 50_000
"""Keys that are held in memory at the beginning of a block; others are asked back from whoever took them."""


class Keeper(Protocol):
    """Where keys go, and come from again."""

    def owner_keys(self, block: list[tuple[bytes, bytes]]) -> None:
        """Take salt keys before the operations that need them: (owner, 16 bytes), each owner once in a block."""

    def owner_key(self, owner: bytes) -> bytes | None:
        """Return a salt key that was taken from this file before; None where none was."""


class OwnerKeys(dict[bytes, bytes]):
    """The keys by owner; `keys[owner]` raises `KeyError` for an owner whose key has not come in this file."""

    def __init__(self, what: str, keeper: Keeper) -> None:
        super().__init__({b"": chain.NO_OWNER_KEY})
        self._what = what
        self._keeper = keeper
        self._came: list[tuple[bytes, bytes]] = []

    def begin_block(self) -> None:
        """Let go of what would grow with the file."""
        if len(self) > REMEMBERED:
            self.clear()
            self[b""] = chain.NO_OWNER_KEY

    def take(self, owner: bytes, key: bytes) -> None:
        """Note a key that came with an operation; raises `UserFault("bundle.damaged")` for a second, different one."""
        held = self.get(owner)
        if held is None:
            self[owner] = key
            self._came.append((owner, key))
        elif held != key:
            raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what=self._what, reason="owner-keys")

    def hand_over(self) -> None:
        """Hand on what came in this block, before the operations that need it."""
        if self._came:
            came, self._came = self._came, []
            self._keeper.owner_keys(came)

    def __missing__(self, owner: bytes) -> bytes:
        key = self._keeper.owner_key(owner)
        if key is None:
            raise KeyError(owner)
        self[owner] = key
        return key
