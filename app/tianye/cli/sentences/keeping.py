"""Erasure, backups that make themselves, saving a damaged folder."""

from __future__ import annotations

from typing import Final

from tianye.cli.sentences.parts import Entry

SENTENCES: Final[dict[str, Entry]] = {
    "erasure.ordered-already": (
        "It has been ordered already that this be forgotten.",
        "Nothing was written and nothing was lost.",
        "There is nothing more to do.",
    ),
    "erasure.carried-out": (
        "This was carried out; it cannot be brought back.",
        "Everything else is there.",
        "If it was a mistake, register once more.",
    ),
    "erasure.unknown": (
        "Nothing was ordered about this.",
        "Nothing was written and nothing was lost.",
        "Look at the list: tianye people erasures.",
    ),
    "purge.no-rule": (
        "Headquarters has set no rule for purging.",
        "Everything is still here.",
        "Answers stay on this computer until a pack brings the rule.",
    ),
    "purge.waits-for-pack": (
        "This computer was restored and waits for its pack.",
        "Everything is still here.",
        "Give headquarters the card, install its pack, hand over.",
    ),
    "purge.no-receipt": (
        "No receipt file covers it yet.",
        "Everything that is not covered is still here.",
        "Hand over, and install the receipt as a file: a code or a text does not say enough.",
    ),
    "purge.files-missing": (
        "Headquarters lacks files that belong to the records.",
        "Everything is still here.",
        "Hand over again: the files go along. Then install the next receipt.",
    ),
    "purge.no-backup": (
        "Headquarters has not told of a backup that holds it.",
        "Everything that no backup holds is still here.",
        "Ask headquarters to make a backup on another disk, and for a new receipt or pack.",
    ),
    "purge.too-early": (
        "{days} days must go by first; the next may go on {on}.",
        "Everything that is younger is still here.",
        "There is nothing to do: it happens by itself.",
    ),
    "purge.nothing": (
        "There is nothing to purge.",
        "What may go is gone, everything else is here.",
        "There is nothing to do.",
    ),
    "purge.bad-days": (
        "The days have to be between 0 and {most}.",
        "The rule is as it was.",
        "Give another number.",
    ),
    "purge.chain-broken": (
        "A record is not as it was written ({sequence}), so nothing more was purged.",
        "Everything that can be read is still here.",
        "Look at the backups and the check; restore the newest good backup, or ask headquarters.",
    ),
    "response.unknown": (
        "There is no such answer here.",
        "Nothing was written and nothing was lost.",
        "Take the id from an export of the answers.",
    ),
    "rescue.no-identity": (
        "The keys of this computer itself cannot be read any more.",
        "The damaged folder is as it was.",
        "Restore the newest backup; if there is none, ask headquarters.",
    ),
    "database.update-failed": (
        "The program is newer, and this data folder could not be brought along ({step}).",
        "The backup that was made before is whole; it is called {backup}.",
        "Do not go on with this folder: restore that backup, or telephone headquarters.",
    ),
}
