"""Settings, Model: which models there are, and what to do with the selected one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui.settings.errand_bar import ErrandBar
from photoorg.gui.settings.model_actions import ModelActions, ModelRow, Models
from photoorg.gui.settings.model_dialogs import ImportDialog, UseDialog, ask_to_download, ask_to_remove
from photoorg.gui.settings.model_facts import ModelFacts
from photoorg.gui.settings.model_list import ModelList

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.encoders.downloading import ModelDownload
    from photoorg.gui.library_bridge import LibraryBridge


class ModelPage(QWidget):
    """The list of models, the facts and buttons of the selected one, and ways to more models.

    Signals:
        told_unseen(str): how something went, while nobody looks at this page.
    """

    told_unseen = Signal(str)

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.actions_ = ModelActions(bridge, self)
        self._models = Models((), 0)
        self._to_select = ""
        self.list = ModelList()
        self.facts = ModelFacts()
        self.errand = ErrandBar()
        self.use_button = self._button(self.tr("&Use…"), self._on_use_wanted)
        self.download_button = self._button(self.tr("&Download…"), self._on_download_wanted)
        self.measure_button = self._button(self.tr("&Measure speed"), self._on_measure_wanted)
        self.remove_button = self._button(self.tr("De&lete…"), self._on_remove_wanted)
        self.stop_button = self._button(self.tr("&Stop preparing"), self.actions_.call_off)
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(self.tr("ViT-L-14:datacomp_xl_s13b_b90k or hf-hub:org/name"))
        self.typed.setAccessibleName(self.tr("Any other open_clip model"))
        self.typed.returnPressed.connect(self._on_typed)
        self.add_button = self._button(self.tr("&Add to list"), self._on_typed)
        self.import_button = self._button(self.tr("&Import…"), None)
        self.import_button.setMenu(self._import_menu())
        self._lay_out()
        self._connect()
        self._show_buttons()

    @property
    def models(self) -> Models:
        """As last shown."""
        return self._models

    def refresh(self) -> None:
        """Reads the models anew."""
        self.actions_.read()

    def choose_file(self, path: Path) -> None:
        """Asks what a file or folder with a model is, then imports it."""
        dialog = ImportDialog(path, self.window())
        dialog.chosen.connect(
            lambda architecture, name: self.actions_.import_(path, architecture or None, name or None)
        )
        if not path.is_dir():
            self.actions_.architectures_read.connect(dialog.show_architectures)
            self.actions_.read_architectures()
        dialog.open()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.use_button, self.stop_button, self.download_button, self.measure_button):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.remove_button)
        label = QLabel(self.tr("Any &other open_clip model:"))
        label.setBuddy(self.typed)
        more = QHBoxLayout()
        more.addWidget(label)
        more.addWidget(self.typed, 1)
        more.addWidget(self.add_button)
        more.addWidget(self.import_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.facts)
        layout.addLayout(buttons)
        layout.addLayout(more)
        layout.addWidget(self.errand)

    def _connect(self) -> None:
        actions = self.actions_
        actions.models_read.connect(self._on_models_read)
        actions.prepared.connect(self._on_prepared)
        actions.errand_changed.connect(self.errand.show_errand)
        actions.errand_changed.connect(lambda _errand: self._show_buttons())
        actions.download_planned.connect(self._on_download_planned)
        actions.model_added.connect(self._on_model_added)
        actions.said.connect(self._on_told)
        actions.failed.connect(self._on_told)
        self.errand.cancel_wanted.connect(actions.cancel)
        self.list.model_selected.connect(self._on_model_selected)
        self.list.use_wanted.connect(self.use_button.click)
        self.list.remove_wanted.connect(self.remove_button.click)

    def _button(self, text: str, slot: Callable[[], object] | None) -> QPushButton:
        button = QPushButton(text)
        if slot is not None:
            button.clicked.connect(lambda _checked=False: slot())
        return button

    def _import_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("A &file (.safetensors)…"), self._on_import_file_wanted)
        menu.addAction(self.tr("A f&older as on the hub…"), self._on_import_folder_wanted)
        return menu

    def _row(self) -> ModelRow | None:
        current = self.list.current
        return next((row for row in self._models.rows if row.model.name == current), None)

    def _show_buttons(self) -> None:
        row = self._row()
        busy = self.actions_.is_busy
        model = None if row is None else row.model
        self.use_button.setEnabled(
            model is not None and model.loadable and not model.used and not self.actions_.choosing
        )
        self.stop_button.setVisible(model is not None and model.coming)
        self.download_button.setEnabled(model is not None and model.downloadable and not busy)
        self.measure_button.setEnabled(model is not None and model.measurable and not busy)
        self.remove_button.setEnabled(model is not None and model.removable and not busy)
        self.add_button.setEnabled(not busy)
        self.import_button.setEnabled(not busy)
        if row is not None:
            self.facts.show_model(row, self._models.photos)

    def _on_models_read(self, models: Models) -> None:
        self._models = models
        self.list.show_models(models)
        if self._to_select in self.list.names:
            self.list.select(self._to_select)
            self._to_select = ""
        self._show_buttons()

    def _on_prepared(self, name: str, done: int, total: int) -> None:
        rows = tuple(
            replace(row, described=done) if row.model.coming and row.model.name == name else row
            for row in self._models.rows
        )
        self._models = Models(rows, total)
        self.list.show_models(self._models)
        if (row := self._row()) is not None:
            self.facts.show_model(row, total)

    def _on_model_selected(self, _name: str) -> None:
        self._show_buttons()

    def _on_model_added(self, name: str) -> None:
        self._to_select = name
        self.typed.clear()

    def _on_told(self, text: str) -> None:
        self.errand.say(text)
        self._show_buttons()
        if text and not self.isVisible():
            self.told_unseen.emit(text)

    def _on_use_wanted(self) -> None:
        row = self._row()
        if row is None:
            return
        name, missing = row.model.name, self._models.photos - row.described
        if missing <= 0:
            self._choose(name, at_once=False)
            return
        dialog = UseDialog(name, missing, self.window())
        dialog.chosen.connect(lambda at_once: self._choose(name, at_once=at_once))
        dialog.open()

    def _choose(self, name: str, *, at_once: bool) -> None:
        self.actions_.choose(name, at_once=at_once)
        self._show_buttons()

    def _on_download_wanted(self) -> None:
        self.actions_.plan_download(self.list.current)

    def _on_download_planned(self, plan: ModelDownload) -> None:
        if not plan.missing_bytes:
            # Another program fetched it meanwhile.
            self.actions_.download(plan)
            return
        licence = next(
            (row.model.licence for row in self._models.rows if row.model.name == str(plan.name)), ""
        )
        ask_to_download(plan, licence, self.window(), partial(self.actions_.download, plan))

    def _on_measure_wanted(self) -> None:
        self.actions_.measure(self.list.current)

    def _on_remove_wanted(self) -> None:
        row = self._row()
        if row is not None:
            ask_to_remove(row.model, self.window(), partial(self.actions_.remove, row.model.name))

    def _on_typed(self) -> None:
        text = self.typed.text().strip()
        if text:
            self.actions_.look_up(text)

    def _on_import_file_wanted(self) -> None:
        self._choose_path(QFileDialog.FileMode.ExistingFile, self.tr("Weights (*.safetensors)"))

    def _on_import_folder_wanted(self) -> None:
        self._choose_path(QFileDialog.FileMode.Directory, "")

    def _choose_path(self, mode: QFileDialog.FileMode, name_filter: str) -> None:
        dialog = QFileDialog(self.window(), self.tr("Import a model"), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        if name_filter:
            dialog.setNameFilter(name_filter)
        dialog.fileSelected.connect(lambda chosen: self.choose_file(Path(chosen)))
        dialog.open()
