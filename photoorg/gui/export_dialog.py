"""Asking how copies of photos are to be, and telling how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from photoorg.export.options import CopyFormat, CopyOptions
from photoorg.gui import wording

LEAST_SIDE_PX, USUAL_SIDE_PX, MOST_SIDE_PX = 16, 2048, 65_000


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Where copies go and how they are to be; ``folder`` may be empty."""

    folder: str
    options: CopyOptions


class ExportDialog(QDialog):
    """Folder, format, size, quality and metadata; then a bar with progress.

    Signals:
        export_wanted(ExportWish): the user wants the copies.
        cancel_wanted(): the user wants no more of them.
    """

    export_wanted = Signal(object)
    cancel_wanted = Signal()

    def __init__(self, photo_count: int, wish: ExportWish, parent: QWidget) -> None:
        """``wish``: what the fields show at first."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export copies"))
        self.setMinimumWidth(480)
        self._running = False
        options = wish.options
        self.folder = QLineEdit(wish.folder)
        self.folder.setAccessibleName(self.tr("Folder for the copies"))
        self.folder.setPlaceholderText(self.tr("Where the copies go"))
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose_clicked)
        self.format = QComboBox()
        for name, value in (
            (self.tr("As they are"), CopyFormat.AS_IT_IS),
            ("JPEG", CopyFormat.JPEG),
            ("PNG", CopyFormat.PNG),
            ("WebP", CopyFormat.WEBP),
        ):
            self.format.addItem(name, value)
        self.format.setCurrentIndex(self.format.findData(options.format))
        self.limit_size = QCheckBox(self.tr("Longest side at most"))
        self.limit_size.setChecked(options.longest_side_px is not None)
        self.side = QSpinBox()
        self.side.setRange(LEAST_SIDE_PX, MOST_SIDE_PX)
        self.side.setValue(options.longest_side_px or USUAL_SIDE_PX)
        self.side.setSuffix(self.tr(" pixels"))
        self.side.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.quality = QSlider(Qt.Orientation.Horizontal)
        self.quality.setRange(1, 100)
        self.quality.setValue(options.quality)
        self._quality_value = QLabel()
        self.metadata = QCheckBox(self.tr("With date, place, camera and words"))
        self.metadata.setChecked(options.metadata)
        self._hint = QLabel()
        self._hint.setObjectName("quiet")
        self._hint.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, photo_count)
        self.progress = QLabel()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export_button = buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._on_export_clicked)
        buttons.rejected.connect(self.reject)
        heading = QLabel(
            self.tr("Copies of {photos}; the photos themselves stay as they are.").format(
                photos=wording.photo_count(photo_count)
            )
        )
        heading.setWordWrap(True)
        self._fields = QWidget()
        form = QFormLayout(self._fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Folder"), _row(self.folder, choose))
        form.addRow(self.tr("Format"), self.format)
        form.addRow(self.tr("Size"), _row(self.limit_size, self.side, None))
        form.addRow(self.tr("Quality"), _row(self.quality, self._quality_value))
        form.addRow(self.tr("Metadata"), self.metadata)
        form.addRow("", self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for widget in (heading, self._fields, self.progress, self.bar, buttons):
            layout.addWidget(widget)
        self.bar.hide()
        self.progress.hide()
        self._quality_value.setMinimumWidth(self.fontMetrics().horizontalAdvance("100"))
        for signal in (
            self.folder.textChanged,
            self.format.currentIndexChanged,
            self.limit_size.toggled,
            self.quality.valueChanged,
            self.metadata.toggled,
        ):
            signal.connect(self._on_changed)
        self._on_changed()

    @property
    def wish(self) -> ExportWish:
        """What the fields say."""
        options = CopyOptions(
            self.format.currentData(),
            self.side.value() if self.limit_size.isChecked() else None,
            self.quality.value(),
            self.metadata.isChecked(),
        )
        return ExportWish(self.folder.text().strip(), options)

    def show_progress(self, done: int, total: int) -> None:
        """Shows how many copies are made."""
        self.bar.setValue(done)
        self.progress.setText(
            self.tr("{done} of {total} exported").format(
                done=wording.number(done), total=wording.number(total)
            )
        )

    def finish(self) -> None:
        """Closes: there is nothing left to be cancelled."""
        self._running = False
        self.accept()

    def allow_another_try(self, reason: str) -> None:
        """Shows the fields again, and why it did not work."""
        self._show_running(False)
        self.progress.setText(reason)
        self.progress.setWordWrap(True)
        self.progress.show()

    def reject(self) -> None:
        """Esc, Cancel or the window's cross."""
        if self._running:
            self._running = False
            self.cancel_wanted.emit()
        super().reject()

    def _on_export_clicked(self) -> None:
        self._show_running(True)
        self.show_progress(0, self.bar.maximum())
        self.export_wanted.emit(self.wish)

    def _show_running(self, running: bool) -> None:
        self._running = running
        self._fields.setEnabled(not running)
        self.export_button.setEnabled(not running)
        self.bar.setVisible(running)
        self.progress.setVisible(running)

    def _on_changed(self) -> None:
        wish = self.wish
        self.side.setEnabled(self.limit_size.isChecked())
        has_quality = wish.options.format is not CopyFormat.PNG and wish.options != CopyOptions(
            quality=wish.options.quality
        )
        self.quality.setEnabled(has_quality)
        self._quality_value.setEnabled(has_quality)
        self._quality_value.setText(str(wish.options.quality))
        # Nobody means the folder that photoorg happens to run in.
        self.export_button.setEnabled(Path(wish.folder).expanduser().is_absolute())
        self._hint.setText(self._explanation(wish.options))

    def _explanation(self, options: CopyOptions) -> str:
        if options == CopyOptions(quality=options.quality):
            return self.tr("The files themselves are copied, unchanged.")
        if options.metadata:
            return self.tr("Copies are upright and tell when and where photos were taken, as the files do.")
        return self.tr("Copies hold the picture and nothing else: no place, no date, no names.")

    def _on_choose_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where the copies go"), self.folder.text())
        if chosen:
            self.folder.setText(str(Path(chosen)))


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part)
    return row
