"""Asking in which form an album is to be exported, and telling how far that is."""

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
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui import wording

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


class AlbumExportDialog(QDialog):
    """Folder and form, and for a page what is on it; then a bar with progress.

    Signals:
        export_wanted(AlbumExportWish): the user wants it.
        cancel_wanted(): the user wants no more of it.
    """

    export_wanted = Signal(object)
    cancel_wanted = Signal()

    def __init__(self, name: str, photo_count: int, wish: AlbumExportWish, parent: QWidget) -> None:
        """``wish``: what the fields show at first."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export album"))
        self.setMinimumWidth(500)
        self._running = False
        self._photo_count = photo_count
        heading = QLabel(
            self.tr("“{album}”: {photos}; the photos themselves stay as they are.").format(
                album=name, photos=wording.photo_count(photo_count)
            )
        )
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
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
        self.folder = QLineEdit(wish.folder)
        self.folder.setAccessibleName(self.tr("Folder for the export"))
        self.folder.setPlaceholderText(self.tr("Where it goes"))
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose_clicked)
        self.side = QSpinBox()
        self.side.setAccessibleName(self.tr("Longest side of pictures"))
        self.side.setRange(LEAST_SIDE_PX, MOST_SIDE_PX)
        self.side.setValue(wish.longest_side_px)
        self.side.setSuffix(self.tr(" pixels"))
        self.side.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.captions = QCheckBox(self.tr("Titles and descriptions of photos"))
        self.captions.setChecked(wish.captions)
        self.dates = QCheckBox(self.tr("When photos were taken"))
        self.dates.setChecked(wish.dates)
        self.metadata = QCheckBox(self.tr("Place, camera and date in the files"))
        self.metadata.setChecked(wish.metadata)
        self._hint = QLabel()
        self._hint.setObjectName("quiet")
        self._hint.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, max(photo_count, 1))
        self.progress = QLabel()
        self.progress.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export_button = buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._on_export_clicked)
        buttons.rejected.connect(self.reject)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.folder)
        place.addWidget(choose)
        self._fields = QWidget()
        rows = QFormLayout(self._fields)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(10)
        rows.addRow(self.tr("Form"), self.form)
        rows.addRow(self.tr("Folder"), place)
        rows.addRow(self.tr("Pictures"), self.side)
        rows.addRow(self.tr("With"), self.captions)
        rows.addRow("", self.dates)
        rows.addRow("", self.metadata)
        rows.addRow("", self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for widget in (heading, self._fields, self.progress, self.bar, buttons):
            layout.addWidget(widget)
        self.bar.hide()
        self.progress.hide()
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

    def show_progress(self, done: int, total: int) -> None:
        """Shows how far it is."""
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
        self.progress.show()

    def reject(self) -> None:
        """Esc, Cancel or the window's cross."""
        if self._running:
            self._running = False
            self.cancel_wanted.emit()
        super().reject()

    def _on_export_clicked(self) -> None:
        self._show_running(True)
        self.show_progress(0, self._photo_count)
        self.export_wanted.emit(self.wish)

    def _show_running(self, running: bool) -> None:
        self._running = running
        self._fields.setEnabled(not running)
        self.export_button.setEnabled(not running)
        self.bar.setVisible(running)
        self.progress.setVisible(running)

    def _on_changed(self) -> None:
        wish = self.wish
        for field in (self.side, self.captions, self.dates, self.metadata):
            field.setEnabled(wish.form == "web")
        # Nobody means the folder that photoorg happens to run in.
        self.export_button.setEnabled(Path(wish.folder).expanduser().is_absolute())
        self._hint.setText(self._explanation(wish.form))

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

    def _on_choose_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where it goes"), self.folder.text())
        if chosen:
            self.folder.setText(str(Path(chosen)))
