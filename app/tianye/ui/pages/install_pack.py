"""Installing a pack: found on a stick or in a folder, believed by six words the first time, and what it brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import packs_found
from tianye.services.packs_found import Brought, Found, FoundPack
from tianye.ui.messages.dates import moment_words, number_words
from tianye.ui.messages.faults import joined
from tianye.ui.pages.card import CardPage
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, EmptyState, PageHead, add_row
from tianye.ui.parts.choosers import choose_folder
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.sticks import Stick, StickWatch, find_sticks

SIX = 6


class InstallPack(Page):
    """A task over Today or Hand over."""

    def __init__(self, stage: Stage, find: Callable[[], Sequence[Stick]] = find_sticks) -> None:
        super().__init__(stage)
        self._roots: list[Path] = []
        self._chosen_folder: Path | None = None
        self._found: FoundPack | None = None
        self._others = self._damaged = 0
        self._brought: Brought | None = None
        self._is_busy = False
        self.head = PageHead()
        self.views = QStackedWidget()
        self.look, self.again, self.card = (
            Button("secondary", "folder"),
            Button("secondary", "again"),
            Button("quiet", "qr"),
        )
        self.empty = EmptyState(self.look, self.again)
        self.look.clicked.connect(self._choose_folder)
        self.again.clicked.connect(self._search)
        self.card.clicked.connect(lambda: stage.open_task(CardPage(stage)))
        self.pack_title, self.pack_line = Label("heading", wraps=True), Label("soft", wraps=True)
        self.words = Field(TextLine())
        self.words.editor.textChanged.connect(self._count)
        self.words.editor.returnPressed.connect(self.install)
        self.fault = FaultCard()
        self.button, self.elsewhere = Button("primary", "download"), Button("quiet", "folder")
        self.button.clicked.connect(self.install)
        self.elsewhere.clicked.connect(self._choose_folder)
        self.done_title, self.done_line, self.done_more = (
            Label("heading", wraps=True),
            Label("lead", wraps=True),
            Label("soft", wraps=True),
        )
        self.on = Button("primary", "arrow-right")
        self.on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.on.clicked.connect(stage.back)
        self.later = Button("quiet", "arrow-left")
        self.later.clicked.connect(stage.back)
        self._lay_out()
        self._watch = StickWatch(self, find)
        self._watch.changed.connect(self._show_sticks)

    def _lay_out(self) -> None:
        offer, done = Card(spacing=12), Card("info", spacing=8)
        row = add_row(offer.body, Picture("package", "primary", 32))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.pack_title)
        texts.addWidget(self.pack_line)
        row.addLayout(texts, 1)
        offer.body.addWidget(self.words)
        offer.body.addWidget(self.fault)
        add_row(offer.body, self.button, self.elsewhere, None)
        row = add_row(done.body, Picture("check-circle", "on_primary_soft", 32))
        texts = QVBoxLayout()
        texts.setSpacing(6)
        for label in (self.done_title, self.done_line, self.done_more):
            texts.addWidget(label)
        row.addLayout(texts, 1)
        done.body.addSpacing(8)
        add_row(done.body, self.on, None)
        for view in (self.empty, _at_top(offer), _at_top(done)):
            self.views.addWidget(view)
        self.body.addWidget(self.head)
        self.body.addWidget(self.views, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.later)
        foot.addWidget(self.card)
        foot.addStretch(1)
        self.body.addLayout(foot)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Install a pack"),
            self.tr("A pack from headquarters brings this laptop its people, trainings and forms."),
        )
        self.look.setText(self.tr("Choose a folder"))
        self.again.setText(self.tr("Look again"))
        self.elsewhere.setText(self.tr("Another folder"))
        self.card.setText(self.tr("This laptop's card for headquarters"))
        self.later.setText(self.tr("Not now"))
        self.on.setText(self.tr("Go on"))
        self.button.setText(self.tr("Installing…") if self._is_busy else self.tr("Install the pack"))
        self._say_empty()
        self._say_pack()
        self._say_brought()

    def _say_empty(self) -> None:
        if self._damaged:
            how = self.tr(
                "%n file(s) there are damaged: copy them again from where they came, or ask headquarters.",
                "",
                self._damaged,
            )
        elif self._others:
            how = self.tr("%n other files of Tianye are there, none of them a pack for this laptop.", "", self._others)
        elif self._roots or self._chosen_folder:
            how = self.tr(
                "Nothing of Tianye is there. Telephone headquarters: was the pack for this laptop copied onto the "
                'stick? Once it is, press "Look again".'
            )
        else:
            how = self.tr(
                'Plug in the stick from headquarters: it is found by itself. On this computer: press "Choose a folder".'
            )
        self.empty.say(self.tr("No pack for this laptop yet"), how)

    def _say_pack(self) -> None:
        found = self._found
        if found is None:
            return
        # an earlier number that never came here would only make people look for it
        self.pack_title.setText(
            self.tr("The first pack for this laptop")
            if found.is_first
            else self.tr("Pack no. {number} for this laptop").format(number=found.number)
        )
        line = self.tr("Made {moment}; {counties}. File {name}.").format(
            moment=moment_words(found.made_ms), counties=self.tr(", ").join(found.counties), name=found.path.name
        )
        if found.is_installed:
            line += "\n" + self.tr("This one is installed already. Doing it again changes nothing.")
        elif found.is_older:
            line += "\n" + self.tr("A newer one is installed already, so this one is not needed.")
        self.pack_line.setText(line)
        self.words.say(self.tr("Headquarters' six words"))
        self._count()

    def _say_brought(self) -> None:
        brought = self._brought
        if brought is None:
            return
        self.done_title.setText(self.tr("Pack no. {number} is installed").format(number=brought.number))
        if brought.is_first:
            self.done_title.setText(self.tr("The first pack is installed"))
        elif not brought.new:
            self.done_title.setText(self.tr("Pack no. {number} was installed before").format(number=brought.number))
        counts = [
            self.tr("%n people", "", brought.people),
            self.tr("%n trainings", "", brought.trainings),
            self.tr("%n forms", "", brought.forms),
        ]
        self.done_line.setText(self.tr("On this laptop now: {what}.").format(what=self.tr(", ").join(counts)))
        scope = self.tr("For {counties}.").format(counties=self.tr(", ").join(brought.counties))
        news = (
            self.tr("{count} new records.").format(count=number_words(brought.new))
            if brought.new
            else self.tr("Nothing new was in it, nothing was changed.")
        )
        self.done_more.setText(joined(scope, news))

    def _count(self) -> None:
        count = packs_found.count_words(self.words.editor.text())
        hint = self.tr(
            "Telephone headquarters and write down the six words it reads out. They prove that the pack is theirs."
        )
        if count > 0:
            hint = self.tr("{count} of 6 words").format(count=min(count, SIX))
        if odd := packs_found.find_odd_word(self.words.editor.text()):
            hint = self.tr("Word {number} has not five letters: each of the six has five.").format(number=odd)
        self.words.hint.setText(hint)
        self.words.hint.show()

    # ---- what is found ---------------------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Look when the page is entered; what is written elsewhere changes nothing here."""
        if changes is None and self._brought is None:
            self._search()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "install-pack"

    def _show_sticks(self, sticks: list[Stick]) -> None:
        self._roots = [stick.root for stick in sticks]
        if self._brought is None and not self._is_busy:
            self._search()

    def _search(self) -> None:
        folders = [*([self._chosen_folder] if self._chosen_folder else []), *self._roots]
        self.stage.runner.ask(partial(packs_found.find_packs, folders=folders), self.show_found, key="packs")

    def show_found(self, found: Found) -> None:
        """Show the newest pack for this laptop, or that there is none."""
        if self._is_busy or self._brought is not None:
            return
        before = self._found.path if self._found else None
        self._found, self._others = (found.packs[0] if found.packs else None), found.others
        self._damaged = found.damaged
        if self._found is None:
            self._say_empty()
            self.views.setCurrentIndex(0)
            self.look.setFocus()
            return
        self._say_pack()
        self.words.setVisible(self._found.needs_words)
        self.views.setCurrentIndex(1)
        if self._found.path != before:
            self.fault.show_fault(None)
            (self.words if self._found.needs_words else self.button).setFocus()

    def look_into(self, folder: Path) -> None:
        """Look into a folder that was chosen."""
        self._chosen_folder = folder
        self._search()

    def _choose_folder(self) -> None:
        if (folder := choose_folder(self, self.tr("Choose a folder"), self._chosen_folder)) is not None:
            self.look_into(folder)

    # ---- installing ------------------------------------------------------------------------------------------------

    def install(self) -> None:
        """Install the pack that is shown; wrong words leave everything as it was."""
        found = self._found
        if found is None or self._is_busy:
            return
        words = self.words.editor.text()
        if found.needs_words and packs_found.count_words(words) != SIX:
            self.words.show_error(lambda: self.tr("Six words are needed, of five letters each."))
            self.words.setFocus()
            return
        self._set_busy(True)
        self.words.show_error("")
        self.fault.show_fault(None)
        self.stage.runner.do(
            partial(packs_found.install, path=found.path, words=words), self.show_brought, self._refused
        )

    def show_brought(self, brought: Brought) -> None:
        """Say what the pack brought."""
        self._set_busy(False)
        self._brought = brought
        self._say_brought()
        self.later.hide()
        self.card.hide()
        self.views.setCurrentIndex(2)
        self.on.setFocus()

    def _refused(self, fault: TianyeError) -> None:
        self._set_busy(False)
        if fault.code == "pack.not-trusted-yet":
            # the words of the file itself are not shown: whoever made it would be believed by its own word
            self.words.show_error(self._say_wrong_words)
            self.words.setFocus()
            self.words.editor.selectAll()
        else:
            self.fault.show_fault(fault)
            self.elsewhere.setFocus()

    def _say_wrong_words(self) -> str:
        return self.tr("These are not the words of this pack. Nothing was installed: have them read out once more.")

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.button, self.words.editor, self.elsewhere, self.later):
            part.setEnabled(not is_busy)
        self.button.setText(self.tr("Installing…") if is_busy else self.tr("Install the pack"))


def _at_top(card: Card) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(card)
    layout.addStretch(1)
    return holder
