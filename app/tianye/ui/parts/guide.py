"""The guide beside the work: a page of Markdown over the right part of the window, closed by Esc or F1."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from tianye.ui import theme
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.labels import Label

WIDTH: Final = 440
INDEX: Final = "index"
MARGIN: Final = 10
"""Room round the text, growing with it."""
_INDENT: Final = 22
_LINE_HEIGHT: Final = 130
"""Percent of a line's own height."""
_PICTURE: Final = "\ufffc"
"""What stands in a text for a picture."""

FindPage = Callable[[str, str], Path | None]
"""(language, name of a page) → its Markdown file."""


class GuidePanel(QFrame):
    """Shows pages of the guide; `find` says where they are, links lead from page to page."""

    def __init__(self, window: QWidget, find: FindPage) -> None:
        super().__init__(window)
        self._window = window
        self._find = find
        self._language, self._name = "", INDEX
        self._before: QWidget | None = None
        self.setProperty("card", "plain")
        self.title = Label("heading")
        self.index = Button("quiet", "book")
        self.closing = Button("quiet", "cross")
        self.text = GuideText()
        self.text.anchorClicked.connect(self._follow)
        self.index.clicked.connect(lambda: self.open(INDEX))
        self.closing.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.index)
        head.addWidget(self.closing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 12, 12)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)
        window.installEventFilter(self)
        self.hide()

    @property
    def name(self) -> str:
        """The page that is shown."""
        return self._name

    def speak(self, language: str) -> None:
        """Take another language; the same page is shown in it."""
        self._language = language
        if not self.isHidden():
            self._load()

    def open(self, name: str) -> None:
        """Show a page; the index where there is no page of that name."""
        if self.isHidden():
            self._before = self._window.window().focusWidget()
        self._name = name if self._find(self._language, name) else INDEX
        self._place()
        self.show()
        self.raise_()
        self._load()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Take the panel away; the focus goes back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the panel at the right edge of the window."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange and not self.isHidden():
            self._place()
            self._load()

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Help"))
        self.index.setText(self.tr("All pages"))
        self.closing.setAccessibleName(self.tr("Close the help"))
        self.closing.setToolTip(self.tr("Close the help"))
        self.text.setAccessibleName(self.tr("Help"))

    def _place(self) -> None:
        width = min(self._window.width(), theme.current().px(WIDTH))
        self.setGeometry(self._window.width() - width, 0, width, self._window.height())

    def _follow(self, link: QUrl) -> None:
        name = Path(link.path()).stem
        if not link.scheme() and self._find(self._language, name):
            self.open(name)

    def _load(self) -> None:
        self._retranslate()
        path = self._find(self._language, self._name)
        self.text.show_page(path)


class GuideText(QTextBrowser):
    """Markdown with its pictures made as wide as the text; nothing from anywhere else is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._folder: Path | None = None

    def show_page(self, path: Path | None) -> None:
        """Show a file; nothing for None."""
        self._folder = path.parent if path else None
        look = theme.current()
        self.document().setDefaultFont(look.font("body"))
        self.setMarkdown(path.read_text(encoding="utf-8") if path else "")
        # nothing stands under the line round what has the focus
        self.document().setDocumentMargin(look.px(MARGIN))
        self._set_type()

    def _set_type(self) -> None:
        """Give headings the sizes of the screens, and paragraphs, lists and tables room to be read in."""
        look, document = theme.current(), self.document()
        document.setIndentWidth(look.px(_INDENT))
        block = document.begin()
        while block.isValid():
            cursor, form = QTextCursor(block), block.blockFormat()
            level = form.headingLevel()
            # a picture has the height it has
            if not level and block.text() != _PICTURE:
                form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            # the cells of a table have their padding
            form.setBottomMargin(0 if cursor.currentTable() else look.px(4 if block.textList() else 8))
            form.setTopMargin(look.px(12 if level > 1 else 0))
            cursor.setBlockFormat(form)
            if level:
                font = QTextCharFormat()
                font.setFont(look.font("title" if level == 1 else "heading"))
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(font)
            else:
                self._set_bold(block)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._set_table(frame)

    def _set_bold(self, block: QTextBlock) -> None:
        """Set what is bold in the weight that the program brings along: any other would be smeared by Qt."""
        weight = QTextCharFormat()
        weight.setFontWeight(theme.current().font("strong").weight())
        cursor = QTextCursor(block)
        places = block.begin()
        spans = []
        while not places.atEnd():
            fragment = places.fragment()
            if fragment.charFormat().fontWeight() > weight.fontWeight():
                spans.append((fragment.position(), fragment.length()))
            places += 1
        for position, length in spans:
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(weight)

    def _set_table(self, table: QTextTable) -> None:
        look = theme.current()
        form = table.format().toTableFormat()
        form.setBorder(1)
        form.setBorderBrush(look.color("line"))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setCellPadding(look.px(6))
        form.setCellSpacing(0)
        form.setTopMargin(look.px(2))
        form.setBottomMargin(look.px(10))
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(form)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture that lies beside the page, scaled to the width of the text."""
        url = name if isinstance(name, QUrl) else QUrl(name)
        if self._folder is None or url.scheme() or url.path().startswith("/"):
            return None
        image = QImage(str(self._folder / url.path()))
        room = max(120, self.viewport().width() - 2 * theme.current().px(MARGIN) - 20)
        return image if image.width() <= room else image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
