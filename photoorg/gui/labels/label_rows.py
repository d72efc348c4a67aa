"""The labels of the photo in the large view: how surely each fits, to be confirmed or rejected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.icons import icon
from photoorg.gui.viewer.hit_reasons import RelevanceBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.albums.labels.labels import PhotoLabel

# Those that hardly fit are shown on request.
LEAST_SHOWN = 0.05
MOST_SHOWN = 8


def worth_showing(labels: Sequence[PhotoLabel]) -> list[PhotoLabel]:
    """Of all labels of a photo, the surest first: those that may fit, or of which something was said."""
    likely = [
        label
        for label in labels
        if label.said is not None or label.fits or (label.probability or 0.0) >= LEAST_SHOWN
    ]
    return (likely or list(labels[:1]))[:MOST_SHOWN]


class LabelRows(QWidget):
    """A row for each label that may fit, and on request for each other one; not there while there is none.

    Signals:
        said(str, object): the label fits (True), does not (False), or nothing is said of it any more (None).
    """

    said = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caption = QLabel(self.tr("Labels"))
        caption.setObjectName("quiet")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addWidget(caption)
        self._labels: Sequence[PhotoLabel] = ()
        self.more = QPushButton()
        self.more.setObjectName("link")
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda _: self._show())
        self._layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows: dict[str, LabelRow] = {}
        self.hide()

    def show_labels(self, labels: Sequence[PhotoLabel]) -> None:
        """Shows the labels of a photo; none while they are not known."""
        self._labels = labels
        self._show()

    def _show(self) -> None:
        likely = worth_showing(self._labels)
        others = [label for label in self._labels if label not in likely]
        are_all = self.more.isChecked()
        self.more.setText(
            self.tr("Fewer labels")
            if are_all
            else self.tr("More labels ({count})").format(count=wording.number(len(others)))
        )
        self.more.setVisible(bool(others))
        shown = {label.name: label for label in (*likely, *(others if are_all else ()))}
        self._show_rows(shown)
        for name, row in self.rows.items():
            row.dim(all(label.name != name for label in likely))

    def _show_rows(self, shown: dict[str, PhotoLabel]) -> None:
        if shown.keys() == self.rows.keys():
            # In the order in which they are: somebody may be on their way through the buttons.
            for name, label in shown.items():
                self.rows[name].show_label(label)
            return
        at = next((name for name, row in self.rows.items() if row.has_focus), None)
        was_yes = at is not None and self.rows[at].yes.hasFocus()
        for row in self.rows.values():
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for name, label in shown.items():
            self.rows[name] = row = LabelRow(label)
            row.said.connect(partial(self.said.emit, name))
            self._layout.insertWidget(self._layout.count() - 1, row)
        self.setVisible(bool(shown))
        if at in self.rows:
            (self.rows[at].yes if was_yes else self.rows[at].no).setFocus()


class LabelRow(QWidget):
    """One label: its name, how surely it fits, and two buttons to say whether it does.

    Signals:
        said(object): as of :class:`LabelRows`.

    Attributes:
        name: what it is called.
        yes, no: the buttons, pressed while that was said.
        words: how surely, in words.
    """

    said = Signal(object)

    def __init__(self, label: PhotoLabel) -> None:
        super().__init__()
        self.name = QLabel(label.name)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.words = QLabel()
        self.words.setObjectName("quiet")
        self._label = label
        self._bar = RelevanceBar(0.0, is_quiet=False)
        self.yes = self._button("yes", self.tr("“{label}” fits"), True)
        self.no = self._button("close", self.tr("“{label}” does not fit"), False)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.name, 1)
        line.addWidget(self.words)
        line.addWidget(self.yes)
        line.addWidget(self.no)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self._bar)
        self.show_label(label)

    @property
    def has_focus(self) -> bool:
        """Whether one of the buttons has it."""
        return self.yes.hasFocus() or self.no.hasFocus()

    def dim(self, is_dim: bool) -> None:
        """Stands back, or no longer: a label that hardly fits."""
        look = "quiet" if is_dim else ""
        if self.name.objectName() != look:
            self.name.setObjectName(look)
            self.name.style().polish(self.name)

    def show_label(self, label: PhotoLabel) -> None:
        """Shows how surely it fits now, and what was said."""
        self._label = label
        if label.said is None:
            share = label.probability
            percent = "" if share is None else wording.number(round(100 * share))
            self.words.setText(self.tr("{percent} %").format(percent=percent) if percent else "")
        else:
            self.words.setText(self.tr("yes") if label.said else self.tr("no"))
        self._bar.show_share(label.probability or 0.0)
        self._bar.setVisible(label.probability is not None)
        self.yes.setChecked(label.said is True)
        self.no.setChecked(label.said is False)

    def _button(self, icon_name: str, text: str, is_yes: bool) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(14, 14))
        text = text.format(label=self._label.name)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(partial(self._on_clicked, is_yes))
        return button

    def _on_clicked(self, is_yes: bool) -> None:
        # What was said already is taken back.
        self.said.emit(None if self._label.said is is_yes else is_yes)
