"""What two photos say of themselves, where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from photoorg.albums.duplicates.comparison import Fact
from photoorg.gui import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from photoorg.albums.duplicates.comparison import ComparedFact
    from photoorg.library.records import Place

translate = QCoreApplication.translate
NOTHING = "—"


def fact_name(fact: Fact) -> str:
    """What is compared, in the user's language."""
    return {
        Fact.PATH: translate("FactTable", "File"),
        Fact.CHANGED_AT: translate("FactTable", "Last changed"),
        Fact.SIZE: translate("FactTable", "Size"),
        Fact.FORMAT: translate("FactTable", "Format"),
        Fact.FILE_SIZE: translate("FactTable", "File size"),
        Fact.TAKEN_AT: translate("FactTable", "Taken"),
        Fact.CAMERA: translate("FactTable", "Camera"),
        Fact.LENS: translate("FactTable", "Lens"),
        Fact.EXPOSURE: translate("FactTable", "Exposure"),
        Fact.PLACE: translate("FactTable", "Place"),
        Fact.TITLE: translate("FactTable", "Title"),
        Fact.DESCRIPTION: translate("FactTable", "Description"),
        Fact.KEYWORDS: translate("FactTable", "Tags"),
        Fact.RATING: translate("FactTable", "Stars"),
        Fact.FAVOURITE: translate("FactTable", "Favourite"),
        Fact.MOTION: translate("FactTable", "Moving picture"),
    }[fact]


def fact_value(fact: Fact, value: Any) -> str:
    """A value in the words of the user's language."""
    if value is None:
        return NOTHING
    match fact:
        case Fact.SIZE:
            width, height = value
            return f"{width} × {height}"
        case Fact.FILE_SIZE:
            return wording.file_size(value)
        case Fact.TAKEN_AT:
            when: datetime = value[0]
            return wording.moment(when, with_seconds=True)
        case Fact.CHANGED_AT:
            return wording.moment(value, with_seconds=True)
        case Fact.EXPOSURE:
            return wording.exposure(*value)
        case Fact.PLACE:
            place: Place = value
            if place.name or place.latitude is None or place.longitude is None:
                return place.name or NOTHING
            return wording.coordinates(place.latitude, place.longitude)
        case Fact.KEYWORDS:
            return ", ".join(value)
        case Fact.FAVOURITE | Fact.MOTION:
            return translate("FactTable", "Yes")
        case _:
            return str(value)


class FactTable(QWidget):
    """Three columns: what, of the photo that is kept, of the other one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 0, 12, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._labels: list[QLabel] = []

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """What is written there, row by row."""
        texts = [label.text().replace(wording.BREAK, "") for label in self._labels]
        return [tuple(texts[start : start + 3]) for start in range(0, len(texts), 3)]

    def show_facts(self, facts: Sequence[ComparedFact]) -> None:
        """Shows those in which the photos differ."""
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = []
        written = [
            (fact_name(fact.fact), fact_value(fact.fact, fact.one), fact_value(fact.fact, fact.other))
            for fact in facts
        ]
        # What differs by less than anybody would write is no difference.
        for row, texts in enumerate(texts for texts in written if texts[1] != texts[2]):
            for column, text in enumerate(texts):
                label = QLabel(wording.breakable(text) if column else text)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(column > 0)
                label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                if column == 0:
                    label.setObjectName("quiet")
                self._grid.addWidget(label, row, column)
                self._labels.append(label)
