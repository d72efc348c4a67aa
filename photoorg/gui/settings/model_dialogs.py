"""What is asked before something happens to a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.settings import model_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photoorg.encoders.downloading import ModelDownload
    from photoorg.encoders.listed_models import ListedModel

# Of imported models: a letter or digit first, then dots, too.
IMPORT_NAME = r"[\w+-][\w.+-]{0,63}"
LEAST_WIDTH_PX = 460
# Where the words of a radio button begin.
RADIO_INDENT_PX = 23

translate = QCoreApplication.translate


class UseDialog(QDialog):
    """Whether to wait until a model has described every photo.

    Signals:
        chosen(bool): the model is to be used; at once, if True.
    """

    chosen = Signal(bool)

    def __init__(self, name: str, missing: int, parent: QWidget) -> None:
        """``missing`` photos are not described by the model yet."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Use another model"))
        self.setMinimumWidth(LEAST_WIDTH_PX)
        count = wording.photo_count(missing)
        question = self.tr("{model} must describe {count} before it finds all of them. Change to it:")
        self.when_complete = QRadioButton(self.tr("When every photo is described"))
        self.at_once = QRadioButton(self.tr("At once"))
        self.when_complete.setChecked(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.use_button = buttons.addButton(self.tr("Use"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.at_once.isChecked()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(6)
        layout.addWidget(_wrapped(question.format(model=model_wording.title(name), count=count)))
        layout.addWidget(self.when_complete, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(
            _hint(
                self.tr("Until then searches go on as they are. You can close photoorg in between."),
                RADIO_INDENT_PX,
            )
        )
        layout.addSpacing(4)
        layout.addWidget(self.at_once, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(_hint(self.tr("Searches find only what it has described so far."), RADIO_INDENT_PX))
        layout.addSpacing(4)
        layout.addWidget(_hint(self.tr("Nothing is lost either way, and going back is instant.")))
        layout.addWidget(buttons)


class ImportDialog(QDialog):
    """What a file or folder with a model is, and what to call it.

    Signals:
        chosen(str, str): architecture, "" for a folder; and name.
    """

    chosen = Signal(str, str)

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import a model"))
        self.setMinimumWidth(LEAST_WIDTH_PX)
        self._needs_architecture = not path.is_dir()
        self.architecture = QComboBox()
        self.architecture.setEditable(True)
        self.architecture.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.architecture.lineEdit()
        assert line is not None
        line.setPlaceholderText(self.tr("for example ViT-B-32"))
        self.architecture.setAccessibleName(self.tr("Architecture"))
        self.name = QLineEdit()
        self.name.setValidator(QRegularExpressionValidator(IMPORT_NAME, self))
        self.name.setPlaceholderText(self.tr("as the file is called"))
        self.name.setAccessibleName(self.tr("Name"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.import_button = buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._on_accepted)
        self.architecture.editTextChanged.connect(self._allow)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        if self._needs_architecture:
            form.addRow(self.tr("&Architecture"), self.architecture)
        else:
            self.architecture.setParent(self)
            self.architecture.hide()
        form.addRow(self.tr("&Name"), self.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(_wrapped(wording.breakable(str(path))))
        layout.addLayout(form)
        layout.addWidget(
            _hint(self.tr("The model is copied, after a test that it loads. The original stays as it is."))
        )
        layout.addWidget(buttons)
        self._allow()

    def show_architectures(self, architectures: Sequence[str]) -> None:
        """Offers what open_clip knows; what was typed stays."""
        typed = self.architecture.currentText()
        self.architecture.addItems(list(architectures))
        completer = QCompleter(list(architectures), self.architecture)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.architecture.setCompleter(completer)
        self.architecture.setEditText(typed)

    def _allow(self) -> None:
        is_known = bool(self.architecture.currentText().strip())
        self.import_button.setEnabled(is_known or not self._needs_architecture)

    def _on_accepted(self) -> None:
        architecture = self.architecture.currentText().strip() if self._needs_architecture else ""
        self.chosen.emit(architecture, self.name.text())


def ask_to_download(
    plan: ModelDownload, licence: str, parent: QWidget, agreed: Callable[[], None]
) -> QMessageBox:
    """Asks with size, host and licence whether to download a model."""
    figure = wording.megabytes(plan.missing_bytes)
    if plan.is_partly_here:
        figure = translate("ModelDialogs", "{missing} of {size}").format(
            missing=figure, size=wording.megabytes(plan.size_bytes)
        )
    question = translate("ModelDialogs", "Download {size} for {model}?").format(size=figure, model=plan.name)
    facts = [
        translate("ModelDialogs", "From: {host}").format(host=plan.host),
        translate("ModelDialogs", "Licence: {licence}").format(
            licence=wording.said(licence)
            or translate("ModelDialogs", "not known here; its page on the hub states it")
        ),
        translate(
            "ModelDialogs",
            "Nothing about you or your photos is sent. Every file is compared with the hub's hash.",
        ),
    ]
    return _ask(
        translate("ModelDialogs", "Download a model"),
        question,
        "\n".join(facts),
        translate("ModelDialogs", "Download"),
        parent,
        agreed,
    )


def ask_to_remove(model: ListedModel, parent: QWidget, agreed: Callable[[], None]) -> QMessageBox:
    """Asks whether to delete a model from this machine."""
    here = model.installed
    size_bytes = here.converted_bytes if here else 0
    question = translate("ModelDialogs", "Delete {model} from this machine?")
    text = translate(
        "ModelDialogs", "Its vectors of your photos are kept: when it comes back, nothing is described anew."
    )
    if here is not None and here.origin.name == "FILE":
        question = translate("ModelDialogs", "Delete the converted form of {model}?")
        text = translate(
            "ModelDialogs", "The file itself stays where it lies, and your photos stay described."
        )
    elif here is not None:
        size_bytes += here.weights_bytes
    freed = translate("ModelDialogs", "This frees {size}.").format(size=wording.megabytes(size_bytes))
    question = question.format(model=model_wording.title(model.name))
    return _ask(
        translate("ModelDialogs", "Delete a model"),
        question,
        f"{freed} {text}",
        translate("ModelDialogs", "Delete"),
        parent,
        agreed,
    )


def _ask(
    title: str, question: str, text: str, button: str, parent: QWidget, agreed: Callable[[], None]
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(wording.breakable(question))
    box.setInformativeText(text)
    yes = box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
    yes.clicked.connect(agreed)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    # Enter alone must not begin a download, nor delete anything.
    box.setDefaultButton(cancel)
    box.open()
    return box


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _hint(text: str, indent_px: int = 0) -> QLabel:
    label = _wrapped(text)
    label.setContentsMargins(indent_px, 0, 0, 0)
    label.setObjectName("quiet")
    return label
