"""Why the photo in the large view was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.breadcrumb import shortened
from photoorg.search.explanation import Degree, PartKind, PartRelevance

if TYPE_CHECKING:
    from collections.abc import Sequence

BAR_PX = 4
LONGEST_PART = 60


class RelevanceBar(QWidget):
    """A share of 0..1 as a thin bar."""

    def __init__(self, share: float, *, is_quiet: bool) -> None:
        """``is_quiet``: of what is kept out, so that much of it does not look like success."""
        super().__init__()
        self._share = share
        self._is_quiet = is_quiet
        self.setFixedHeight(BAR_PX)

    def show_share(self, share: float) -> None:
        """Shows another share."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(whole, BAR_PX / 2, BAR_PX / 2)
        role = QPalette.ColorRole.PlaceholderText if self._is_quiet else QPalette.ColorRole.Highlight
        painter.setBrush(self.palette().color(role))
        filled = QRectF(0, 0, whole.width() * self._share, whole.height())
        if filled.width() >= BAR_PX:
            painter.drawRoundedRect(filled, BAR_PX / 2, BAR_PX / 2)


class HitReasons(QWidget):
    """Each part of the query with its relevance in words and as a bar; not there while nothing was asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: list[str] = []
        caption = QLabel(self.tr("Why it is here"))
        caption.setObjectName("quiet")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addWidget(caption)
        self._rows: list[QWidget] = []
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is said of each part, as ``dog: sure (0.93)``."""
        return list(self._texts)

    def show_parts(self, parts: Sequence[PartRelevance]) -> None:
        """Shows the parts of a query; none for a photo that nobody searched for."""
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(part) for part in parts]
        self._texts = [f"{self._title(part)}: {self._in_words(part)}" for part in parts]
        for row in self._rows:
            self._layout.addWidget(row)
        self.setVisible(bool(parts))

    def _row(self, part: PartRelevance) -> QWidget:
        row = QWidget()
        title = QLabel(shortened(self._title(part), LONGEST_PART))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        words = QLabel(self._in_words(part))
        words.setObjectName("quiet")
        line = QHBoxLayout()
        line.addWidget(title, 1)
        line.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(line)
        if part.kind is not PartKind.FACT:
            layout.addWidget(RelevanceBar(part.presence, is_quiet=part.kind is PartKind.KEPT_OUT))
        return row

    def _title(self, part: PartRelevance) -> str:
        # An example without a name is called so by the library.
        name = wording.said(part.part)
        return self.tr("not {part}").format(part=name) if part.kind is PartKind.KEPT_OUT else name

    def _in_words(self, part: PartRelevance) -> str:
        if part.kind is PartKind.FACT:
            return self.tr("yes") if part.presence else self.tr("no")
        words = {
            Degree.SURE: self.tr("sure"),
            Degree.LIKELY: self.tr("likely"),
            Degree.PERHAPS: self.tr("perhaps"),
            Degree.HARDLY: self.tr("hardly there"),
        }
        return f"{words[Degree.of(part.presence)]} ({part.presence:.2f})"
