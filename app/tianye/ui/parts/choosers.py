"""The desktop's own dialogs for choosing files and folders: one of the three things that may be modal.

They begin where something was chosen last since the program started; before that where files are carried in a
demonstration, or among the person's documents. They never begin in the folder the program happened to start in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHeaderView, QLineEdit, QTreeView, QWidget

_MODES = QFileDialog.FileMode
_NAME, _SIZE, _KIND, _CHANGED = range(4)
"""Columns of the dialog's table."""
_begins_at: list[Path] = []
"""The folder to begin in, if it is not the person's documents."""


def begin_at(folder: Path | None) -> None:
    """Let dialogs begin in this folder until something is chosen; None: among the person's documents."""
    _begins_at[:] = [folder] if folder is not None else []


def first_folder() -> Path:
    """Return the folder that a dialog begins in which was told no other."""
    locations = QStandardPaths.StandardLocation
    usual = (locations.DocumentsLocation, locations.DesktopLocation, locations.HomeLocation)
    places = [*_begins_at, *(Path(QStandardPaths.writableLocation(one)) for one in usual)]
    return next((place for place in places if place.is_dir()), Path.home())


def choose_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """Let a person choose a folder, beginning at `start` or what stands above it; None when she changed her mind."""
    standing = next((above for above in (start, *start.parents) if above.is_dir()), None) if start else None
    dialog = Chooser(parent, title, standing)
    dialog.setFileMode(_MODES.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_chosen(dialog)), None)


def choose_files(parent: QWidget, title: str, start: Path | None = None, kinds: str = "") -> Sequence[Path]:
    """Let a person choose one or several files; `kinds` is a filter as Qt writes it, all files where empty."""
    dialog = Chooser(parent, title, start, kinds)
    dialog.setFileMode(_MODES.ExistingFiles)
    return _chosen(dialog)


def ask_for_file(parent: QWidget, title: str, kinds: str, then: Callable[[Path], object]) -> QFileDialog:
    """Ask for one file that exists and go on with it; the program goes on working while the dialog is open."""
    dialog = Chooser(parent, title, None, kinds)
    dialog.setFileMode(_MODES.ExistingFile)
    return _opened(dialog, then)


def ask_where_to_save(
    parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a file to be written, under the name proposed, and go on with it.

    Nothing is written over, so nobody is asked whether it may be: the service refuses a name that is taken. The suffix
    of the name proposed is added where none was typed.
    """
    dialog = Chooser(parent, title, None, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(_MODES.AnyFile)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    return _opened(dialog, then)


class Chooser(QFileDialog):
    """A dialog for files or folders; a name that is typed and not there is said in it, with no box over the box."""

    def __init__(self, parent: QWidget, title: str, start: Path | None, kinds: str = "") -> None:
        super().__init__(parent, title, str(start or first_folder()), kinds)
        # Qt's own catalogue for Chinese lags behind its words for these two
        self.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Place:"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Kind of file:"))
        if (table := self.findChild(QTreeView, "treeView")) is not None:
            # what kind a file is says its name; Qt has no Chinese for the kinds, and the dates need the width
            table.setColumnHidden(_KIND, True)
            for column in (_SIZE, _CHANGED):
                table.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            table.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)

    def accept(self) -> None:
        """Go on with what is there, and remember the place."""
        editor = self.findChild(QLineEdit, "fileNameEdit")
        chosen = [Path(name) for name in self.selectedFiles()]
        if editor is not None and self.fileMode() != _MODES.AnyFile and not all(path.exists() for path in chosen):
            words = self.tr("No such folder:") if self.fileMode() == _MODES.Directory else self.tr("No such file:")
            self._say_missing(editor, words)
            return
        super().accept()
        if self.result() == QDialog.DialogCode.Accepted and chosen:
            begin_at(chosen[0] if self.fileMode() == _MODES.Directory else chosen[0].parent)

    def _say_missing(self, editor: QLineEdit, words: str) -> None:
        usual = self.labelText(QFileDialog.DialogLabel.FileName)

        def take_back() -> None:
            self.setLabelText(QFileDialog.DialogLabel.FileName, usual)
            editor.setAccessibleDescription("")

        if usual != words:
            editor.textEdited.connect(take_back, Qt.ConnectionType.SingleShotConnection)
        self.setLabelText(QFileDialog.DialogLabel.FileName, words)
        editor.setAccessibleDescription(words)
        editor.setFocus()
        editor.selectAll()


def _chosen(dialog: Chooser) -> list[Path]:
    try:
        is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
        return [Path(name) for name in dialog.selectedFiles()] if is_accepted else []
    finally:
        dialog.deleteLater()


def _opened(dialog: Chooser, then: Callable[[Path], object]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
    return dialog
