"""Going on to the next photo by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from photoorg.gui import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

SECONDS_CHOICES = (3, 5, 10)
USUAL_SECONDS = 5


class Slideshow(QObject):
    """Says when the next photo is due: some seconds after the present one is whole on the screen, and not
    before the next one can be shown as a whole, too. Pauses while another window of the application is in
    front.

    Signals:
        step_due(): it is time for the next photo.
        changed(): it began, ended, was paused or goes on.

    Attributes:
        interval_ms: how long a photo is shown.
        speed_menu: the choice of it.
    """

    step_due = Signal()
    changed = Signal()

    def __init__(self, is_next_ready: Callable[[], bool], parent: QWidget) -> None:
        """``is_next_ready`` tells whether the next photo can be shown at once."""
        super().__init__(parent)
        self._screen = parent
        application = cast("QGuiApplication", QGuiApplication.instance())
        application.focusWindowChanged.connect(self._on_focus_window_changed)
        self._is_next_ready = is_next_ready
        self._running = False
        self._paused = False
        self._goes_on_when_back = False
        self._is_due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_over)
        self.interval_ms = USUAL_SECONDS * 1000
        self.speed_menu = QMenu(self.tr("Slideshow s&peed"), parent)
        choices = QActionGroup(self.speed_menu)
        self._choices: dict[int, QAction] = {}
        for seconds in SECONDS_CHOICES:
            action = QAction(wording.seconds(seconds), choices)
            action.setCheckable(True)
            action.setChecked(seconds == USUAL_SECONDS)
            action.triggered.connect(partial(self.set_interval, seconds * 1000))
            self.speed_menu.addAction(action)
            self._choices[seconds] = action

    @property
    def is_running(self) -> bool:
        """Whether there is a slideshow, paused or not."""
        return self._running

    @property
    def is_paused(self) -> bool:
        """Whether it stays at its photo until it is told to go on."""
        return self._running and self._paused

    def start(self) -> None:
        """Begins; the first step is due after :meth:`picture_shown`."""
        self._set(running=True, paused=False)

    def stop(self) -> None:
        """Ends, if it is running."""
        self._set(running=False, paused=False)

    def pause(self, *, until_back: bool = False) -> None:
        """Stays at its photo, if it is running, until it is told to go on or, with ``until_back``, what is
        about to be opened in front of it is closed again."""
        if self._running and not self._paused:
            self._goes_on_when_back = until_back
            self._set(running=True, paused=True)

    def flip_pause(self) -> None:
        """Pauses, or goes on."""
        self._goes_on_when_back = False
        self._set(running=self._running, paused=not self._paused)
        self.picture_shown()

    def choose(self, seconds: int) -> None:
        """One of ``SECONDS_CHOICES``, as from the menu."""
        self._choices[seconds].trigger()

    def set_interval(self, interval_ms: int) -> None:
        """Shows each photo for so long, the present one included."""
        self.interval_ms = interval_ms
        self.picture_changed()
        self.picture_shown()

    def picture_shown(self) -> None:
        """The present photo is whole on the screen: its time begins, unless it has already."""
        if self._running and not (self._paused or self._is_due or self._timer.isActive()):
            self._timer.start(self.interval_ms)

    def picture_changed(self) -> None:
        """Another photo is wanted, and not on the screen yet."""
        self._timer.stop()
        self._is_due = False

    def look(self) -> None:
        """Steps if that is due and possible; to be called whenever a picture has been loaded."""
        if self._is_due and self._is_next_ready():
            self.picture_changed()
            self.step_due.emit()

    def _on_focus_window_changed(self, focused: QWindow | None) -> None:
        # Whatever of ours was opened may be about the photo on the screen. Another program is not: on a
        # second screen, a slideshow goes on.
        if focused is None:
            return
        if focused is not self._screen.window().windowHandle():
            self.pause(until_back=True)
        elif self._goes_on_when_back and self._paused:
            self.flip_pause()

    def _on_time_over(self) -> None:
        self._is_due = True
        self.look()

    def _set(self, *, running: bool, paused: bool) -> None:
        if (running, paused) != (self._running, self._paused):
            self._running, self._paused = running, paused
            self.picture_changed()
            self.changed.emit()
