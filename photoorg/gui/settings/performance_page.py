"""Settings, Performance: how much of the processor photoorg may take, and when."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from photoorg.changes import Activity, Progress
from photoorg.gui import wording
from photoorg.gui.library_bridge import LibraryBridge, Track

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.errors import PhotoOrgError
    from photoorg.photo_library import PhotoLibrary

MOST_THREADS = 256


@dataclass(frozen=True, slots=True)
class _Chosen:
    threads: int
    paused: bool
    only_when_idle: bool


def _read(library: PhotoLibrary) -> _Chosen:
    return _Chosen(library.threads, library.paused, library.settings.only_when_idle)


def _wait_for_idle(on: bool, library: PhotoLibrary) -> None:
    library.change_setting("only_when_idle", on)


class PerformancePage(QWidget):
    """Threads, pause, and whether to wait for an idle machine; a change counts at once."""

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.background = QCheckBox(self.tr("&Describe new photos in the background"))
        self.background.toggled.connect(self._on_background_toggled)
        self.only_when_idle = QCheckBox(self.tr("Only while the computer is &idle"))
        self.only_when_idle.toggled.connect(self._on_only_when_idle_toggled)
        self.threads = QSpinBox()
        self.threads.setRange(0, MOST_THREADS)
        self.threads.setSpecialValueText(self.tr("All ({count})").format(count=os.cpu_count() or 1))
        # Not with every digit that is typed.
        self.threads.setKeyboardTracking(False)
        self.threads.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.threads.setAccessibleName(self.tr("Processor threads"))
        self.threads.valueChanged.connect(self._on_threads_changed)
        self.outcome = self._hint("")
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(self.tr("Processor &threads"), self.threads)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.background, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(
            self._hint(
                self.tr("Without a tick new photos appear in the window, but searches do not find them yet.")
            )
        )
        layout.addSpacing(8)
        layout.addWidget(self.only_when_idle, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(
            self._hint(
                self.tr("Waits while other programs are busy, and while the computer runs on battery.")
            )
        )
        layout.addSpacing(16)
        layout.addLayout(form)
        layout.addWidget(
            self._hint(
                self.tr(
                    "Fewer threads leave more of the machine to other programs. This counts from when a "
                    "model is loaded next, at the latest when photoorg is started again."
                )
            )
        )
        layout.addSpacing(8)
        layout.addWidget(self.outcome)
        layout.addStretch()
        bridge.progress_changed.connect(self._on_progress_changed)

    def refresh(self) -> None:
        """Reads what is chosen."""
        self._bridge.run(Track.READS, _read, self._on_read)

    def _on_read(self, chosen: _Chosen) -> None:
        with (
            QSignalBlocker(self.threads),
            QSignalBlocker(self.background),
            QSignalBlocker(self.only_when_idle),
        ):
            self.only_when_idle.setChecked(chosen.only_when_idle)
            self.threads.setValue(chosen.threads)
            self.background.setChecked(not chosen.paused)

    def _on_progress_changed(self, progress: Progress) -> None:
        # Paused or not, as the button in the status bar may just have said.
        paused = progress.activity is Activity.PAUSED
        if self.isVisible() and paused is self.background.isChecked():
            self.refresh()

    def _on_background_toggled(self, on: bool) -> None:
        self._change(lambda library: library.resume() if on else library.pause())

    def _on_only_when_idle_toggled(self, on: bool) -> None:
        self._change(lambda library: _wait_for_idle(on, library))

    def _on_threads_changed(self, count: int) -> None:
        self._change(lambda library: library.set_threads(count))

    def _change(self, work: Callable[[PhotoLibrary], None]) -> None:
        self.outcome.setText("")
        self._bridge.run(Track.WRITES, work, failed=self._on_failed)

    def _on_failed(self, error: PhotoOrgError) -> None:
        self.outcome.setText(wording.problem(error))
        self.refresh()

    def _hint(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName("quiet")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
