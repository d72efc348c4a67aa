"""The language of the window."""

from __future__ import annotations

import logging
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

logger = logging.getLogger(__name__)

_SIMPLIFIED = QLocale.Script.SimplifiedChineseScript

SYSTEM = "system"
# Their own names, whatever the language of the window is.
NAMES = {"en": "English", "zh_CN": "简体中文"}


def language_for(choice: object, preferred: Sequence[str]) -> str:
    """The language to speak.

    Args:
        choice: what stands in the settings; what is none of ``NAMES`` means as the system has it.
        preferred: the languages of the system, best first, as of ``QLocale.uiLanguages``.
    """
    if isinstance(choice, str) and choice in NAMES:
        return choice
    for name in preferred:
        locale = QLocale(name)
        if locale.language() == QLocale.Language.English:
            return "en"
        # Traditional Chinese is another language to its readers.
        if (locale.language(), locale.script()) == (QLocale.Language.Chinese, _SIMPLIFIED):
            return "zh_CN"
    return "en"


def speak(application: QApplication, choice: object) -> str:
    """Has windows that are made from now on speak a language, and Qt itself too; returns which.

    Dates and numbers are those of the system, unless it speaks another language than was chosen.

    Args:
        choice: as for :func:`language_for`.
    """
    system = QLocale.system()
    language = language_for(choice, system.uiLanguages())
    chosen = QLocale(language)
    speaks_it = (system.language(), system.script()) == (chosen.language(), chosen.script())
    if choice == language and not speaks_it:
        QLocale.setDefault(chosen)
    install(application, language)
    return language


def install(application: QApplication, language: str) -> None:
    """Has Qt's own texts and ours translated, of windows that are made from now on."""
    # The last that is installed is asked first.
    _load(application, f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    with as_file(files("photoorg") / "resources" / "translations") as directory:
        if not _load(application, f"photoorg_{language}", str(directory)):
            # Texts are then as they stand in the source, with "photo(s)" for plurals.
            logger.warning("the translation into %s is missing: photoorg was not built", language)


def _load(application: QApplication, name: str, directory: str) -> bool:
    translator = QTranslator(application)
    return translator.load(name, directory) and application.installTranslator(translator)
