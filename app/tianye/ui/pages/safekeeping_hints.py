"""Beside the backups: what about the safety of this computer waits for somebody, and what is purged by which rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Signal

from tianye.domain.errors import TianyeError
from tianye.services import hints, operators, retention
from tianye.services.hints import Hint
from tianye.services.operators import Removed
from tianye.services.retention import Outlook
from tianye.services.station import Station
from tianye.ui.messages.dates import day_words, number_words
from tianye.ui.pages.operators import OperatorsPage
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Stage


@dataclass(frozen=True, slots=True)
class Safety:
    """What the cards show. `purged` counts operations whose contents went from here, `lacking` those that headquarters
    got without contents.
    """

    is_headquarters: bool
    hints: tuple[Hint, ...]
    outlook: Outlook
    purged: int
    lacking: int


class HintCard(Card):
    """What waits, in the order in which to do it, and a button where it can be done here; hidden where nothing does.

    `shown` says that other things may wait now.
    """

    shown = Signal()

    def __init__(self, stage: Stage, refused: Callable[[TianyeError], object]) -> None:
        super().__init__("warn", spacing=8)
        self._stage, self._refused = stage, refused
        self._safety: Safety | None = None
        self._is_busy = False
        self.title, self.lines = Label("on_warn", wraps=True), Label("body", wraps=True)
        self.renewing, self.people = Button("secondary", "key"), Button("secondary", "printer")
        self.restoring = Button("secondary", "history")
        self.body.addWidget(self.title)
        self.body.addWidget(self.lines)
        add_row(self.body, self.restoring, self.renewing, self.people, None)
        self.restoring.clicked.connect(stage.restore_backup)
        self.renewing.clicked.connect(self.renew)
        self.people.clicked.connect(lambda: stage.open_task(OperatorsPage(stage)))
        self.hide()

    def show_safety(self, safety: Safety) -> None:
        """Show what waits."""
        self._safety = safety
        self.reword()
        self.shown.emit()

    def fill_first(self, *, is_free: bool) -> bool:
        """Fill the button of what waits first; says whether one is. Nothing shows where the page has worse to tell."""
        self.setVisible(is_free and bool(self._found))
        ways = {
            Hint.LACKING: self.restoring,
            Hint.NEW_KEY_DUE: self.renewing,
            Hint.BACKUP_LATE: None,
            Hint.NO_WAY_BACK: self.people if self._is_headquarters else None,
        }
        first = next((ways[hint] for hint in self._found if hint in ways), None) if is_free else None
        for button in (self.restoring, self.renewing, self.people):
            button.set_kind("primary" if button is first else "secondary")
        return first is not None

    @property
    def _is_headquarters(self) -> bool:
        return self._safety is not None and self._safety.is_headquarters

    @property
    def _found(self) -> list[Hint]:
        """What waits, the first to be done first: what the newest backup holds is fetched before one is written."""
        found = self._safety.hints if self._safety is not None else ()
        return sorted(found, key=(Hint.LACKING, *Hint).index)

    def renew(self) -> None:
        """Put the database under a new key now."""
        if not self._is_busy:
            self._is_busy = True
            self.renewing.setEnabled(False)
            self._stage.runner.do(operators.renew_key, self._renewed, self._not_renewed)

    def _renewed(self, _: Removed) -> None:
        self._end()
        self._stage.runner.ask(safety_of, self.show_safety)

    def _not_renewed(self, fault: TianyeError) -> None:
        self._end()
        self._refused(fault)

    def _end(self) -> None:
        self._is_busy = False
        self.renewing.setEnabled(True)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.reword()

    def reword(self) -> None:
        """Set every text."""
        found = self._found
        lines = [self._line(hint) for hint in found]
        if len(lines) > 1:
            lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
        self.title.setText(
            self.tr("This waits for you, in this order") if len(lines) > 1 else self.tr("This waits for you")
        )
        self.lines.setText("\n".join(lines))
        self.renewing.setText(self.tr("New key now"))
        self.people.setText(self.tr("Recovery sheet"))
        self.restoring.setText(self.tr("Restore from a backup"))
        self.renewing.setVisible(Hint.NEW_KEY_DUE in found)
        self.people.setVisible(self._is_headquarters and Hint.NO_WAY_BACK in found)
        self.restoring.setVisible(Hint.LACKING in found)

    def _line(self, hint: Hint) -> str:
        match hint:
            case Hint.NEW_KEY_DUE:
                return self.tr(
                    'Somebody was removed: press "New key now", so that what she may have kept opens nothing. It needs '
                    "room on the disk."
                )
            case Hint.BACKUP_LATE:
                return self.tr('A backup is overdue: press "Back up now".')
            case Hint.NO_TIP if self._is_headquarters:
                return self.tr(
                    "If an older copy of this folder took its place, nothing would tell: the user's own folder cannot "
                    "be written to. Ask somebody who knows computers."
                )
            case Hint.NO_TIP:
                return self.tr(
                    "If an older copy of this folder took its place, nothing would tell: the user's own folder cannot "
                    "be written to. Tell headquarters when you telephone."
                )
            case Hint.NO_WAY_BACK if self._is_headquarters:
                return self.tr('A forgotten passphrase cannot be replaced: press "Recovery sheet" and print it.')
            case Hint.NO_WAY_BACK:
                return self.tr(
                    "A forgotten passphrase cannot be replaced yet: install the first pack from headquarters."
                )
            case Hint.LACKING:
                count = self._safety.lacking if self._safety is not None else 0
                return self.tr(
                    "%n record(s) came without contents, purged on laptops before. The newest backup has them: press "
                    '"Restore from a backup" before you write a new one.',
                    "",
                    count,
                )


class RetentionCard(Card):
    """By which rule answers are purged on laptops, and how far that is; headquarters sets it here."""

    def __init__(self, stage: Stage, refused: Callable[[TianyeError], object]) -> None:
        super().__init__(spacing=8)
        self._stage, self._refused = stage, refused
        self._safety: Safety | None = None
        self.title, self.line = Label("heading", wraps=True), Label("body", wraps=True)
        self.button = Button("secondary", "history")
        self.body.addWidget(self.title)
        self.body.addWidget(self.line)
        add_row(self.body, self.button, None)
        self.button.clicked.connect(self.turn)
        self.hide()

    def show_safety(self, safety: Safety) -> None:
        """Show the rule."""
        self._safety = safety
        self.show()
        self.reword()

    def turn(self) -> None:
        """Set the usual rule, or take it back; the way back is offered."""
        if self._safety is not None:
            before = self._safety.outlook.days
            self._put(0 if before else retention.USUAL_DAYS, before)

    def _put(self, days: int, before: int) -> None:
        self._stage.runner.do(partial(_set_rule, days), lambda safety: self._turned(safety, before), self._refused)

    def _turned(self, safety: Safety, before: int) -> None:
        self.show_safety(safety)
        self._stage.offer_undo(self._done_words, lambda: self._put(before, safety.outlook.days))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.reword()

    def reword(self) -> None:
        """Set every text."""
        safety = self._safety
        if safety is None:
            return
        days = safety.outlook.days
        self.button.setVisible(safety.is_headquarters)
        if safety.is_headquarters:
            self.title.setText(self.tr("Answers on laptops"))
            self.line.setText(self._rule(days))
            self.button.setText(
                self.tr("Leave answers on laptops")
                if days
                else self.tr("Purge them after %n day(s)", "", retention.USUAL_DAYS)
            )
            return
        self.title.setText(self.tr("Answers on this computer"))
        said = [self._waits(safety.outlook)]
        if safety.purged:
            said.append(self.tr("Purged so far: {count} records.").format(count=number_words(safety.purged)))
        self.line.setText("\n".join(said))

    def _rule(self, days: int) -> str:
        if not days:
            return self.tr("They stay there for ever, though headquarters has them.")
        return self.tr(
            "Purged %n day(s) after they came here and were saved in a backup on another disk. Goes out with packs.",
            "",
            days,
        )

    def _waits(self, outlook: Outlook) -> str:
        match outlook.reason:
            case "purge.nothing":
                return self.tr("None are left here.")
            case "purge.no-rule":
                return self.tr("They stay here: headquarters has set no rule for purging.")
            case "purge.too-early":
                day = day_words(date.fromisoformat(outlook.on))
                return self.tr("Headquarters has them. The next are purged from {day} on.").format(day=day)
            case "purge.no-backup":
                return self.tr("They stay here until headquarters tells of a backup that holds them.")
            case "purge.files-missing":
                return self.tr("They stay here: headquarters lacks files that belong to them. Hand over once more.")
            case "purge.waits-for-pack":
                return self.tr("They stay here until the pack for the new card is installed.")
            case "purge.no-receipt":
                return self.tr("They stay here until a receipt file says that headquarters has them.")
            case _:
                return self.tr("Headquarters has them safe; they are purged while nobody works.")

    def _done_words(self) -> str:
        return self.tr("The rule was changed; it goes out with the next packs.")


def safety_of(station: Station) -> Safety:
    """Return what the cards show."""
    return Safety(
        station.identity.role == "hq",
        hints.hints(station),
        retention.outlook(station),
        sum(row.operations for row in retention.purges(station)),
        retention.lacking(station),
    )


def _set_rule(days: int, station: Station) -> Safety:
    retention.set_rule(station, days)
    return safety_of(station)
