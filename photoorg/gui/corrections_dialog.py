"""Asking when and where photos were taken, where the user knows better than their files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from photoorg.errors import UserInputError
from photoorg.gui import wording
from photoorg.gui.completed_field import OfferField
from photoorg.library.moments import parse_moment, require_possible, shifted
from photoorg.library.records import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.library.records import Photo

LOOK_UP_DELAY_MS = 200
PREVIEWED = 3
MOST_DAYS = 99_999


def _example() -> str:
    return wording.moment(datetime(2023, 5, 1, 12, 30))


@dataclass(frozen=True, slots=True)
class Correction:
    """What the user says about when and where photos were taken.

    Attributes:
        moment: they were taken then. shift: so much later than is known. reset_date: when their files say.
        place: they were taken there. reset_place: where their files say.
    """

    moment: datetime | None = None
    shift: timedelta | None = None
    reset_date: bool = False
    place: Place | None = None
    reset_place: bool = False

    def __bool__(self) -> bool:
        return self != Correction()


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a typed place is, or why it is none; and places whose names begin so."""

    text: str
    place: Place | None
    reason: str
    offers: tuple[str, ...]


class CorrectionsDialog(QDialog):
    """Date and place of some photos; what is not touched stays as it is.

    Signals:
        place_typed(str): somebody wants to know what place that is; :meth:`show_looked_up` tells.
        corrected(Correction): the user wants that.
    """

    place_typed = Signal(str)
    corrected = Signal(object)

    def __init__(
        self, photos: Sequence[Photo], photo_count: int, places: Sequence[Place], parent: QWidget
    ) -> None:
        """Args:
        photos: the first of them, at least one.
        places: that may be meant again, the likeliest first.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Date and place"))
        self.setMinimumWidth(520)
        self._photos = photos
        self._photo_count = photo_count
        self._looked_up = LookedUp("", None, "", ())
        heading = QLabel(
            self.tr("When and where {photos} were taken. The files themselves stay as they are.").format(
                photos=wording.photo_count(photo_count)
            )
            if photo_count != 1
            else self.tr("When and where the photo was taken. The file itself stays as it is.")
        )
        heading.setWordWrap(True)
        self._build_date()
        self._build_place(places)
        _align(self._date_box, self._place_box)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.corrected.emit(self.correction))
        self._look_up = QTimer(self)
        self._look_up.setSingleShot(True)
        self._look_up.setInterval(LOOK_UP_DELAY_MS)
        self._look_up.timeout.connect(lambda: self.place_typed.emit(self.place.text().strip()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for widget in (heading, self._date_box, self._place_box):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(buttons)
        self._connect()
        self._on_changed()

    @property
    def correction(self) -> Correction | None:
        """What the fields say; None where they make no sense, or not yet."""
        moment, shift, place = None, None, None
        if self.set_date.isChecked():
            moment = self._moment()
            if moment is None:
                return None
        if self.shift_date.isChecked():
            shift = self._shift()
            if not shift or not self._can_be_shifted(shift):
                return None
        if self.at_place.isChecked():
            place = self._typed_place()
            if place is None:
                return None
        if self.same_place.isChecked():
            place = self.known_places.currentData()
        if self.no_place.isChecked():
            place = Place()
        return Correction(moment, shift, self.found_date.isChecked(), place, self.found_place.isChecked())

    def show_looked_up(self, found: LookedUp) -> None:
        """Tells what place was typed."""
        if found.text != self.place.text().strip():
            return
        self._looked_up = found
        self.place.offer(found.offers)
        self._on_changed()

    # --- parts ---

    def _build_date(self) -> None:
        first = self._photos[0]
        self.keep_date = QRadioButton(self.tr("Leave as it is"))
        self.set_date = QRadioButton(self.tr("Taken on"))
        self.shift_date = QRadioButton(self.tr("Earlier or later by"))
        self.found_date = QRadioButton(self.tr("As found in the file"))
        self.moment = QLineEdit(wording.moment(first.taken_at, with_seconds=True))
        self.moment.setAccessibleName(self.tr("Date and time"))
        self.moment.setToolTip(
            self.tr("For example {example}; with a time zone as 2023-05-01 12:30 +02:00").format(
                example=_example()
            )
        )
        self.days = _spin_box(MOST_DAYS, self.tr(" d"), self.tr("Days"))
        self.hours = _spin_box(23, self.tr(" h"), self.tr("Hours"))
        self.minutes = _spin_box(59, self.tr(" min"), self.tr("Minutes"))
        amounts = QHBoxLayout()
        amounts.setSpacing(8)
        for box in (self.days, self.hours, self.minutes):
            amounts.addWidget(box)
        amounts.addStretch()
        # Those that are previewed, and how many more there are; else a hint of two lines at most.
        self.date_note = _note(max(2, min(self._photo_count, PREVIEWED + 1)))
        self._date_box = QGroupBox(self.tr("Date"))
        grid = _grid(self._date_box)
        grid.addWidget(self.keep_date, 0, 0, 1, 2)
        grid.addWidget(self.set_date, 1, 0)
        grid.addWidget(self.moment, 1, 1)
        grid.addWidget(self.shift_date, 2, 0)
        grid.addLayout(amounts, 2, 1)
        grid.addWidget(self.found_date, 3, 0, 1, 2)
        grid.addWidget(self.date_note, 4, 0, 1, 2)
        self._dates = _group(self, self.keep_date, self.set_date, self.shift_date, self.found_date)

    def _build_place(self, places: Sequence[Place]) -> None:
        self.keep_place = QRadioButton(self.tr("Leave as it is"))
        self.at_place = QRadioButton(self.tr("Taken at"))
        self.same_place = QRadioButton(self.tr("The same as"))
        self.found_place = QRadioButton(self.tr("As found in the file"))
        self.no_place = QRadioButton(self.tr("No place"))
        # The library finds them, also without regard to accents.
        self.place = OfferField()
        self.place.setAccessibleName(self.tr("Town or position"))
        self.place.setPlaceholderText(self.tr("Lisbon, or 48.137, 11.575"))
        self.known_places = QComboBox()
        self.known_places.setAccessibleName(self.tr("Known place"))
        self.known_places.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for place, text in _named(places):
            self.known_places.addItem(text, place)
        has_any = self.known_places.count() > 0
        self.same_place.setVisible(has_any)
        self.known_places.setVisible(has_any)
        self.place_note = _note(2)
        self._place_box = QGroupBox(self.tr("Place"))
        grid = _grid(self._place_box)
        grid.addWidget(self.keep_place, 0, 0, 1, 2)
        grid.addWidget(self.at_place, 1, 0)
        grid.addWidget(self.place, 1, 1)
        grid.addWidget(self.place_note, 2, 1)
        grid.addWidget(self.same_place, 3, 0)
        grid.addWidget(self.known_places, 3, 1)
        grid.addWidget(self.no_place, 4, 0, 1, 2)
        grid.addWidget(self.found_place, 5, 0, 1, 2)
        group = (self.keep_place, self.at_place, self.same_place, self.no_place, self.found_place)
        self._place_choice = _group(self, *group)

    def _connect(self) -> None:
        self._dates.buttonToggled.connect(self._on_changed)
        self._place_choice.buttonToggled.connect(self._on_changed)
        # Who types means it.
        self.moment.textEdited.connect(self.set_date.click)
        self.moment.textChanged.connect(self._on_changed)
        for box in (self.days, self.hours, self.minutes):
            box.valueChanged.connect(self._on_shift_changed)
        self.place.textEdited.connect(self.at_place.click)
        self.place.textChanged.connect(self._on_place_changed)
        self.known_places.activated.connect(self.same_place.click)

    # --- what the fields say ---

    def _moment(self) -> datetime | None:
        typed = self.moment.text()
        moment = wording.typed_moment(typed)
        try:
            if moment is None:
                return parse_moment(typed)
            require_possible(moment)
        except UserInputError:
            return None
        return moment

    def _shift(self) -> timedelta:
        days, hours, minutes = (box.value() for box in (self.days, self.hours, self.minutes))
        return timedelta(days=days, hours=hours, minutes=minutes)

    def _can_be_shifted(self, by: timedelta) -> bool:
        try:
            for photo in self._photos:
                shifted(photo.taken_at, by)
        except UserInputError:
            return False
        return True

    def _typed_place(self) -> Place | None:
        typed = self.place.text().strip()
        return self._looked_up.place if typed and typed == self._looked_up.text else None

    def _on_shift_changed(self) -> None:
        self.shift_date.setChecked(True)
        self._on_changed()

    def _on_place_changed(self) -> None:
        self._look_up.start()
        self._on_changed()

    def _on_changed(self) -> None:
        correction = self.correction
        self.ok_button.setEnabled(bool(correction))
        self.date_note.setText(self._about_date())
        self.place_note.setText(self._about_place())
        for note in (self.date_note, self.place_note):
            note.setVisible(bool(note.text()))
        # A dialog does not grow by itself with text that wraps.
        layout = self.layout()
        assert layout is not None
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _about_date(self) -> str:
        if self.set_date.isChecked():
            hint = self.tr("Write the date as {example}.").format(example=_example())
            return "" if self._moment() else hint
        if not self.shift_date.isChecked():
            return ""
        shift = self._shift()
        if not shift:
            return self.tr("Minus is earlier: for a camera whose clock was an hour fast, -1 h.")
        if not self._can_be_shifted(shift):
            return self.tr("No photo can have been taken so much earlier or later.")
        lines = [
            self.tr("{photo}: {before} → {after}").format(
                photo=wording.breakable(photo.path.name),
                before=wording.moment(photo.taken_at),
                after=wording.moment(photo.taken_at + shift),
            )
            for photo in self._photos[:PREVIEWED]
        ]
        if self._photo_count > PREVIEWED:
            more = self._photo_count - PREVIEWED
            lines.append(self.tr("and {photos} more").format(photos=wording.photo_count(more)))
        return "\n".join(lines)

    def _about_place(self) -> str:
        typed = self.place.text().strip()
        if not self.at_place.isChecked() or not typed:
            return ""
        if typed != self._looked_up.text:
            return self.tr("Looking…")
        place = self._looked_up.place
        return wording.said(self._looked_up.reason) if place is None else _place_text(place)


def _named(places: Sequence[Place]) -> list[tuple[Place, str]]:
    """Each once, by its name; where two have one name, or none has, positions tell them apart."""
    different = list(dict.fromkeys(places))
    names = {place: wording.place(place) for place in different}
    times = Counter(names.values())
    return [
        (place, name if name and times[name] == 1 else _place_text(place)) for place, name in names.items()
    ]


def _place_text(place: Place) -> str:
    if place.latitude is None or place.longitude is None:
        return ""
    position = wording.coordinates(place.latitude, place.longitude)
    return f"{wording.place(place)}, {position}" if place.name else position


def _spin_box(most: int, suffix: str, name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(-most, most)
    box.setSuffix(suffix)
    box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    box.setAccessibleName(name)
    return box


def _note(lines: int) -> QLabel:
    note = QLabel()
    note.setAlignment(Qt.AlignmentFlag.AlignTop)
    # Its room is kept, lest what stands below moves away under the mouse.
    policy = note.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    note.setSizePolicy(policy)
    note.setMinimumHeight(lines * note.fontMetrics().lineSpacing())
    note.setObjectName("quiet")
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.setWordWrap(True)
    return note


def _grid(box: QGroupBox) -> QGridLayout:
    grid = QGridLayout(box)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    return grid


def _align(*boxes: QGroupBox) -> None:
    """Gives the first columns of their grids one width."""
    grids = [grid for box in boxes if isinstance(grid := box.layout(), QGridLayout)]
    width = 0
    for grid in grids:
        for row in range(grid.rowCount()):
            first, second = (grid.itemAtPosition(row, column) for column in (0, 1))
            # One that stands for itself reaches into the other column.
            if first is not None and first is not second:
                width = max(width, first.sizeHint().width())
    for grid in grids:
        grid.setColumnMinimumWidth(0, width)


def _group(parent: QWidget, *buttons: QRadioButton) -> QButtonGroup:
    group = QButtonGroup(parent)
    for button in buttons:
        group.addButton(button)
    buttons[0].setChecked(True)
    return group
