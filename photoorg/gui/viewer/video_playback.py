"""Playing the video of a motion or live photo."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTemporaryDir, QUrl, Signal

from photoorg.errors import PhotoUnreadable
from photoorg.gui import wording
from photoorg.gui.file_manager import open_file
from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from photoorg.errors import PhotoOrgError
    from photoorg.photo_library import PhotoLibrary

# Not part of PySide6-Essentials, and of no other use here than to play what is over in three seconds.
CAN_PLAY_HERE = find_spec("PySide6.QtMultimediaWidgets") is not None


def _read_video(photo_id: int, folder: Path, library: PhotoLibrary) -> Path:
    """The file to be played; one that lies in a photo is copied to ``folder``."""
    video = library.video(photo_id)
    if video is None:
        raise PhotoUnreadable(Sentence("its video is not where it should be"))
    if not video.start:
        return video.path
    copy = folder / f"{video.path.stem}.mp4"
    copy.write_bytes(video.read())
    return copy


class VideoPlayback(QObject):
    """Plays over the picture or, where Qt's multimedia are not installed, in the system's program.

    Signals:
        failed(str): why it does not.
    """

    failed = Signal(str)

    def __init__(self, bridge: LibraryBridge, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._bridge = bridge
        self._canvas = canvas
        self._request: Request | None = None
        self._folder: QTemporaryDir | None = None
        self._player: Any = None
        self._screen: Any = None

    def play(self, photo_id: int) -> None:
        """Plays the video of a photo once."""
        self.stop()
        # There until photoorg ends, for another program may play from it.
        self._folder = self._folder or QTemporaryDir()
        self._request = self._bridge.run(
            Track.PICTURES,
            partial(_read_video, photo_id, Path(self._folder.path())),
            self._on_read,
            self._on_failed,
        )

    def stop(self) -> None:
        """Has the picture back."""
        if self._request is not None:
            self._request.cancel()
        if self._player is not None:
            self._player.stop()
            self._screen.hide()

    def _on_read(self, video: Path) -> None:
        if not (CAN_PLAY_HERE and self._play_here(video)) and not open_file(video):
            self.failed.emit(self.tr("The system has no program for “{name}”.").format(name=video.name))

    def _on_failed(self, error: PhotoOrgError) -> None:
        self.stop()
        self.failed.emit(
            self.tr("This video cannot be played: {reason}.").format(reason=wording.problem(error))
        )

    def _play_here(self, video: Path) -> bool:
        """Begins to play; False where the system lacks what Qt's multimedia need."""
        try:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
            from PySide6.QtMultimediaWidgets import QVideoWidget
        except ImportError:
            return False

        if self._player is None:
            self._screen = QVideoWidget(self._canvas)
            self._player = QMediaPlayer(self)
            self._player.setVideoOutput(self._screen)
            self._player.setAudioOutput(QAudioOutput(self))
            self._player.mediaStatusChanged.connect(self._on_status_changed)
            self._player.errorOccurred.connect(lambda _, text: self._on_failed(PhotoUnreadable(text)))
            self._canvas.installEventFilter(self)
        self._screen.setGeometry(self._canvas.rect())
        self._screen.show()
        self._player.setSource(QUrl.fromLocalFile(str(video)))
        self._player.play()
        return True

    def _on_status_changed(self, status: Any) -> None:
        if status is type(status).EndOfMedia:
            self.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._screen.setGeometry(self._canvas.rect())
        return False
