"""Where Python looks for garbage while there are windows: on their thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer

INTERVAL_MS = 1000
# By then the window is there, and nearly all that stays as long as it does.
STARTED_MS = 5000


class GuiThreadCollector(QObject):
    """Collects cycles of objects on the thread it lives on, by Python's own thresholds.

    Left to itself, Python does so on whichever thread makes an object. Qt objects in a cycle would then be
    deleted on a lane, and a timer deleted there fires once more, which ends the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._collect)
        self._timer.start(INTERVAL_MS)
        # Modules, classes and the window are not looked through each time: that would take 0.1 s.
        self._once_started = QTimer(self)
        self._once_started.setSingleShot(True)
        self._once_started.timeout.connect(gc.freeze)
        self._once_started.start(STARTED_MS)

    def _collect(self) -> None:
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold
        ]
        if due:
            gc.collect(max(due))
