"""Light and dark: one restrained palette each, as the system has it or the user chose."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePath

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, as ``#rrggbb``; a test knows which of them must differ how much.

    ``border`` parts one area from the next; ``frame`` is what shows that a control is there.
    """

    window: str
    surface: str
    panel: str
    text: str
    muted: str
    border: str
    frame: str
    tile: str
    accent: str
    on_accent: str


LIGHT = Colours(
    window="#f7f7f5",
    surface="#ffffff",
    panel="#f1f1ee",
    text="#1f2328",
    muted="#585e67",
    border="#d9d9d4",
    frame="#83868c",
    tile="#e8e8e4",
    accent="#2f5f93",
    on_accent="#ffffff",
)
DARK = Colours(
    window="#1d1e21",
    surface="#222327",
    panel="#1a1b1e",
    text="#e7e7e4",
    muted="#a6a9b1",
    border="#3a3b41",
    frame="#73757d",
    tile="#2f3035",
    accent="#7fb0e3",
    on_accent="#12161b",
)


SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def palette_of(colours: Colours) -> QPalette:
    """The Qt palette of a scheme; our style sheet takes borders from ``Mid``, frames of controls from
    ``Dark`` and tiles from ``Midlight``."""
    role = QPalette.ColorRole
    palette = QPalette(QColor(colours.window))
    for target, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.panel,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.window,
        role.ButtonText: colours.text,
        role.BrightText: colours.text,
        role.Highlight: colours.accent,
        role.Accent: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Mid: colours.border,
        role.Midlight: colours.tile,
        role.Dark: colours.frame,
        role.Light: colours.surface,
    }.items():
        palette.setColor(target, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for target in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(disabled, target, QColor(colours.muted))
    return palette


class Theme(QObject):
    """Dresses the application in light or dark: as the system has it, or as the user chose."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice = "system"
        self._shown: Colours | None = None
        resources = files("photoorg") / "resources"
        sheet = (resources / "styles" / "window.qss").read_text("utf-8")
        self._sheet = sheet.replace("ICONS", PurePath(str(resources / "icons")).as_posix())
        application.setStyle(QStyleFactory.create("Fusion"))
        application.styleHints().colorSchemeChanged.connect(self._dress)
        self._dress()

    def choose(self, choice: object) -> None:
        """``light`` or ``dark``; anything else follows the system. Counts at once."""
        if choice == self._choice:
            return
        self._choice = str(choice)
        hints = self._application.styleHints()
        # The frames of windows, which the system draws, follow.
        hints.setColorScheme(SCHEMES.get(self._choice, Qt.ColorScheme.Unknown))
        self._dress()

    def _dress(self) -> None:
        scheme = SCHEMES.get(self._choice, self._application.styleHints().colorScheme())
        colours = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        if colours is self._shown:
            return
        self._shown = colours
        self._application.setPalette(palette_of(colours))
        # Set again: palette() in a style sheet is resolved when the sheet is applied.
        self._application.setStyleSheet(self._sheet)
