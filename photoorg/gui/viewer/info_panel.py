"""What is known about the photo in the large view."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.labels.label_rows import LabelRows
from photoorg.gui.tags_dialog import typed_tags
from photoorg.gui.viewer.hit_reasons import HitReasons
from photoorg.gui.viewer.rating_stars import RatingStars

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from photoorg.library.beings.records import Identity
    from photoorg.library.records import Photo

WIDTH_PX = 280


class InfoPanel(QFrame):
    """Rating, why it was found, whether it is offline, file, title, description, date, camera, exposure,
    size, place, keywords, albums, tags and labels.

    Signals:
        rating_chosen(int): 0 to 5.
        tag_added(str): a tag was typed.
        tag_removed(str): a tag, or a keyword of the file, was clicked away.
        query_wanted(str): what finds the photos of somebody who is on this one.
        words_wanted(), corrections_wanted(): title and description, or date and place, are to be changed.
    """

    rating_chosen = Signal(int)
    tag_added = Signal(str)
    tag_removed = Signal(str)
    query_wanted = Signal(str)
    words_wanted = Signal()
    corrections_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("infoPanel")
        self.setFixedWidth(WIDTH_PX)
        self._stars = RatingStars()
        self._stars.rating_chosen.connect(self.rating_chosen)
        self.reasons = HitReasons()
        self.labels = LabelRows()
        self._fields: dict[str, tuple[QLabel, QLabel]] = {}
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(2)
        form.setContentsMargins(0, 0, 0, 0)
        for name, caption in (
            ("offline", self.tr("Offline")),
            ("file", self.tr("File")),
            ("folder", self.tr("Folder")),
            ("copies", self.tr("Also at")),
            ("title", self.tr("Title")),
            ("text", self.tr("Description")),
            ("taken", self.tr("Taken")),
            ("camera", self.tr("Camera")),
            ("exposure", self.tr("Exposure")),
            ("size", self.tr("Size")),
            ("people", self.tr("Who is on it")),
            ("place", self.tr("Place")),
            ("keywords", self.tr("Keywords of the file")),
            ("albums", self.tr("Albums")),
            ("tags", self.tr("Tags")),
        ):
            self._add_field(form, name, caption)
            self._show(name, "")
        for name in ("tags", "keywords"):
            value = self._fields[name][1]
            value.setTextFormat(Qt.TextFormat.RichText)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
            value.linkActivated.connect(self.tag_removed)
        label, people = self._fields["people"]
        label.setBuddy(people)
        people.setTextFormat(Qt.TextFormat.RichText)
        people.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        people.linkActivated.connect(self.query_wanted)
        self.new_tag = QLineEdit()
        self.new_tag.setAccessibleName(self.tr("Add a tag"))
        self.new_tag.setPlaceholderText(self.tr("Add a tag…"))
        self.new_tag.setMaxLength(200)
        self.new_tag.returnPressed.connect(self._on_tag_entered)
        body = QWidget()
        body.setObjectName("infoBody")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self._stars)
        layout.addWidget(self.reasons)
        layout.addLayout(form)
        layout.addWidget(self.new_tag)
        layout.addWidget(self.labels)
        for text, wanted in (
            (self.tr("Title and description…"), self.words_wanted),
            (self.tr("Date and place…"), self.corrections_wanted),
        ):
            button = QPushButton(text)
            button.setObjectName("link")
            button.clicked.connect(wanted)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def show_photo(self, photo: Photo, albums: Sequence[str]) -> None:
        """Shows what is known; what is not known takes no room."""
        self._stars.show_rating(photo.rating)
        not_connected = self.tr("Its drive is not connected: this is the thumbnail that photoorg keeps.")
        self._show("offline", not_connected if photo.offline else "")
        name = wording.breakable(photo.path.name)
        if photo.paired:
            beside = ", ".join(wording.breakable(path.name) for path in photo.paired)
            name = self.tr("{name}, with {others}").format(name=name, others=beside)
        self._show("file", name)
        self._show("folder", wording.breakable(str(photo.path.parent)))
        others = [file.path for file in photo.files if not file.missing and file.path != photo.path]
        self._show("copies", "\n".join(wording.breakable(str(path)) for path in others))
        self._show("title", photo.shown_title)
        self._show("text", photo.shown_text)
        self._show("taken", wording.taken(photo.taken_at, photo.taken_at_source, photo.utc_offset_minutes))
        camera = " ".join(filter(None, (photo.camera_make, photo.camera_model)))
        self._show("camera", "\n".join(filter(None, (camera, photo.lens))))
        self._show(
            "exposure", wording.exposure(photo.exposure_s, photo.f_number, photo.iso, photo.focal_length_mm)
        )
        size_bytes = photo.files[0].size_bytes
        size = f"{photo.width} × {photo.height}, {wording.file_size(size_bytes)}"
        self._show("size", self.tr("{size}, with video").format(size=size) if photo.has_video else size)
        place = ""
        if photo.latitude is not None and photo.longitude is not None:
            position = wording.coordinates(photo.latitude, photo.longitude, photo.altitude_m)
            place = "\n".join(filter(None, (wording.place(photo.place), position)))
        if photo.place_is_users:
            place = self.tr("{place} (set by you)").format(place=place or self.tr("No place"))
        self._show("place", place)
        self._show_tags("keywords", photo.file_keywords)
        self._show("albums", "\n".join(albums))
        self._show_tags("tags", photo.tags)

    def show_people(self, named: Sequence[Identity], taken_at: datetime) -> None:
        """Shows who is on it, and how old they were."""
        # Not before there is anybody: the language of queries is not needed for the window to appear.
        from photoorg.search.language.beings import query_for

        lines = []
        for one in named:
            age = "" if one.birthday is None else wording.age(one.birthday, taken_at.date())
            name = f'<a href="{escape(query_for(one))}">{escape(one.name)}</a>'
            lines.append(self.tr("{name}, {age}").format(name=name, age=age) if age else name)
        self._show("people", "<br>".join(lines))

    def shown(self, name: str) -> str:
        """The text of a field ("file", "taken", ...); "" while it is hidden."""
        value = self._fields[name][1]
        return "" if value.isHidden() else value.text().replace(wording.BREAK, "")

    def _add_field(self, form: QFormLayout, name: str, caption: str) -> None:
        label, value = QLabel(caption), QLabel()
        label.setObjectName("quiet")
        label.setContentsMargins(0, 8, 0, 0)
        value.setWordWrap(True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(label, value)
        self._fields[name] = (label, value)

    def _show(self, name: str, text: str) -> None:
        label, value = self._fields[name]
        value.setText(text)
        label.setVisible(bool(text))
        value.setVisible(bool(text))

    def _show_tags(self, field: str, tags: Sequence[str]) -> None:
        colour = self.palette().placeholderText().color().name()
        self._show(
            field,
            "<br>".join(
                f'{escape(tag)} <a href="{escape(tag)}" style="color:{colour};text-decoration:none">×</a>'
                for tag in tags
            ),
        )

    def _on_tag_entered(self) -> None:
        tags = typed_tags(self.new_tag.text())
        self.new_tag.clear()
        for tag in tags:
            self.tag_added.emit(tag)
