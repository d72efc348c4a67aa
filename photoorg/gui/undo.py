"""What was done last is undone first, on the lane on which everything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from photoorg.changes import NoticeRaised
from photoorg.errors import UserInputError
from photoorg.gui.library_bridge import REFUSED, LibraryBridge, Track

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.errors import PhotoOrgError
    from photoorg.library.history import Step
    from photoorg.photo_library import PhotoLibrary

MOST_STEPS = 200


class Operation(Protocol):
    """Something that can be done to a library, and undone; both block."""

    def do(self, library: PhotoLibrary) -> Any:
        """Does it, the first time or again."""

    def undo(self, library: PhotoLibrary) -> None:
        """Makes everything as it was."""

    @property
    def can_be_undone(self) -> bool:
        """Whether, after it was done or could not be undone, there is anything to take back."""


class Recorded:
    """An operation on the catalogue, which notes by itself what was before."""

    def __init__(self, work: Callable[[PhotoLibrary], Any]) -> None:
        self._work = work
        self._step: Step | None = None

    def do(self, library: PhotoLibrary) -> Any:
        """Works the first time; later it makes everything as it was then."""
        if self._step is not None:
            self.undo(library)
            return None
        with library.history.recording() as recording:
            result = self._work(library)
        self._step = recording.step
        return result

    def undo(self, library: PhotoLibrary) -> None:
        """Takes back what was done last."""
        if self._step is not None:
            self._step = library.history.take_back(self._step)

    @property
    def can_be_undone(self) -> bool:
        """Whether anything was changed."""
        return bool(self._step)


class Command(QUndoCommand):
    """A step of the stack."""

    @property
    def is_stale(self) -> bool:
        """Whether there is nothing left that could be undone."""
        return self.isObsolete()


class _LibraryCommand(Command):
    """Carries an operation out in the background; the stack moves at once, and back where it fails."""

    def __init__(
        self,
        undo: Undo,
        text: str,
        operation: Operation,
        then: Callable[[Any], None],
        moved: Callable[[bool], None],
        notice: Callable[[Any], str],
        refused: Callable[[UserInputError], None] | None,
        named: Callable[[Any], str] | None,
    ) -> None:
        super().__init__(text)
        self._named = named
        self._undo = undo
        self._operation = operation
        self._then = then
        self._moved = moved
        self._notice = notice
        self._refused = refused
        self._was_done = False
        self._is_silent = False

    @property
    def was_done(self) -> bool:
        """Whether it has been done at least once."""
        return self._was_done

    @property
    def can_be_undone(self) -> bool:
        """Whether there is anything to take back, after it was done or could not be undone."""
        return self._operation.can_be_undone

    def refuse(self, error: PhotoOrgError) -> bool:
        """Asks the user for something else where what was asked for cannot be; returns whether it does."""
        if self._refused is None or self._was_done or not isinstance(error, UserInputError):
            return False
        self._refused(error)
        return True

    def move_silently(self, move: Callable[[], None]) -> None:
        """Moves the stack over this command, which does nothing."""
        self._is_silent = True
        move()
        self._is_silent = False

    def redo(self) -> None:
        if not (self._is_silent or self.isObsolete()):
            self._undo.submit(self, self._operation.do, self._on_done, is_undo=False)

    def undo(self) -> None:
        if not (self._is_silent or self.isObsolete()):
            self._undo.submit(self, self._operation.undo, lambda _: self._moved(False), is_undo=True)

    def _on_done(self, result: Any) -> None:
        if not self.can_be_undone:
            self.setObsolete(True)
        elif sentence := self._notice(result):
            self._undo.offer(self, sentence)
        self._moved(True)
        if not self._was_done:
            self._was_done = True
            if self._named is not None:
                self.setText(self._named(result))
                self._undo.changed.emit()
            self._then(result)


class Undo(QObject):
    """Runs operations and remembers them, for as long as the window is open.

    What was asked for is done in that order. An operation that fails is no part of the stack, and one that
    cannot be undone stays where it was, unless it never can be; a notice says why.

    Signals:
        changed(): there is something else to undo or redo.
        offered(NoticeRaised): something was done that may not have been meant; undoing it should be near.
    """

    changed = Signal()
    offered = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(MOST_STEPS)
        self._is_moving = False
        # What was asked for before everything was forgotten is no step any more when it is done.
        self._era = 0
        self._stack.indexChanged.connect(self.changed)
        self._stack.undoTextChanged.connect(self.changed)

    @property
    def undo_text(self) -> str:
        """What :meth:`undo` takes back, in words; "" for nothing."""
        return self._stack.undoText()

    @property
    def redo_text(self) -> str:
        """What :meth:`redo` does again, in words; "" for nothing."""
        return self._stack.redoText()

    @property
    def last(self) -> Command | None:
        """What :meth:`undo` takes back."""
        return self._command(self._stack.index() - 1)

    def run(
        self,
        text: str,
        work: Callable[[PhotoLibrary], Any],
        then: Callable[[Any], None] = lambda _: None,
        moved: Callable[[bool], None] = lambda _: None,
        notice: str = "",
        refused: Callable[[UserInputError], None] | None = None,
        named: Callable[[Any], str] | None = None,
    ) -> None:
        """Changes the catalogue.

        Args:
            text: what is done, as part of "Undo ...".
            then: called with what ``work`` returns.
            moved: called with True whenever it was done, with False whenever it was undone.
            notice: is shown, with a button to undo it, once it was done.
            refused: called, in place of any notice, where it cannot be done as it was asked for.
            named: what was done, as ``text``, by what ``work`` returned.
        """
        self.do(text, Recorded(work), then, moved, lambda _: notice, refused, named)

    def do(
        self,
        text: str,
        operation: Operation,
        then: Callable[[Any], None] = lambda _: None,
        moved: Callable[[bool], None] = lambda _: None,
        notice: Callable[[Any], str] = lambda _: "",
        refused: Callable[[UserInputError], None] | None = None,
        named: Callable[[Any], str] | None = None,
    ) -> None:
        """As :meth:`run`, for any operation; ``notice`` is given what it returned."""
        self.push(_LibraryCommand(self, text, operation, then, moved, notice, refused, named))

    def push(self, command: Command) -> None:
        """Does something and remembers it."""
        self._move(lambda: self._stack.push(command))

    def undo(self) -> None:
        """Takes back what was done last."""
        self.drop_stale()
        self._move(self._stack.undo)

    def redo(self) -> None:
        """Does again what was undone last."""
        self._move(self._stack.redo)

    def drop_stale(self) -> None:
        """Forgets what can be undone no more."""
        if self._is_moving:
            return
        while (command := self.last) is not None and command.is_stale:
            command.setObsolete(True)
            # The stack drops it.
            self._stack.undo()
        while (command := self._command(self._stack.index())) is not None and command.isObsolete():
            # The stack drops it without a word.
            self._stack.redo()
            self.changed.emit()

    def forget_all(self) -> None:
        """Nothing that was done until now can be taken back any more."""
        self._era += 1
        self._stack.clear()
        self.changed.emit()

    def offer(self, command: Command, sentence: str) -> None:
        """Something was done that may not have been meant; undoing it is offered while it was the last."""
        if self.last is command:
            self.offered.emit(NoticeRaised(sentence))

    def submit(
        self,
        command: _LibraryCommand,
        work: Callable[[PhotoLibrary], Any],
        then: Callable[[Any], None],
        *,
        is_undo: bool,
    ) -> None:
        """Runs the work of a command."""
        era = self._era

        def done(result: Any) -> None:
            if era != self._era:
                return
            self._bridge.notice_settled.emit(REFUSED)
            then(result)
            self.drop_stale()

        def failed(error: PhotoOrgError) -> None:
            if era != self._era:
                self._bridge.notice_raised.emit(NoticeRaised(error.problem, topic=REFUSED))
                return
            if not command.refuse(error):
                self._bridge.notice_raised.emit(NoticeRaised(error.problem, topic=REFUSED))
            self._move_back(command, was_undo=is_undo)

        self._bridge.run(Track.WRITES, work, done, failed)

    def _move_back(self, command: _LibraryCommand, *, was_undo: bool) -> None:
        index = self._stack.index()
        if was_undo and not command.can_be_undone:
            command.setObsolete(True)
        elif was_undo and self._command(index) is command:
            command.move_silently(self._stack.redo)
        elif not was_undo and command.was_done and self._command(index - 1) is command:
            command.move_silently(self._stack.undo)
        else:
            command.setObsolete(True)
        self.drop_stale()

    def _move(self, move: Callable[[], None]) -> None:
        self._is_moving = True
        try:
            move()
        finally:
            self._is_moving = False
        self.drop_stale()

    def _command(self, index: int) -> Command | None:
        command = self._stack.command(index) if 0 <= index < self._stack.count() else None
        assert command is None or isinstance(command, Command)
        return command
