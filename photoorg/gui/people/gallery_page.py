"""The page of all people and pets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.message_page import MessagePage
from photoorg.gui.people.being_cards import STRANGERS, BeingCards, Card, card_of
from photoorg.gui.people.gallery import KINDS, Gallery
from photoorg.gui.people.people_choice import PeopleChoice
from photoorg.gui.people.record_model import RecordRole
from photoorg.gui.scrolling import scrolling
from photoorg.library.beings.records import PERSON, PET

if TYPE_CHECKING:
    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.gui.people.people_actions import PeopleActions

# Between a card and the edge of what is scrolled, where the keyboard goes to it.
SCROLL_MARGIN_PX = 20


class GalleryPage(QWidget):
    """Cards in sections; who is ignored waits behind a link.

    Signals:
        opened(int): a being.
        strangers_wanted(str): those of a kind that are like no other.
        named(int, str): a name was typed for a being.
        merge_wanted(int, tuple[int, ...]): others were dragged onto a being.
        merge_asked(int): somebody is to be chosen whom this being is.
        photos_wanted(int): the photos of a being.
        questions_wanted(): the user wants to be asked.
        choice_made(bool): whether people and pets are to be looked for.
    """

    opened = Signal(int)
    strangers_wanted = Signal(str)
    named = Signal(int, str)
    merge_wanted = Signal(int, object)
    merge_asked = Signal(int)
    photos_wanted = Signal(int)
    questions_wanted = Signal()
    choice_made = Signal(bool)

    def __init__(self, actions: PeopleActions, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._gallery: Gallery | None = None
        # Who will be there again when the gallery is read next.
        self._returning: tuple[int, ...] = ()
        self._progress = ""
        self.message = MessagePage()
        self.find_button = self.message.add_button(
            self.tr("Find people and pets"), lambda: self.choice_made.emit(True)
        )
        self.choice = PeopleChoice()
        self.choice.chosen.connect(self.choice_made)
        self.cards = {
            PERSON: BeingCards(crops, self.tr("People")),
            PET: BeingCards(crops, self.tr("Pets")),
        }
        self.ignored = BeingCards(crops, self.tr("Ignored"))
        self._headings = {PERSON: self._heading(self.tr("People")), PET: self._heading(self.tr("Pets"))}
        self.ignored_button = QPushButton()
        self.ignored_button.setObjectName("link")
        self.ignored_button.setCheckable(True)
        self.ignored_button.toggled.connect(lambda _: self._show_ignored())
        self._build()
        for kind, cards in self.cards.items():
            cards.opened.connect(partial(self._on_opened, kind))
            cards.merge_wanted.connect(self.merge_wanted)
        for cards in (*self.cards.values(), self.ignored):
            cards.named.connect(self.named)
            cards.menu_wanted.connect(partial(self._show_menu, cards))
            cards.moved_to.connect(partial(self._scroll_to, cards))
            cards.ignore_wanted.connect(partial(self._actions.ignore, ignored=cards is not self.ignored))
        self.ignored.opened.connect(self.opened)
        self.ignored.viewport().setAcceptDrops(False)

    def show_gallery(self, gallery: Gallery) -> None:
        """Shows who there is."""
        self._gallery = gallery
        had_focus = any(cards.hasFocus() for cards in (*self.cards.values(), self.ignored))
        for kind, cards in self.cards.items():
            shown = [card_of(being) for being in gallery.shown(kind)]
            strangers = gallery.strangers[kind]
            if strangers.cover is not None:
                shown.append(Card(STRANGERS, "", strangers.count, strangers.cover.id, is_strangers=True))
            cards.show_cards(shown, gallery.names(kind))
            self._headings[kind].setVisible(bool(shown))
        self._show_ignored()
        self._go_to_returned(gallery, had_focus)
        # There before the first question, which would push the cards away from under the pointer.
        has_cards = any(cards.cards.records for cards in self.cards.values())
        self.questions_bar.setVisible(bool(gallery.questions) or (has_cards and gallery.wanted == "on"))
        self.questions_button.setEnabled(bool(gallery.questions))
        asked = [
            wording.region_count(gallery.questions[kind], kind) for kind in KINDS if kind in gallery.questions
        ]
        text = self.tr("{faces} may belong to somebody whom you named.").format(faces=", ".join(asked))
        nobody = self.tr("photoorg asks here about whom it is not sure of.")
        self._questions_text.setText(text if asked else nobody)
        self.choice.show_wanted(gallery.wanted)
        self.choice.setVisible(gallery.wanted == "ask")
        self.off_bar.setVisible(gallery.wanted == "off")
        self._show_state()

    def follow(self, being_id: int, into: int) -> None:
        """Somebody is one with somebody else: the keyboard goes there with the card, not to the next one."""
        for cards in self.cards.values():
            card = cards.currentIndex().data(RecordRole)
            if card is not None and card.id == being_id and (row := cards.cards.row_of(into)) >= 0:
                cards.go_to(row)

    def await_return(self, being_ids: tuple[int, ...]) -> None:
        """Beings will be there again: the keyboard goes to the first of them then."""
        self._returning = being_ids

    def show_progress(self, done: int, total: int) -> None:
        """How far looking for them is; 0 and 0 while it rests."""
        self._progress = ""
        if total:
            text = self.tr("{done} of {photos} looked through.")
            self._progress = text.format(done=wording.number(done), photos=wording.photo_count(total))
        self._show_state()

    def select_all(self) -> None:
        """Selects the cards of the section that has the focus, or of the first one."""
        views = [cards for cards in (*self.cards.values(), self.ignored) if cards.isVisible()]
        focused = [cards for cards in views if cards.hasFocus()]
        for cards in (focused or views)[:1]:
            cards.selectAll()
            cards.setFocus()

    def take_focus(self) -> None:
        """Gives the focus to the cards."""
        for cards in self.cards.values():
            if cards.cards.records:
                cards.setFocus()
                return
        self.setFocus()

    # --- parts ---

    def _build(self) -> None:
        self._questions_text = QLabel()
        self._questions_text.setTextFormat(Qt.TextFormat.PlainText)
        self._questions_text.setWordWrap(True)
        self.questions_button = QPushButton(self.tr("Answer…"))
        self.questions_button.clicked.connect(self.questions_wanted)
        self.questions_bar = QFrame()
        self.questions_bar.setObjectName("peopleBar")
        bar = QHBoxLayout(self.questions_bar)
        bar.setContentsMargins(14, 8, 10, 8)
        bar.addWidget(self._questions_text, 1)
        bar.addWidget(self.questions_button)
        off_text = QLabel(self.tr("New photos are not looked through for people and pets."))
        off_text.setObjectName("quiet")
        off_text.setWordWrap(True)
        self.on_button = QPushButton(self.tr("Find people and pets"))
        self.on_button.clicked.connect(lambda: self.choice_made.emit(True))
        self.off_bar = QFrame()
        self.off_bar.setObjectName("peopleBar")
        off_layout = QHBoxLayout(self.off_bar)
        off_layout.setContentsMargins(14, 8, 10, 8)
        off_layout.addWidget(off_text, 1)
        off_layout.addWidget(self.on_button)
        self._body = QWidget()
        self._body.setObjectName("peopleBody")
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(14, 10, 14, 14)
        layout.setSpacing(6)
        layout.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.questions_bar)
        for kind in KINDS:
            layout.addWidget(self._headings[kind])
            layout.addWidget(self.cards[kind])
        layout.addWidget(self.off_bar)
        layout.addWidget(self.ignored_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.ignored)
        layout.addStretch()
        self._scroll = scrolling(self._body)
        self._scroll.setObjectName("people")
        self._waiting = QWidget()
        # Nobody is there, and the question is all there is to see.
        self._alone = QWidget()
        inner = QWidget()
        QVBoxLayout(self._alone).addWidget(scrolling(inner))
        alone = QVBoxLayout(inner)
        self.first_choice = PeopleChoice()
        self.first_choice.chosen.connect(self.choice_made)
        alone.addStretch(2)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.first_choice, 1000)
        row.addStretch()
        alone.addLayout(row)
        alone.addStretch(3)
        self._alone.setObjectName("emptyState")
        self._alone.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for widget in (self._waiting, self._scroll, self.message, self._alone):
            self._stack.addWidget(widget)

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName("emptyTitle")
        label.setContentsMargins(8, 8, 0, 0)
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        label.setFont(font)
        return label

    def _show_ignored(self) -> None:
        ignored = [] if self._gallery is None else self._gallery.ignored
        self.ignored_button.setVisible(bool(ignored))
        is_open = self.ignored_button.isChecked()
        text = self.tr("Hide ignored ({count})") if is_open else self.tr("Show ignored ({count})")
        self.ignored_button.setText(text.format(count=wording.number(len(ignored))))
        self.ignored.show_cards([card_of(being) for being in ignored] if is_open else [], ())

    def _go_to_returned(self, gallery: Gallery, had_focus: bool) -> None:
        if any(gallery.being(being_id) is not None for being_id in self._returning):
            for cards in self.cards.values():
                rows = [row for row in map(cards.cards.row_of, self._returning) if row >= 0]
                if rows:
                    cards.go_to(rows[0])
                    if had_focus:
                        cards.setFocus()
                    break
            self._returning = ()
        if had_focus and not any(cards.hasFocus() for cards in (*self.cards.values(), self.ignored)):
            # A section went with its last card.
            self.take_focus()

    def _show_state(self) -> None:
        gallery = self._gallery
        if gallery is None:
            return
        is_anybody_there = bool(gallery.beings) or any(
            strangers.count for strangers in gallery.strangers.values()
        )
        self.find_button.setVisible(gallery.wanted == "off")
        if is_anybody_there:
            self._stack.setCurrentWidget(self._scroll)
        elif gallery.wanted == "ask":
            self._stack.setCurrentWidget(self._alone)
        else:
            self._explain(gallery)
            self._stack.setCurrentWidget(self.message)

    def _explain(self, gallery: Gallery) -> None:
        if gallery.wanted == "off":
            self.message.say(
                "people",
                self.tr("People and pets are not looked for"),
                self.tr("Nothing is known of who is on your photos."),
            )
        elif gallery.waiting:
            self.message.say(
                "people",
                self.tr("Still looking for people and pets…"),
                self._progress or self.tr("They appear here one after the other."),
            )
        else:
            self.message.say(
                "people",
                self.tr("Nobody was found yet"),
                self.tr("Faces and animals appear here when photos show some."),
            )

    # --- reacting ---

    def _on_opened(self, kind: str, card_id: int) -> None:
        if card_id == STRANGERS:
            self.strangers_wanted.emit(kind)
        else:
            self.opened.emit(card_id)

    def _scroll_to(self, cards: BeingCards, place: QRect) -> None:
        if not cards.hasFocus():
            return
        for corner in (place.topLeft(), place.bottomRight()):
            at = cards.viewport().mapTo(self._body, corner)
            self._scroll.ensureVisible(at.x(), at.y(), 0, SCROLL_MARGIN_PX)

    def _show_menu(self, cards: BeingCards, at: QPoint) -> None:
        beings, gallery = cards.selected_beings, self._gallery
        if not beings or gallery is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = beings[0]
        if len(beings) == 1:
            menu.addAction(self.tr("Open"), lambda: self.opened.emit(first))
            menu.addAction(self.tr("Name…\tF2"), lambda: cards.edit_name(first))
            menu.addAction(self.tr("Show all photos"), lambda: self.photos_wanted.emit(first))
            menu.addAction(self.tr("Merge with…"), lambda: self.merge_asked.emit(first))
        elif cards is not self.ignored:
            menu.addAction(self.tr("These are one: merge"), lambda: self.merge_wanted.emit(first, beings[1:]))
        menu.addSeparator()
        if cards is self.ignored:
            menu.addAction(self.tr("Show again\tDel"), lambda: self._actions.ignore(beings, False))
        else:
            menu.addAction(self.tr("Ignore\tDel"), lambda: self._actions.ignore(beings))
        menu.popup(at)
