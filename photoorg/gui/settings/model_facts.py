"""What is known of the selected model, in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QWidget

from photoorg.gui import wording
from photoorg.gui.settings import model_wording

if TYPE_CHECKING:
    from photoorg.gui.settings.model_actions import ModelRow


class ModelFacts(QFrame):
    """Name, licence, quality with its source, speed, place and photos described, each in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelFacts")
        form = QFormLayout(self)
        form.setContentsMargins(12, 10, 12, 10)
        form.setVerticalSpacing(5)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._name = self._add(form, self.tr("Name"))
        self._licence = self._add(form, self.tr("Licence"))
        self._found = self._add(form, self.tr("Finds"))
        self._place = self._add(form, self.tr("Place"))
        self._photos = self._add(form, self.tr("Your photos"))

    @property
    def text(self) -> str:
        """Everything, for whoever wants to know what is shown."""
        labels = (self._name, self._licence, self._found, self._place, self._photos)
        return "\n".join(label.text().replace(wording.BREAK, "") for label in labels)

    def show_model(self, row: ModelRow, photos: int) -> None:
        """Shows another model."""
        model = row.model
        self._name.setText(wording.breakable(model.name))
        self._licence.setText(wording.said(model.licence) or self.tr("not known here"))
        self._found.setText(wording.breakable(model_wording.found_in_full(model)))
        self._place.setText(model_wording.place_in_full(model))
        self._photos.setText(model_wording.described(row, photos))

    def _add(self, form: QFormLayout, title: str) -> QLabel:
        heading = QLabel(title)
        heading.setObjectName("quiet")
        value = QLabel()
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        value.setAccessibleName(title)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(heading, value)
        return value
