"""Asking how copies of photos are to be, and telling how far they are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSlider, QWidget

from photoorg.export.options import CopyFormat, CopyOptions
from photoorg.gui import wording
from photoorg.gui.exporting_dialog import ExportingDialog, pixel_field, row_of

LEAST_SIDE_PX, USUAL_SIDE_PX, MOST_SIDE_PX = 16, 2048, 65_000


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Where copies go and how they are to be; ``folder`` may be empty."""

    folder: str
    options: CopyOptions


class ExportDialog(ExportingDialog):
    """Folder, format, size, quality and metadata; ``export_wanted`` comes with an ExportWish."""

    def __init__(self, photo_count: int, wish: ExportWish, parent: QWidget) -> None:
        """``wish``: what the fields show at first."""
        super().__init__(photo_count, wish.folder, parent)
        self.setWindowTitle(self.tr("Export copies"))
        self.setMinimumWidth(480)
        options = wish.options
        self.folder.setAccessibleName(self.tr("Folder for the copies"))
        self.folder.setPlaceholderText(self.tr("Where the copies go"))
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
        side_px = options.longest_side_px or USUAL_SIDE_PX
        self.side = pixel_field(LEAST_SIDE_PX, MOST_SIDE_PX, side_px, self.tr(" pixels"))
        self.quality = QSlider(Qt.Orientation.Horizontal)
        self.quality.setRange(1, 100)
        self.quality.setValue(options.quality)
        self._quality_value = QLabel()
        self.metadata = QCheckBox(self.tr("With date, place, camera and words"))
        self.metadata.setChecked(options.metadata)
        form = self._form_rows()
        form.addRow(self.tr("Folder"), self._folder_row())
        form.addRow(self.tr("Format"), self.format)
        form.addRow(self.tr("Size"), row_of(self.limit_size, self.side, None))
        form.addRow(self.tr("Quality"), row_of(self.quality, self._quality_value))
        form.addRow(self.tr("Metadata"), self.metadata)
        form.addRow("", self._hint)
        heading = self.tr("Copies of {photos}; the photos themselves stay as they are.")
        self._lay_out(QLabel(heading.format(photos=wording.photo_count(photo_count))))
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

    def _wish_of_fields(self) -> ExportWish:
        return self.wish

    def _on_changed(self) -> None:
        wish = self.wish
        self.side.setEnabled(self.limit_size.isChecked())
        has_quality = wish.options.format is not CopyFormat.PNG and wish.options != CopyOptions(
            quality=wish.options.quality
        )
        self.quality.setEnabled(has_quality)
        self._quality_value.setEnabled(has_quality)
        self._quality_value.setText(str(wish.options.quality))
        self._show_hint(self._explanation(wish.options))

    def _explanation(self, options: CopyOptions) -> str:
        if options == CopyOptions(quality=options.quality):
            return self.tr("The files themselves are copied, unchanged.")
        if options.metadata:
            return self.tr("Copies are upright and tell when and where photos were taken, as the files do.")
        return self.tr("Copies hold the picture and nothing else: no place, no date, no names.")
