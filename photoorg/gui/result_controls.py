"""How strict a search is, in which order its photos come, and where relevance ends."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from photoorg.gui.pages import Manner
from photoorg.search.calibration import CUTOFF
from photoorg.search.results import Order

# Where relevance ends at the steps of the slider, from "nearly anything" to "surely".
STEPS = (0.03, 0.06, CUTOFF, 0.25, 0.5, 0.75)
SLIDER_WIDTH_PX = 96


class ResultControls(QWidget):
    """Strictness and order, for the searches that weigh photos.

    Signals:
        changed(Manner): the user chose.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strictness = QSlider(Qt.Orientation.Horizontal)
        self.strictness.setRange(0, len(STEPS) - 1)
        self.strictness.setPageStep(1)
        self.strictness.setFixedWidth(SLIDER_WIDTH_PX)
        self.strictness.setAccessibleName(self.tr("Strictness"))
        self.strictness.setToolTip(self.tr("Left: more photos. Right: only those that surely fit."))
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order"))
        self.order.addItem(self.tr("Best match first"), Order.RELEVANCE)
        self.order.addItem(self.tr("Newest first"), Order.NEWEST)
        self.order.addItem(self.tr("Oldest first"), Order.OLDEST)
        label = QLabel(self.tr("Strictness"))
        label.setObjectName("quiet")
        label.setBuddy(self.strictness)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (label, self.strictness, self.order):
            layout.addWidget(widget)
        self.show_manner(Manner())
        self.strictness.valueChanged.connect(self._on_chosen)
        self.order.activated.connect(self._on_chosen)

    def show_manner(self, manner: Manner) -> None:
        """Shows a choice that was made elsewhere; tells nobody."""
        nearest = min(range(len(STEPS)), key=lambda step: abs(STEPS[step] - manner.least_relevance))
        with QSignalBlocker(self.strictness):
            self.strictness.setValue(nearest)
        self.order.setCurrentIndex(self.order.findData(manner.order))

    def _on_chosen(self) -> None:
        self.changed.emit(Manner(STEPS[self.strictness.value()], Order(self.order.currentData())))


class RelevanceEnd(QFrame):
    """The line below the photos of a search: that more would fit less well, or where those begin.

    Signals:
        weaker_wanted(): show them.
    """

    weaker_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("relevanceEnd")
        self._text = QLabel()
        self._text.setObjectName("quiet")
        self.button = QPushButton(self.tr("Show weaker matches"))
        self.button.setObjectName("link")
        self.button.clicked.connect(self.weaker_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.addStretch()
        layout.addWidget(self._text)
        layout.addWidget(self.button)
        layout.addStretch()

    @property
    def text(self) -> str:
        """What the line says."""
        return self._text.text()

    def say(self, text: str, *, offer_weaker: bool) -> None:
        """Shows the line with a text, with or without the button."""
        self._text.setText(text)
        self.button.setVisible(offer_weaker)
        self.show()
