"""Moving photos to the trash of the system."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from photoorg.changes import NoticeRaised
from photoorg.errors import TrashError
from photoorg.gui import wording
from photoorg.gui.library_bridge import REFUSED, LibraryBridge, Track
from photoorg.gui.pages import TrashedPhotos

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from photoorg.gui.pages import Page
    from photoorg.gui.undo import Undo
    from photoorg.library.trash import Trashed, TrashPlan
    from photoorg.photo_library import PhotoLibrary


class _Trashing:
    """Files go to the trash, and come back from it; the operation of one step."""

    def __init__(self, photo_ids: tuple[int, ...]) -> None:
        self._photo_ids = photo_ids
        self._trashed: Trashed | None = None

    def do(self, library: PhotoLibrary) -> Trashed:
        self._trashed = library.trash.move(self._photo_ids)
        return self._trashed

    @property
    def can_be_undone(self) -> bool:
        return self._trashed is not None and bool(self._trashed.files)

    def undo(self, library: PhotoLibrary) -> None:
        if self._trashed is not None:
            self._trashed = library.trash.restore(self._trashed)
            if self._trashed.problem:
                raise TrashError(self._trashed.problem)


class _Restoring:
    """Files come back from the trash, on whatever day they went; the operation of one step."""

    def __init__(self, photo_ids: tuple[int, ...]) -> None:
        self._photo_ids = photo_ids
        self._restored: Trashed | None = None

    def do(self, library: PhotoLibrary) -> Trashed:
        restored = library.trash.restore_photos(self._photo_ids)
        if not restored.back:
            raise TrashError(restored.problem)
        self._restored = restored
        return restored

    @property
    def can_be_undone(self) -> bool:
        return self._restored is not None

    def undo(self, library: PhotoLibrary) -> None:
        if self._restored is not None:
            library.trash.move_again(self._restored)
            self._restored = None


class TrashActions(QObject):
    """Asks first, and says which files that is about; restores what is there."""

    def __init__(self, bridge: LibraryBridge, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._undo = undo
        self._window = window

    def ask(self, photo_ids: tuple[int, ...], leave: Callable[[tuple[int, ...]], None]) -> None:
        """Asks whether to move photos to the trash.

        Args:
            leave: leads away from the photos, once the answer is yes.
        """
        if photo_ids:
            self._bridge.run(
                Track.READS,
                lambda library: library.trash.plan(photo_ids),
                partial(self._on_planned, photo_ids, leave),
            )

    def show_page(self, page: Page) -> None:
        """Looks into the trash when its page is opened: the system, or somebody, may have emptied it."""
        if isinstance(page, TrashedPhotos):
            self._bridge.run(
                Track.WRITES, lambda library: library.trash.forget_what_is_gone(), lambda _: None
            )

    def restore(self, photo_ids: tuple[int, ...]) -> None:
        """Moves the files of photos back from the trash."""
        if photo_ids:
            photos = wording.photo_count(len(photo_ids))
            text = self.tr("restoring of {photos} from the trash").format(photos=photos)
            self._undo.do(text, _Restoring(photo_ids), notice=lambda restored: restored.problem)

    def _on_planned(
        self, photo_ids: tuple[int, ...], leave: Callable[[tuple[int, ...]], None], plan: TrashPlan
    ) -> None:
        if not plan.file_count:
            self._bridge.notice_raised.emit(NoticeRaised(self._about_nothing(plan), topic=REFUSED))
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self.tr("Move to trash"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        count = len(photo_ids) - plan.offline
        # One photo is named: another may look much like it.
        asked = f"“{plan.files[0].name}”" if count == 1 and plan.files else wording.photo_count(count)
        box.setText(self.tr("Move {photos} to the trash?").format(photos=asked))
        box.setInformativeText(self._details(plan))
        move = box.addButton(self.tr("Move to trash"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(move)
        move.clicked.connect(lambda: self._move(photo_ids, count, leave))
        box.open()

    def _move(self, photo_ids: tuple[int, ...], count: int, leave: Callable[[tuple[int, ...]], None]) -> None:
        leave(photo_ids)
        photos = wording.photo_count(count)
        text = self.tr("moving of {photos} to the trash").format(photos=photos)
        self._undo.do(text, _Trashing(photo_ids), notice=partial(self._about_moved, photos))

    def _about_moved(self, photos: str, trashed: Trashed) -> str:
        said = self.tr("In the trash: {photos}, {files}.").format(
            photos=photos, files=wording.file_count(len(trashed.files))
        )
        return " ".join(filter(None, (said, wording.said(trashed.problem))))

    def _details(self, plan: TrashPlan) -> str:
        parts = [wording.file_count(len(plan.files))]
        if plan.copies:
            text = self.tr("{files} ({copies} of them copies in other places)")
            parts[0] = text.format(files=parts[0], copies=wording.number(plan.copies))
        if plan.paired:
            parts.append(
                self.tr("{files} of the same shots (raw and JPEG)").format(
                    files=wording.file_count(len(plan.paired))
                )
            )
        if plan.sidecars:
            parts.append(
                self.tr("{files} beside them (sidecars, videos)").format(
                    files=wording.file_count(len(plan.sidecars))
                )
            )
        sentences = [self.tr("That is {parts}.").format(parts=", ".join(parts))]
        if plan.offline:
            sentences.append(
                self.tr("Left out, for their drive is not connected: {photos}.").format(
                    photos=wording.photo_count(plan.offline)
                )
            )
        sentences.append(self.tr("What you said about them is kept for the day they are restored."))
        return "\n".join(sentences)

    def _about_nothing(self, plan: TrashPlan) -> str:
        if plan.offline:
            return self.tr(
                "The drive of these photos is not connected, so they cannot be moved to the trash."
            )
        return self.tr("There is no file of these photos to move to the trash.")
