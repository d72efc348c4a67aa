"""Refining a search by example: more like these photos, less like those."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from photoorg.gui import wording
from photoorg.gui.icons import icon
from photoorg.search.marks import NO_MARKS, Marks

ICON_PX = 14


class RefineBar(QFrame):
    """Stands below a search while photos are selected or marked; says what the marks are.

    Signals:
        more_wanted(), less_wanted(): more, or less, like the selected photos.
        undo_wanted(): take the last mark back.
        forget_wanted(): search without marks.
    """

    more_wanted = Signal()
    less_wanted = Signal()
    undo_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_search = False
        self._selected = 0
        self._marks = NO_MARKS
        self._said = QLabel()
        self._said.setObjectName("quiet")
        self.more = self._button(
            self.tr("More like this"), "plus", self.tr("Photos like the selected ones come first (+)")
        )
        self.less = self._button(
            self.tr("Less like this"), "minus", self.tr("Photos like the selected ones come last (-)")
        )
        self.undo = self._button(self.tr("Undo"), "", self.tr("Take the last mark back (Ctrl+Z)"))
        self.forget = self._button(self.tr("Forget marks"), "", self.tr("Search without marks"))
        self.more.clicked.connect(self.more_wanted)
        self.less.clicked.connect(self.less_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.forget.clicked.connect(self.forget_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.more, self.less, self._said, self.undo, self.forget):
            layout.addWidget(widget)
        layout.addStretch()
        self._update()

    @property
    def text(self) -> str:
        """What the bar says of the marks."""
        return self._said.text()

    def show_search(self, marks: Marks, *, can_undo: bool) -> None:
        """Stands below a search with these marks."""
        self._is_search, self._marks = True, marks
        self.undo.setVisible(can_undo)
        self._update()

    def leave(self) -> None:
        """The page is no search whose photos could be marked."""
        self._is_search = False
        self._update()

    def show_selected(self, count: int) -> None:
        """So many photos are selected."""
        self._selected = count
        self._update()

    def _update(self) -> None:
        for button in (self.more, self.less):
            button.setEnabled(self._selected > 0)
        self.forget.setVisible(bool(self._marks))
        self._said.setText(self._sentence())
        self.setVisible(
            self._is_search and bool(self._selected or self._marks or self.undo.isVisibleTo(self))
        )

    def _sentence(self) -> str:
        more, less = len(self._marks.more), len(self._marks.less)
        if not (more or less):
            return ""
        text = self.tr("Marked: {more} more, {less} less")
        if not less:
            text = self.tr("Marked: {more} more")
        elif not more:
            text = self.tr("Marked: {less} less")
        return text.format(more=wording.number(more), less=wording.number(less))

    def _button(self, text: str, icon_name: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        # Keys go on to the photos after a click.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon_name:
            button.setObjectName("small")
            button.setIcon(icon(icon_name))
            button.setIconSize(QSize(ICON_PX, ICON_PX))
        else:
            button.setObjectName("link")
        return button
