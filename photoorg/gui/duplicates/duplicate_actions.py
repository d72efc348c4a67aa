"""What the user decides about duplicates, each a step that can be undone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox

from photoorg.changes import NoticeRaised
from photoorg.errors import TrashError
from photoorg.gui import wording
from photoorg.gui.library_bridge import REFUSED, LibraryBridge, Track

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from photoorg.albums.duplicates.duplicates import Choice, PhotoGroup, Resolved
    from photoorg.gui.undo import Undo
    from photoorg.library.trash import TrashPlan
    from photoorg.photo_library import PhotoLibrary


class _Resolving:
    """One is kept, the rest goes to the trash; the operation of one step."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        self._choices = choices
        self._resolved: Resolved | None = None

    def do(self, library: PhotoLibrary) -> Resolved:
        self._resolved = library.duplicates.resolve(self._choices)
        return self._resolved

    @property
    def can_be_undone(self) -> bool:
        resolved = self._resolved
        return resolved is not None and bool(resolved.trashed.files or resolved.step)

    def undo(self, library: PhotoLibrary) -> None:
        if self._resolved is not None:
            self._resolved = library.duplicates.take_back(self._resolved)
            if self._resolved.trashed.problem:
                raise TrashError(self._resolved.trashed.problem)


class DuplicateActions(QObject):
    """Asks before anything is moved, and says how many files that is.

    Signals:
        changed(): something was settled, or taken back.
        came_back(tuple[str, ...]): what was settled about these groups was taken back.
        decided(tuple[str, ...]): these groups are about to go.
    """

    changed = Signal()
    came_back = Signal(object)
    decided = Signal(object)

    def __init__(self, bridge: LibraryBridge, undo: Undo, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._undo = undo
        self._parent = parent

    def ask_to_resolve(self, choice: Choice) -> None:
        """Asks whether to move the rest of a group to the trash."""
        self._bridge.run(
            Track.READS,
            lambda library: library.duplicates.plan([choice]),
            partial(self._on_planned, (choice,)),
        )

    def ask_to_resolve_all(self, groups: tuple[PhotoGroup, ...]) -> None:
        """Asks whether to keep the best of each group, and to move the rest to the trash."""

        def plan(library: PhotoLibrary) -> tuple[tuple[Choice, ...], TrashPlan]:
            choices = tuple(library.duplicates.proposal(group) for group in groups)
            return choices, library.duplicates.plan(choices)

        if groups:
            self._bridge.run(Track.READS, plan, lambda planned: self._on_planned(*planned))

    def dismiss(self, group: PhotoGroup, *, are_copies: bool) -> None:
        """Keeps all of a group, which is not listed again."""
        text = self.tr("keeping all") if are_copies else self.tr("“no copies”")
        self.decided.emit((group.id,))
        self._undo.run(
            text,
            lambda library: library.duplicates.dismiss(group, are_copies=are_copies),
            moved=partial(self._on_moved, (group.id,)),
            notice=self.tr("All of them stay. They are not listed again."),
        )

    def stack(self, choice: Choice) -> None:
        """Keeps all of a group, the first that was chosen on top of the others."""
        self.decided.emit((choice.group.id,))
        photos = wording.photo_count(len(choice.group.photo_ids))
        self._undo.run(
            self.tr("stacking of {photos}").format(photos=photos),
            lambda library: library.duplicates.stack(choice),
            moved=lambda _: self.changed.emit(),
            notice=self.tr("Stacked: {photos}. All of them stay.").format(photos=photos),
        )

    def _on_planned(self, choices: tuple[Choice, ...], plan: TrashPlan) -> None:
        if not plan.file_count:
            self._bridge.notice_raised.emit(NoticeRaised(self._about_nothing(plan), topic=REFUSED))
            return
        box = QMessageBox(self._parent.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self.tr("Move to trash"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        files = wording.file_count(plan.file_count)
        box.setText(self.tr("Move {files} to the trash?").format(files=files))
        box.setInformativeText(self._details(choices, plan))
        move = box.addButton(self.tr("Move to trash"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(move)
        move.clicked.connect(lambda: self._resolve(choices))
        box.open()

    def _resolve(self, choices: tuple[Choice, ...]) -> None:
        group_ids = tuple(choice.group.id for choice in choices)
        self.decided.emit(group_ids)
        text = self.tr("moving of duplicates to the trash")
        self._undo.do(
            text, _Resolving(choices), moved=partial(self._on_moved, group_ids), notice=self._about_moved
        )

    def _on_moved(self, group_ids: tuple[str, ...], is_done: bool) -> None:
        if not is_done:
            self.came_back.emit(group_ids)
        self.changed.emit()

    def _about_moved(self, resolved: Resolved) -> str:
        said = self.tr("In the trash: {files}.").format(files=wording.file_count(len(resolved.trashed.files)))
        return " ".join(filter(None, (said, wording.said(resolved.trashed.problem))))

    def _details(self, choices: tuple[Choice, ...], plan: TrashPlan) -> str:
        sentences = []
        if len(choices) > 1:
            text = self.tr("The best one of each of {count} groups stays.")
            sentences.append(text.format(count=wording.number(len(choices))))
        else:
            # Files of one photo are often called alike: their folders tell them apart.
            are_alike = choices[0].place is not None or len({path.name for path in plan.files}) < len(
                plan.files
            )
            names = [str(Path(*path.parts[-2:])) if are_alike else path.name for path in plan.files[:3]]
            more = len(plan.files) - len(names)
            text = self.tr("{names} and {count} more") if more else "{names}"
            sentences.append(text.format(names=", ".join(names), count=wording.number(more)))
        beside = len(plan.paired) + len(plan.sidecars)
        if beside:
            text = self.tr("{files} of these lie beside them (raw files, sidecars, videos).")
            sentences.append(text.format(files=wording.file_count(beside)))
        if plan.offline:
            text = self.tr("Left out, for their drive is not connected: {photos}.")
            sentences.append(text.format(photos=wording.photo_count(plan.offline)))
        if any(choice.place is None for choice in choices):
            sentences.append(
                self.tr(
                    "Tags, stars, albums, titles and names of those that go are kept by the one that stays."
                )
            )
        return "\n".join(sentences)

    def _about_nothing(self, plan: TrashPlan) -> str:
        if plan.offline:
            return self.tr("The drive of the others is not connected, so they cannot be moved to the trash.")
        return self.tr("There is nothing to move to the trash.")
