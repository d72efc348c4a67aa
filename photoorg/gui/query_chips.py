"""What was understood of a query, as parts to take away, or where it stops making sense."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from photoorg.errors import QueryError
from photoorg.gui import wording
from photoorg.gui.breadcrumb import shortened
from photoorg.gui.flow_layout import FlowLayout, keep_height_for_width
from photoorg.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_CHIP = 48
# People and pets who share their names are asked for by number.
_NUMBERED = re.compile(r"\b((?:person|pet)[:\uff1a])#(\d{1,18})\b", re.IGNORECASE)


class QueryChips(QWidget):
    """Stands under the search field; not there while there is nothing to say.

    Signals:
        query_chosen(str): the query without the part that was taken away.
    """

    query_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._fault_at = 0
        self._names: Mapping[int, str] = {}
        self._chips: list[QToolButton] = []
        self._row = QWidget()
        self._flow = FlowLayout(6, self._row)
        keep_height_for_width(self._row)
        self._fault = QLabel()
        self._fault.setObjectName("fault")
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._row)
        layout.addWidget(self._fault)
        self.show_query("")

    @property
    def texts(self) -> list[str]:
        """The parts on the screen."""
        return [chip.property("part") for chip in self._chips]

    @property
    def fault(self) -> str:
        """What is wrong with the query, or ""."""
        return self._fault.text()

    @property
    def fault_at(self) -> int:
        """The character of the query at which it stops making sense."""
        return self._fault_at

    def know_names(self, names: Mapping[int, str]) -> None:
        """Who ``person:#17`` is, by number."""
        self._names = names
        for chip in self._chips:
            self._call(chip)

    def show_query(self, typed: str) -> bool:
        """Shows a query; False where it cannot be read, which is then said."""
        self._typed = typed
        fault = ""
        parts: list[str] = []
        if typed:
            # Not before something was typed: the parser is not needed for the window to appear.
            from photoorg.search.language.chips import chips

            try:
                parts = chips(typed)
            except QueryError as error:
                fault = _pointing(typed, error)
                self._fault_at = error.position
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        # One plain text needs no second look.
        self._show_parts([] if parts == [" ".join(typed.split())] and ":" not in typed else parts)
        self.setVisible(bool(fault or self._chips))
        return not fault

    def show_fault(self, error: QueryError) -> None:
        """Says what is wrong with the query that is shown."""
        self._fault.setText(_pointing(self._typed, error))
        self._fault_at = error.position
        self._fault.show()
        self.show()

    def _show_parts(self, parts: list[str]) -> None:
        if parts == self.texts:
            return
        for chip in self._chips:
            chip.hide()
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips.clear()
        for place, part in enumerate(parts):
            chip = QToolButton()
            chip.setObjectName("chip")
            chip.setProperty("part", part)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setIcon(icon("close"))
            self._call(chip)
            chip.clicked.connect(partial(self._on_chip_clicked, place))
            self._flow.addWidget(chip)
            self._chips.append(chip)
        self._row.setVisible(bool(parts))
        self._row.updateGeometry()

    def _call(self, chip: QToolButton) -> None:
        part = _NUMBERED.sub(self._named, chip.property("part"))
        chip.setText(shortened(part, LONGEST_CHIP).replace("&", "&&"))
        chip.setToolTip(self.tr("Search without “{part}”").format(part=part))
        chip.setAccessibleName(self.tr("Remove {part}").format(part=part))

    def _named(self, numbered: re.Match[str]) -> str:
        name = self._names.get(int(numbered[2]), "")
        return f"{numbered[1]}{name}" if name else numbered[0]

    def _on_chip_clicked(self, place: int) -> None:
        from photoorg.search.language.chips import without

        self.query_chosen.emit(without(self._typed, place))


def _pointing(typed: str, error: QueryError) -> str:
    """The sentence, and the place it is about with what stands around it."""
    before, after = typed[: error.position].strip(), typed[error.position :].strip()
    if not after:
        return wording.problem(error)
    return f"{wording.problem(error)}  {before[-20:]} ▸{shortened(after, 30)}".replace("  ", " ")
