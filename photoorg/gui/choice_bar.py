"""What is to be decided about photos that were found for an album, and why photos are among the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from photoorg.gui import wording
from photoorg.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from photoorg.sentences import Sentence

ICON_PX = 14


class ChoiceBar(QFrame):
    """Stands below the trail on pages of photos that fit an album, and of the best photos.

    Signals:
        accept_wanted(), reject_wanted(): the selected photos fit the album, or do not.
    """

    accept_wanted = Signal()
    reject_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons: Mapping[int, tuple[Sentence, ...]] = {}
        self._said = QLabel()
        self._said.setObjectName("quiet")
        self._said.setWordWrap(True)
        self.accept = self._button(
            self.tr("Add to the album"), "plus", self.tr("The selected photos fit: put them into it (+)")
        )
        self.reject = self._button(
            self.tr("Does not fit"), "minus", self.tr("The selected photos are not offered again (-)")
        )
        self.accept.clicked.connect(self.accept_wanted)
        self.reject.clicked.connect(self.reject_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.accept)
        layout.addWidget(self.reject)
        layout.addWidget(self._said, 1)
        self.leave()

    @property
    def text(self) -> str:
        """What it says."""
        return self._said.text()

    def offer(self) -> None:
        """The page shows photos that fit an album."""
        self._reasons = {}
        self.accept.show()
        self.reject.show()
        self._said.setText(self.tr("Select photos, then press + where they fit, and - where they do not."))
        self.show()

    def explain(self, reasons: Mapping[int, tuple[Sentence, ...]]) -> None:
        """The page shows the best photos, and these are the reasons, by photo id."""
        self._reasons = reasons
        self.accept.hide()
        self.reject.hide()
        self._said.setText(self.tr("Go to a photo to see why it is among the best."))
        self.show()

    def leave(self) -> None:
        """The page shows neither."""
        self._reasons = {}
        self.hide()

    def show_selected(self, count: int) -> None:
        """So many photos are selected."""
        self.accept.setEnabled(count > 0)
        self.reject.setEnabled(count > 0)

    def show_current(self, photo_id: int | None) -> None:
        """This photo has the focus."""
        if photo_id is not None and photo_id in self._reasons:
            why = " ".join(wording.said(reason) for reason in self._reasons[photo_id])
            self._said.setText(why or self.tr("Nothing speaks for it but that the others are worse."))

    def _button(self, text: str, icon_name: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName("small")
        button.setToolTip(tip)
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        # Keys go on to the photos after a click.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
