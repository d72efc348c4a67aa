"""Asking in which form an album is to be exported, and telling how far that is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from photoorg.gui import wording
from photoorg.gui.exporting_dialog import ExportingDialog, pixel_field

LEAST_SIDE_PX, USUAL_SIDE_PX, MOST_SIDE_PX = 320, 1600, 8000


@dataclass(frozen=True, slots=True)
class AlbumExportWish:
    """Attributes:
    folder: where it goes; may be empty.
    form: ``web``, ``copies``, ``symlinks``, ``hardlinks``, or the ending of a list.
    longest_side_px: of the pictures of a page.
    """

    folder: str = ""
    form: str = "web"
    longest_side_px: int = USUAL_SIDE_PX
    captions: bool = True
    dates: bool = False
    metadata: bool = False


class AlbumExportDialog(ExportingDialog):
    """Folder and form, and for a page what is on it; ``export_wanted`` comes with an AlbumExportWish."""

    def __init__(self, name: str, photo_count: int, wish: AlbumExportWish, parent: QWidget) -> None:
        """``wish``: what the fields show at first."""
        super().__init__(photo_count, wish.folder, parent)
        self.setWindowTitle(self.tr("Export album"))
        self.setMinimumWidth(500)
        self.folder.setAccessibleName(self.tr("Folder for the export"))
        self.folder.setPlaceholderText(self.tr("Where it goes"))
        heading = QLabel(
            self.tr("“{album}”: {photos}; the photos themselves stay as they are.").format(
                album=name, photos=wording.photo_count(photo_count)
            )
        )
        heading.setTextFormat(Qt.TextFormat.PlainText)
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("Form"))
        for text, form in (
            (self.tr("Web page"), "web"),
            (self.tr("Copies of the files"), "copies"),
            (self.tr("Links to the files"), "symlinks"),
            (self.tr("Hard links (the same files, on one drive)"), "hardlinks"),
            (self.tr("List of paths (.txt)"), "txt"),
            (self.tr("Playlist (.m3u8)"), "m3u8"),
            (self.tr("Table (.csv)"), "csv"),
            (self.tr("Data (.json)"), "json"),
        ):
            self.form.addItem(text, form)
        self.form.setCurrentIndex(max(self.form.findData(wish.form), 0))
        side_px = wish.longest_side_px
        self.side = pixel_field(LEAST_SIDE_PX, MOST_SIDE_PX, side_px, self.tr(" pixels"))
        self.side.setAccessibleName(self.tr("Longest side of pictures"))
        self.captions = QCheckBox(self.tr("Titles and descriptions of photos"))
        self.captions.setChecked(wish.captions)
        self.dates = QCheckBox(self.tr("When photos were taken"))
        self.dates.setChecked(wish.dates)
        self.metadata = QCheckBox(self.tr("Place, camera and date in the files"))
        self.metadata.setChecked(wish.metadata)
        rows = self._form_rows()
        rows.addRow(self.tr("Form"), self.form)
        rows.addRow(self.tr("Folder"), self._folder_row())
        rows.addRow(self.tr("Pictures"), self.side)
        rows.addRow(self.tr("With"), self.captions)
        rows.addRow("", self.dates)
        rows.addRow("", self.metadata)
        rows.addRow("", self._hint)
        self._lay_out(heading)
        self.folder.textChanged.connect(self._on_changed)
        self.form.currentIndexChanged.connect(self._on_changed)
        self._on_changed()

    @property
    def wish(self) -> AlbumExportWish:
        """What the fields say."""
        return AlbumExportWish(
            self.folder.text().strip(),
            self.form.currentData(),
            self.side.value(),
            self.captions.isChecked(),
            self.dates.isChecked(),
            self.metadata.isChecked(),
        )

    def _wish_of_fields(self) -> AlbumExportWish:
        return self.wish

    def _on_changed(self) -> None:
        wish = self.wish
        for field in (self.side, self.captions, self.dates, self.metadata):
            field.setEnabled(wish.form == "web")
        self._show_hint(self._explanation(wish.form))

    def _explanation(self, form: str) -> str:
        match form:
            case "web":
                return self.tr("A new folder with an index.html, which any browser opens without a network.")
            case "copies":
                return self.tr("The files themselves are copied, unchanged.")
            case "symlinks" | "hardlinks":
                return self.tr("Nothing is copied: other programs see the photos of the album in one folder.")
            case _:
                return self.tr("One file that tells where the photos of the album lie, in its order.")
