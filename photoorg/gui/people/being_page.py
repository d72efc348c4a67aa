"""The page of one person or pet, and that of those who are like no other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.breadcrumb import shortened
from photoorg.gui.flow_layout import FlowLayout, keep_height_for_width
from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.pages import Alone, OneBeing
from photoorg.gui.people.being_name import being_name
from photoorg.gui.people.face_grid import FaceGrid
from photoorg.gui.people.gallery import MOST_STRANGERS
from photoorg.gui.people.name_field import NameField
from photoorg.gui.people.name_question import BeingPicture
from photoorg.library.beings.records import PERSON

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from photoorg.errors import PhotoOrgError
    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.gui.people.gallery import Gallery
    from photoorg.gui.people.people_actions import PeopleActions
    from photoorg.library.beings.records import Being, Region
    from photoorg.photo_library import PhotoLibrary

PICTURE_PX = 72
LEAST_HEIGHT_PX = 300


@dataclass(frozen=True, slots=True)
class Faces:
    """What a page shows.

    Attributes:
        being: None for those who are like no other.
        questions: how many faces may be the being, too.
    """

    being: Being | None
    regions: tuple[Region, ...]
    questions: int = 0


def read_faces(page: OneBeing | Alone, library: PhotoLibrary) -> Faces:
    """Asks the library where somebody is seen (blocking). Raises UserInputError for an unknown being."""
    people = library.people
    if isinstance(page, Alone):
        return Faces(None, tuple(people.alone(page.kind, MOST_STRANGERS)))
    being = people.get(page.being_id)
    return Faces(being, tuple(people.regions(being.id)), len(people.suggestions(being.id)))


class BeingPage(QWidget):
    """Who it is, and every face or animal that is taken for it, the most doubtful first.

    Signals:
        named(int, str): a name was typed for a being.
        birthday_asked(Being): the user wants to say when somebody was born.
        merge_asked(int): somebody is to be chosen whom this being is.
        who_asked(tuple[Region, ...]): somebody is to be chosen whom these regions show.
        photos_wanted(int): the photos of a being.
        photo_wanted(int, tuple[int, ...]): a photo in large, among these.
        questions_wanted(int): the user wants to be asked about a being.
        read(Being): what is known of the being now.
        gone(): there is no such being any more.
    """

    named = Signal(int, str)
    birthday_asked = Signal(object)
    merge_asked = Signal(int)
    who_asked = Signal(object)
    photos_wanted = Signal(int)
    photo_wanted = Signal(int, object)
    questions_wanted = Signal(int)
    read = Signal(object)
    gone = Signal()

    def __init__(
        self, bridge: LibraryBridge, actions: PeopleActions, crops: CropLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._actions = actions
        self._page: OneBeing | Alone | None = None
        self._faces: Faces | None = None
        self._request: Request | None = None
        self._picture = BeingPicture(crops, PICTURE_PX)
        self.name = NameField()
        self.faces = FaceGrid(crops)
        self._build()
        self.name.named.connect(self._on_named)
        self.name.left.connect(self.faces.setFocus)
        self.faces.selected_changed.connect(self._show_selected)
        self.faces.photo_wanted.connect(self._show_photo_of)
        self.faces.menu_wanted.connect(self._show_menu)

    @property
    def being(self) -> Being | None:
        """Who is on the screen; None for nobody yet, and for those who are like no other."""
        return None if self._faces is None else self._faces.being

    def show_page(self, page: OneBeing | Alone) -> None:
        """Shows somebody else."""
        if page != self._page:
            self._page, self._faces = page, None
            self.faces.show_faces([])
            self.faces.scrollToTop()
            self._header.setEnabled(False)
            self._picture.show_region(None)
            self.name.show_being(page.name if isinstance(page, OneBeing) else "", is_another=True)
        self.refresh()

    def leave(self) -> None:
        """Another page is on the screen: whoever comes back finds nothing selected."""
        self.faces.clearSelection()

    def refresh(self) -> None:
        """Reads again."""
        if self._page is None:
            return
        if self._request is not None:
            self._request.cancel()
        self._request = self._bridge.run(
            Track.RECORDS, partial(read_faces, self._page), self._on_read, self._on_failed
        )

    def know(self, gallery: Gallery) -> None:
        """Names complete what is typed."""
        kind = PERSON if self.being is None else self.being.kind
        self.name.know(gallery.names(kind))

    def select_all(self) -> None:
        """Selects all faces."""
        self.faces.selectAll()
        self.faces.setFocus()

    # --- parts ---

    def _build(self) -> None:
        font = self.name.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self.name.setFont(font)
        self.name.setMaximumWidth(420)
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self.birthday_button = self._button("", self._ask_for_birthday, "link")
        self.photos_button = self._button(self.tr("Show all photos"), self._show_photos, "link")
        self.merge_button = self._button(self.tr("Merge with…"), self._ask_to_merge, "link")
        self.ignore_button = self._button("", self._ignore, "link")
        for button, key in (
            (self.birthday_button, "B"),
            (self.photos_button, "P"),
            (self.merge_button, "M"),
            (self.ignore_button, "I"),
        ):
            button.setToolTip(self.tr("Key: {key}").format(key=key))
        links = QWidget()
        flow = FlowLayout(2, links)
        for button in (self.birthday_button, self.photos_button, self.merge_button, self.ignore_button):
            flow.addWidget(button)
        keep_height_for_width(links)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        line = QHBoxLayout()
        line.addWidget(self.name, 1000)
        line.addStretch(1)
        texts.addLayout(line)
        texts.addWidget(self._count)
        texts.addWidget(links)
        self._header = QWidget()
        header = QHBoxLayout(self._header)
        header.setContentsMargins(16, 10, 16, 6)
        header.setSpacing(16)
        header.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        header.addLayout(texts, 1)
        self._questions_text = QLabel()
        self._questions_text.setTextFormat(Qt.TextFormat.PlainText)
        self._questions_text.setWordWrap(True)
        self.questions_button = QPushButton(self.tr("Answer…"))
        self.questions_button.clicked.connect(self._ask_questions)
        self.questions_bar = QFrame()
        self.questions_bar.setObjectName("peopleBar")
        bar = QHBoxLayout(self.questions_bar)
        bar.setContentsMargins(14, 8, 10, 8)
        bar.addWidget(self._questions_text, 1)
        bar.addWidget(self.questions_button)
        self.reject_button = self._button("", self._reject, "small")
        self.assign_button = self._button("", self._ask_who, "small")
        self.refuse_button = self._button("", self._refuse, "small")
        self.cover_button = self._button(self.tr("Use as cover"), self._set_cover, "small")
        self.photo_button = self._button(self.tr("Show photo"), self._show_photo, "small")
        self._acts = QWidget()
        acts = FlowLayout(6, self._acts)
        acts.setContentsMargins(16, 4, 16, 8)
        for button in self._face_buttons:
            acts.addWidget(button)
        self._note = QLabel()
        self._note.setObjectName("quiet")
        # In the middle of the line that the buttons make.
        self._note.setMinimumHeight(self.photo_button.sizeHint().height())
        acts.addWidget(self._note)
        keep_height_for_width(self._acts)
        questions = QHBoxLayout()
        questions.setContentsMargins(16, 0, 16, 6)
        questions.addWidget(self.questions_bar)
        # Lines that wrap would ask for the height of the narrowest window there can be.
        self.setMinimumHeight(LEAST_HEIGHT_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addLayout(questions)
        layout.addWidget(self._acts)
        layout.addWidget(self.faces, 1)

    @property
    def _face_buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.reject_button,
            self.assign_button,
            self.refuse_button,
            self.cover_button,
            self.photo_button,
        )

    def _button(self, text: str, slot: Callable[[], None], kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(kind)
        button.clicked.connect(slot)
        return button

    # --- showing ---

    def _on_read(self, faces: Faces) -> None:
        is_another = self._faces is None
        self._faces = faces
        self._show_header(is_another)
        self.faces.show_faces(faces.regions)
        if is_another and self.faces.faces.records and not self.name.hasFocus():
            self.faces.setFocus()
        self._show_selected()
        if faces.being is not None:
            self.read.emit(faces.being)

    def _on_failed(self, _error: PhotoOrgError) -> None:
        self.gone.emit()

    def _show_header(self, is_another: bool) -> None:
        assert self._faces is not None
        being, regions = self._faces.being, self._faces.regions
        self._header.setEnabled(True)
        self._header.setVisible(being is not None)
        self.questions_bar.setVisible(self._faces.questions > 0)
        is_person = (being.kind if being else regions[0].kind if regions else PERSON) == PERSON
        self.faces.setAccessibleName(self.tr("Faces") if is_person else self.tr("Animals"))
        self.refuse_button.setText(self.tr("Not a face") if is_person else self.tr("Not an animal"))
        self.refuse_button.setToolTip(self.tr("Key: {key}").format(key="X"))
        self.cover_button.setToolTip(self.tr("Key: {key}").format(key="C"))
        self.photo_button.setToolTip(self.tr("Key: Enter"))
        self.assign_button.setToolTip(self.tr("Key: {key}").format(key="A"))
        self.assign_button.setText(
            self.tr("This is…") if being is None else self.tr("This is somebody else…")
        )
        for button in (self.reject_button, self.cover_button):
            button.setVisible(being is not None)
        if being is None:
            return
        name = shortened(being.name).replace("&", "&&") if being.name else self.tr("the same as the others")
        self.reject_button.setText(self.tr("This is not {name}").format(name=name))
        self.reject_button.setToolTip(self.tr("Key: Delete"))
        self._picture.show_region(being.cover_id)
        self.name.show_being(being.name, is_another=is_another)
        figures = [wording.region_count(being.regions, being.kind), wording.photo_count(being.photos)]
        self._count.setText(" · ".join(figures))
        self.birthday_button.setText(
            self.tr("Add birthday…")
            if being.birthday is None
            else self.tr("Born on {day}").format(
                day=wording.day(being.birthday.year, being.birthday.month, being.birthday.day)
            )
        )
        if being.is_ignored:
            self.ignore_button.setText(self.tr("Show again"))
        elif is_person:
            self.ignore_button.setText(self.tr("Ignore this person"))
        else:
            self.ignore_button.setText(self.tr("Ignore this pet"))
        text = self.tr("{faces} may be {name}, too.")
        self._questions_text.setText(
            text.format(
                faces=wording.region_count(self._faces.questions, being.kind), name=being_name(being.name)
            )
        )

    def _show_selected(self) -> None:
        count = len(self.faces.selected)
        for button in self._face_buttons:
            button.setEnabled(count > 0)
        self.cover_button.setEnabled(count == 1)
        if self.being is not None:
            hint = self.tr("Select some to correct them; the most doubtful come first.")
        else:
            hint = self.tr("Select some to name them.")
        # As wide whatever it says: else it would change lines, and the faces would move under the pointer.
        self._note.setMinimumWidth(self._note.fontMetrics().horizontalAdvance(hint) + 1)
        if count:
            text = self.tr("{count} selected", None, count)
            self._note.setText(text.format(count=wording.number(count)))
        elif self._faces is not None and not self._faces.regions:
            self._note.setText(self.tr("There is nobody to be seen here."))
        else:
            self._note.setText(hint)

    # --- acting ---

    @property
    def _selected_ids(self) -> tuple[int, ...]:
        return tuple(region.id for region in self.faces.selected)

    def _on_named(self, name: str) -> None:
        if self.being is not None:
            self.named.emit(self.being.id, name)

    def _ask_for_birthday(self) -> None:
        if self.being is not None:
            self.birthday_asked.emit(self.being)

    def _show_photos(self) -> None:
        if self.being is not None:
            self.photos_wanted.emit(self.being.id)

    def _ask_to_merge(self) -> None:
        if self.being is not None:
            self.merge_asked.emit(self.being.id)

    def _ignore(self) -> None:
        if self.being is not None:
            self._actions.ignore((self.being.id,), not self.being.is_ignored)

    def _ask_questions(self) -> None:
        if self.being is not None:
            self.questions_wanted.emit(self.being.id)

    def _reject(self) -> None:
        if self.being is not None and self._selected_ids:
            self._actions.reject(self._selected_ids, self.being)

    def _ask_who(self) -> None:
        if self.faces.selected:
            self.who_asked.emit(self.faces.selected)

    def _refuse(self) -> None:
        if self._selected_ids:
            self._actions.refuse(self._selected_ids)

    def _set_cover(self) -> None:
        if self.being is not None and len(self._selected_ids) == 1:
            self._actions.set_cover(self._selected_ids[0])

    def _show_photo(self) -> None:
        if self.faces.selected:
            self._show_photo_of(self.faces.selected[0])

    def _show_photo_of(self, region: Region) -> None:
        photo_ids = dict.fromkeys(one.photo_id for one in self.faces.faces.records)
        self.photo_wanted.emit(region.photo_id, tuple(photo_ids))

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button, keys in zip(self._face_buttons, ("Del", "A", "X", "C", "Return"), strict=True):
            if not button.isHidden():
                action = menu.addAction(f"{button.text()}\t{keys}", button.click)
                action.setEnabled(button.isEnabled())
        menu.popup(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = {
            Qt.Key.Key_Delete: self.reject_button,
            Qt.Key.Key_A: self.assign_button,
            Qt.Key.Key_X: self.refuse_button,
            Qt.Key.Key_C: self.cover_button,
            Qt.Key.Key_B: self.birthday_button,
            Qt.Key.Key_P: self.photos_button,
            Qt.Key.Key_M: self.merge_button,
            Qt.Key.Key_I: self.ignore_button,
        }.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_F2 and self.name.isVisible():
            self.name.setFocus()
            self.name.selectAll()
        elif button is not None and not event.modifiers():
            # What cannot be done now is no news to the window, either.
            button.click()
        else:
            super().keyPressEvent(event)
