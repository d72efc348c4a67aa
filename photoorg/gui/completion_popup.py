"""The look of lists that drop down under a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QCompleter


def dressed_popup(completer: QCompleter) -> QAbstractItemView:
    """The list of a completer, with room around its rows as the style sheet wants it."""
    popup = completer.popup()
    assert popup is not None
    popup.setObjectName("offers")
    # Qt's own one for completers takes nothing from style sheets.
    popup.setItemDelegate(QStyledItemDelegate(popup))
    return popup
