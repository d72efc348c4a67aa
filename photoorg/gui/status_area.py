"""The line at the bottom: what is being indexed, how many photos there are, and zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSlider, QToolButton, QWidget

from photoorg.changes import Activity, PeopleProgress, Progress
from photoorg.gui import wording
from photoorg.gui.elided_label import ElidedLabel
from photoorg.gui.icon_label import IconLabel
from photoorg.gui.icons import icon
from photoorg.gui.photo_grid.justified_view import LARGEST_CELL_PX, SMALLEST_CELL_PX, USUAL_CELL_PX

ZOOM_ICON_PX = 14


class StatusArea(QFrame):
    """Progress with pause and resume, the number of photos, and the zoom slider.

    Signals:
        pause_chosen(bool): pause (True) or go on.
        zoom_chosen(int): side of a grid cell in logical pixels.
    """

    pause_chosen = Signal(bool)
    zoom_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusArea")
        self._paused = False
        self._progress: Progress | None = None
        self._people = PeopleProgress(0, 0)
        self._photos: int | None = None
        self._on_page: int | None = None
        self._selected = 0
        self._has_thumbnails = True
        self._activity = ElidedLabel(self.tr("Opening the library…"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._pause = QToolButton()
        self._pause.clicked.connect(self._on_pause_clicked)
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self._zoom = QSlider(Qt.Orientation.Horizontal)
        self._zoom.setRange(SMALLEST_CELL_PX, LARGEST_CELL_PX)
        self._zoom.setValue(USUAL_CELL_PX)
        self._zoom.setFixedWidth(120)
        self._zoom.setAccessibleName(self.tr("Size of thumbnails"))
        self._zoom.setToolTip(self.tr("Size of thumbnails (Ctrl+wheel)"))
        self._zoom.valueChanged.connect(self.zoom_chosen)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 14, 4)
        layout.setSpacing(10)
        layout.addWidget(self._activity)
        layout.addWidget(self._bar)
        layout.addWidget(self._pause)
        layout.addStretch()
        layout.addWidget(self._count)
        layout.addSpacing(8)
        self._zoom_widgets = (
            IconLabel(ZOOM_ICON_PX, "zoom-small"),
            self._zoom,
            IconLabel(ZOOM_ICON_PX, "zoom-large"),
        )
        for widget in self._zoom_widgets:
            layout.addWidget(widget)
        self.setMinimumHeight(38)
        self._bar.hide()
        self._pause.hide()

    @property
    def text(self) -> str:
        """The sentence about indexing."""
        return self._activity.text()

    @property
    def figures(self) -> str:
        """How many photos there are, and how many of those on the screen are selected."""
        return self._count.text()

    @property
    def pause_button(self) -> QToolButton:
        """Pauses and resumes."""
        return self._pause

    def show_progress(self, progress: Progress) -> None:
        """Shows how far indexing is."""
        self._progress = progress
        self._paused = progress.activity is Activity.PAUSED
        waits = progress.activity is Activity.WAITING
        busy = progress.activity not in (Activity.IDLE, Activity.PAUSED, Activity.WAITING)
        done, total = progress.done, progress.total
        if progress.activity is Activity.IDLE and self._people.total:
            # That is done when nothing else is.
            busy, done, total = True, self._people.done, self._people.total
        self._activity.setText(self._sentence(progress))
        self._bar.setVisible(busy)
        # A range of 0 to 0 shows a bar without an end: how many files there are is not known yet.
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._pause.setVisible(busy or waits or self._paused)
        self._pause.setIcon(icon("play" if self._paused else "pause"))
        label = self.tr("Go on with indexing") if self._paused else self.tr("Pause indexing")
        self._pause.setToolTip(label)
        self._pause.setAccessibleName(label)

    def show_people(self, people: PeopleProgress) -> None:
        """Shows how far looking for people and pets is."""
        self._people = people
        if self._progress is not None:
            self.show_progress(self._progress)

    def show_count(self, count: int) -> None:
        """Shows how many photos the library has, where the page is none of photos."""
        self._photos = count
        self._show_figures()

    def show_page(self, count: int | None) -> None:
        """Shows how many photos the page has; None for a page of other things, or one that is being read."""
        self._on_page = count
        self._show_figures()

    def show_selected(self, count: int) -> None:
        """Shows how many photos are selected."""
        self._selected = count
        self._show_figures()

    def show_zoom(self, cell_px: int) -> None:
        """Moves the slider to where the grid is."""
        self._zoom.setValue(cell_px)

    def follow_page(self, has_thumbnails: bool) -> None:
        """Shows the slider, and how many photos are selected, only where there are thumbnails."""
        self._has_thumbnails = has_thumbnails
        for widget in self._zoom_widgets:
            widget.setVisible(has_thumbnails)
        self._show_figures()

    def show_sentence(self, text: str) -> None:
        """Says something in place of the progress."""
        self._activity.setText(text)

    def _show_figures(self) -> None:
        count = self._photos if self._on_page is None else self._on_page
        # Why a page has none stands in its middle.
        parts = [wording.photo_count(count)] if count else []
        if self._selected and self._has_thumbnails:
            selected = self.tr("{count} selected", None, self._selected)
            parts.insert(0, selected.format(count=wording.number(self._selected)))
        self._count.setText(" · ".join(parts))

    def _sentence(self, progress: Progress) -> str:
        match progress.activity:
            case Activity.IDLE if self._people.total:
                done, total = wording.number(self._people.done), wording.number(self._people.total)
                return self.tr("Looking for people and pets: {done} of {total}").format(
                    done=done, total=total
                )
            case Activity.IDLE:
                return self.tr("Up to date")
            case Activity.PAUSED:
                return self.tr("Indexing is paused")
            case Activity.WAITING:
                return self.tr("Waiting until the computer is idle")
            case Activity.SCANNING:
                return self.tr("Looking for photos…")
            case Activity.DESCRIBING | Activity.PREPARING:
                done, total = wording.number(progress.done), wording.number(progress.total)
                if progress.activity is Activity.DESCRIBING:
                    sentence = self.tr("Looking at photos: {done} of {total}").format(done=done, total=total)
                else:
                    model = wording.model_name(progress.model)
                    sentence = self.tr("Preparing {model}: {done} of {total}").format(
                        model=model, done=done, total=total
                    )
                parts = [sentence]
                if progress.photos_per_s > 0:
                    rate = wording.rate(progress.photos_per_s)
                    parts.append(self.tr("{rate} a second").format(rate=rate))
                if progress.seconds_left is not None:
                    left = wording.duration(progress.seconds_left)
                    parts.append(self.tr("{duration} left").format(duration=left))
                return " · ".join(parts)

    def _on_pause_clicked(self) -> None:
        self.pause_chosen.emit(not self._paused)
