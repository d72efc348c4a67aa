"""Records come, go and move, and what is selected stays."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from photoorg.gui.people.record_model import RecordModel, RecordRole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@dataclass(frozen=True)
class Thing:
    id: int
    text: str = ""


def test_what_stays_is_followed_to_where_it_goes(qapp: QApplication) -> None:
    parent = QObject()
    model = RecordModel(parent)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, parent)
    chance = random.Random(3)
    model.show([Thing(number) for number in range(20)])
    followed = {number: QPersistentModelIndex(model.index(number)) for number in range(20)}
    for _ in range(50):
        now = chance.sample(range(40), chance.randint(0, 30))
        before = {record.id for record in model.records}
        model.show([Thing(number, str(chance.random())) for number in now])
        assert [record.id for record in model.records] == now
        for number in [one for one in followed if one not in now]:
            assert not followed.pop(number).isValid()
        for number, index in followed.items():
            assert index.data(RecordRole).id == number
        for number in set(now) - before:
            followed[number] = QPersistentModelIndex(model.index(model.row_of(number)))
    assert tester.model() is model


def test_a_selection_outlives_changes(qapp: QApplication) -> None:
    parent = QObject()
    model = RecordModel(parent)
    model.show([Thing(1), Thing(2), Thing(3)])
    selection = QItemSelectionModel(model, parent)
    selection.select(model.index(1), QItemSelectionModel.SelectionFlag.Select)
    model.show([Thing(2, "else"), Thing(4), Thing(3)])
    assert [index.data(RecordRole) for index in selection.selectedIndexes()] == [Thing(2, "else")]
