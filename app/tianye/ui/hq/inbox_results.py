"""Cards beside the inbox: what the last import brought, and the folder that is watched."""

from __future__ import annotations

from pathlib import Path

from tianye.services.fleet import TakenIn, ToReview
from tianye.services.importing import Imported
from tianye.ui.messages.dates import number_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.facts import Facts
from tianye.ui.parts.labels import Label

MOST_BUNDLES = 6


class ResultCard(Card):
    """What came of the last import, and where to go from there; hidden before the first."""

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self._taken: TakenIn | None = None
        self._to_review: ToReview | None = None
        self.title = Label("heading", wraps=True)
        self.line = Label("soft", wraps=True)
        self.facts, self.bundles = Facts(), Facts()
        self.reviewing = Button("secondary", "merge")
        self.body.addWidget(self.title)
        self.body.addWidget(self.line)
        self.body.addLayout(self.facts)
        self.body.addLayout(self.bundles)
        add_row(self.body, self.reviewing, None)
        self.hide()

    @property
    def to_decide(self) -> int:
        """How many cases wait in review since the last import; 0 before the first."""
        return sum(self._to_review) if self._to_review is not None else 0

    def show_result(self, taken: TakenIn | None) -> None:
        """Show an import; None hides the card."""
        if taken is not self._taken:
            self._to_review = None
        self._taken = taken
        self.setVisible(taken is not None)
        if taken is None:
            return
        went_in = [one for one in taken.imported if one.outcome != "waits"]
        known = sum(not one.new for one in went_in)
        looked_at = len(taken.imported) + len(taken.refused) + taken.passed_over
        self.title.setText(self.tr("Looked at %n file(s)", "", looked_at))
        said = []
        fresh = len(went_in) - known
        if fresh or not (taken.imported or taken.refused or taken.passed_over):
            said.append(self.tr("%n brought something new and was taken in.", "", fresh))
        if waits := len(taken.imported) - len(went_in):
            said.append(self.tr("%n wait(s) for an earlier one, and is kept.", "", waits))
        if held := sum(one.held for one in taken.imported):
            said.append(self.tr("%n record(s) are kept for you to decide on.", "", held))
        if purged := sum(one.purged for one in taken.imported):
            said.append(self.tr("%n record(s) came without contents: the laptop had purged them before.", "", purged))
        if filled := sum(one.filled for one in taken.imported):
            said.append(self.tr("%n record(s) that had come without contents have them again.", "", filled))
        # of several files of one laptop the last one knows what the others brought
        if awaited := sum({one.laptop: one.awaited for one in went_in}.values()):
            said.append(
                self.tr("%n picture(s) or file(s) have not arrived yet: the receipt asks for them.", "", awaited)
            )
        if own := sum(one.outcome == "own pack" for one in taken.imported):
            said.append(self.tr("%n of them are packs of this headquarters from before it was restored.", "", own))
        if known:
            said.append(self.tr("%n was known already, to the letter.", "", known))
        if taken.passed_over:
            said.append(self.tr("%n pack(s) and receipt(s) were passed over.", "", taken.passed_over))
        if taken.refused:
            said.append(self.tr("%n was not taken in; it is as it was.", "", len(taken.refused)))
        if taken.left:
            said.append(self.tr("Stopped: %n file(s) were not looked at, take them in another time.", "", taken.left))
        self.line.setText("\n".join(said))
        facts = [
            ("user-plus", self.tr("New people"), number_words(taken.people)),
            ("check-circle", self.tr("Check-ins"), number_words(taken.check_ins)),
            ("clipboard", self.tr("Finished forms"), number_words(taken.answers)),
        ]
        if self._to_review is not None:
            facts += [
                ("merge", self.tr("In review: possible duplicates"), number_words(self._to_review.duplicates)),
                (
                    "question",
                    self.tr("In review: recorded differently"),
                    number_words(self._to_review.disagreements),
                ),
            ]
        self.facts.show_facts(facts)
        shown = [one for one in went_in if one.new > one.held and one.outcome != "own pack"][:MOST_BUNDLES]
        self.bundles.show_facts(
            [("file", self._bundle_words(one), f"+{number_words(one.new - one.held)}") for one in shown]
        )
        self.reviewing.setText(self.tr("Go to review"))
        self.reviewing.setVisible(bool(self.to_decide))

    def show_to_review(self, found: ToReview) -> None:
        """Show what waits for a decision now."""
        self._to_review = found
        self.show_result(self._taken)

    def _bundle_words(self, one: Imported) -> str:
        # a bundle brings again what no receipt has answered: that it spans so many says nothing of what is new
        if known := one.last - one.first + 1 - one.new:
            return self.tr("{laptop}: new records; %n were known already", "", known).format(laptop=one.laptop)
        return self.tr("{laptop}: new records").format(laptop=one.laptop)


class WatchedCard(Card):
    """A folder where bundles arrive: how many wait there, and one press to take them in."""

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self.title, self.line = Label("strong", wraps=True), Label("soft", wraps=True)
        self.taking, self.choosing = Button("secondary", "tray"), Button("quiet", "folder")
        self.body.addWidget(self.title)
        self.body.addWidget(self.line)
        add_row(self.body, self.taking, self.choosing, None)

    def show_folder(self, folder: Path | None, count: int) -> None:
        """Show the folder, None where none is watched, and how many files wait in it."""
        self.taking.setText(self.tr("Take in these %n", "", count))
        self.taking.setVisible(bool(count))
        self.set_ground("info" if count else "plain")
        if folder is None:
            self.title.setText(self.tr("Watch a folder"))
            self.line.setText(self.tr("Where e-mail or WeChat puts the files: new bundles show up here."))
            self.choosing.setText(self.tr("Choose a folder"))
            return
        self.choosing.setText(self.tr("Another folder"))
        name = folder.name or str(folder)
        if not folder.is_dir():
            self.title.setText(self.tr('The folder "{name}" is not there now').format(name=name))
            self.line.setText(self.tr("Plug its drive in, or choose another."))
        elif count:
            self.title.setText(self.tr('%n bundle(s) wait in the folder "{name}"', "", count).format(name=name))
            self.line.setText(self.tr("Bundles that were not taken in yet."))
        else:
            self.title.setText(self.tr('Nothing new in "{name}"').format(name=name))
            self.line.setText(self.tr("New bundles show up here by themselves."))
