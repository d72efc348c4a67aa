"""Is this Anna? One question at a time, answered by a key or a click."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.message_page import MessagePage
from photoorg.gui.people.being_name import being_name
from photoorg.gui.people.crop_loader import CropLoader, render_crop
from photoorg.gui.people.name_question import BeingPicture
from photoorg.gui.people.questions import Question, read_questions
from photoorg.gui.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from photoorg.errors import PhotoOrgError
    from photoorg.gui.people.people_actions import PeopleActions

LARGE_PX = 216
SMALL_PX = 96
MOST_OF_GROUP = 4


class QuestionPage(QFrame):
    """Shows what is asked beside who it may be.

    Signals:
        photo_wanted(int): the photo of what is asked about.
        done(): the user has enough of it.
    """

    photo_wanted = Signal(int)
    done = Signal()

    def __init__(
        self, bridge: LibraryBridge, actions: PeopleActions, crops: CropLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._bridge = bridge
        self._actions = actions
        self._small_crops = crops
        # Sharp also where a logical pixel has four of the screen.
        self.crops = CropLoader(bridge, self, partial(render_crop, side_px=2 * LARGE_PX), meanwhile=crops)
        self._being_id: int | None = None
        self._questions: list[Question] = []
        self._at = 0
        # Asked again though nobody may be suggested until everybody is worked out anew.
        self._taken_back: set[int] = set()
        self._request: Request | None = None
        self.message = MessagePage()
        self.message.add_button(self.tr("Back"), self.done.emit, primary=True)
        self._build()

    @property
    def question(self) -> Question | None:
        """The one on the screen."""
        return self._questions[self._at] if self._at < len(self._questions) else None

    def ask(self, being_id: int | None) -> None:
        """Begins with the questions about one being, or all."""
        self._being_id = being_id
        self._questions, self._at = [], 0
        self._taken_back.clear()
        self._stack.setCurrentWidget(self._waiting)
        self.refresh()

    def refresh(self) -> None:
        """Drops what is no question any more, and takes up what is new, behind the rest."""
        if self._request is not None:
            self._request.cancel()
        self._request = self._bridge.run(
            Track.RECORDS, partial(read_questions, self._being_id), self._on_read, self._on_failed
        )

    def answer(self, is_it: bool) -> None:
        """Yes or no, for all that is asked about."""
        question, at = self.question, self._at
        if question is None:
            return
        self._taken_back.discard(question.regions[0].id)

        def moved(is_done: bool) -> None:
            if not is_done and question in self._questions:
                self._taken_back.add(question.regions[0].id)
                self._at = self._questions.index(question)
                self._show()

        if not is_it:
            self._actions.reject(question.region_ids, question.being, moved)
        elif question.group_id is not None:
            self._actions.join(question.group_id, question.being, moved)
        else:
            self._actions.assign(question.region_ids, question.being, moved)
        self._at = at + 1
        self._show()

    def skip(self) -> None:
        """Goes on without an answer."""
        if self.question is not None:
            self._at += 1
            self._show()

    def _build(self) -> None:
        self._progress = QLabel()
        self._progress.setObjectName("quiet")
        self._asked = BeingPicture(self.crops, LARGE_PX)
        self._known = BeingPicture(self.crops, LARGE_PX)
        self._more = [BeingPicture(self._small_crops, SMALL_PX) for _ in range(MOST_OF_GROUP - 1)]
        self._caption = QLabel()
        self._caption.setObjectName("quiet")
        self._title = QLabel()
        self._title.setObjectName("emptyTitle")
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        self._title.setFont(font)
        for label in (self._progress, self._caption, self._title):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.yes_button = self._button(self.tr("Yes (Y)"), lambda: self.answer(True))
        self.no_button = self._button(self.tr("No (N)"), lambda: self.answer(False))
        self.skip_button = self._button(self.tr("Skip (S)"), self.skip)
        self.photo_button = self._button(self.tr("Show photo (P)"), self._show_photo)
        for button in (self.photo_button, self.skip_button):
            button.setObjectName("link")
        pictures = QHBoxLayout()
        pictures.setSpacing(28)
        pictures.addStretch()
        pictures.addWidget(self._asked)
        pictures.addWidget(self._known)
        pictures.addStretch()
        more = QHBoxLayout()
        more.addStretch()
        for picture in self._more:
            more.addWidget(picture)
        more.addStretch()
        answers, further = QHBoxLayout(), QHBoxLayout()
        for row, buttons in (
            (answers, (self.yes_button, self.no_button)),
            (further, (self.skip_button, self.photo_button)),
        ):
            row.setSpacing(14)
            row.addStretch()
            for button in buttons:
                row.addWidget(button)
            row.addStretch()
        for button in (self.yes_button, self.no_button):
            button.setMinimumWidth(150)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self._progress)
        layout.addLayout(pictures)
        layout.addLayout(more)
        layout.addWidget(self._title)
        layout.addWidget(self._caption)
        layout.addLayout(answers)
        layout.addLayout(further)
        layout.addStretch(2)
        self._body, self._waiting = scrolling(body), QWidget()
        self._stack = QStackedLayout(self)
        for widget in (self._waiting, self._body, self.message):
            self._stack.addWidget(widget)

    def _button(self, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(slot)
        return button

    def _on_read(self, questions: list[Question]) -> None:
        still = {about: question for question in questions for about in question.about}
        passed, coming = self._questions[: self._at], list[Question]()
        # Groups come apart and together by what is said: nothing is asked, or counted, twice.
        asked = {about for question in passed for about in question.about}
        for one in (*self._questions[self._at :], *questions):
            is_back = one.regions[0].id in self._taken_back
            question = still.get(one.about[0], one if is_back else None)
            if question is not None and asked.isdisjoint(question.about):
                coming.append(question)
                asked.update(question.about)
        self._questions = passed + coming
        self._show()

    def _on_failed(self, _error: PhotoOrgError) -> None:
        # The one they are about is no more.
        self.done.emit()

    def _show(self) -> None:
        question = self.question
        if question is None:
            title = self.tr("That was all for now") if self._questions else self.tr("There is nothing to ask")
            self.message.say(
                "check", title, self.tr("New questions come as photos come, and as you give names.")
            )
            self._stack.setCurrentWidget(self.message)
            self.message.setFocus()
            return
        for coming in self._questions[self._at + 1 : self._at + 2]:
            # So that nobody waits for the picture after an answer.
            self.crops.pixmap(coming.regions[0].id)
        count = len(question.regions)
        self._progress.setText(
            self.tr("{number} of {count}").format(
                number=wording.number(self._at + 1), count=wording.number(len(self._questions))
            )
        )
        self._asked.show_region(question.regions[0].id)
        self._known.show_region(question.being.cover_id)
        for place, picture in enumerate(self._more, 1):
            picture.setVisible(place < count)
            picture.show_region(question.regions[place].id if place < count else None)
        self._title.setText(self.tr("Is this {name}?").format(name=being_name(question.being.name)))
        self._caption.setText(
            self.tr("The answer counts for {faces} that are alike.").format(
                faces=wording.region_count(count, question.being.kind)
            )
        )
        self._caption.setVisible(count > 1)
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._stack.setCurrentWidget(self._body)
        if not had_focus or self.focusWidget() is None:
            self.setFocus()

    def _show_photo(self) -> None:
        if self.question is not None:
            self.photo_wanted.emit(self.question.regions[0].photo_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = {
            Qt.Key.Key_Y: lambda: self.answer(True),
            Qt.Key.Key_N: lambda: self.answer(False),
            Qt.Key.Key_S: self.skip,
            Qt.Key.Key_P: self._show_photo,
        }.get(Qt.Key(event.key()))
        if act is None or self.question is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            act()
