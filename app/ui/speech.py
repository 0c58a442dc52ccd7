"""The language of the window: each login's own on this computer, its sentences and Qt's."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from app.words.tongue import TONGUES, speak, tongue

LAST = "language/last"
OF_LOGIN = "language/of/{login}"


class Speech(QObject):
    """What is spoken, and to whom."""

    def __init__(self, application: QApplication, settings: QSettings) -> None:
        super().__init__(application)
        self._application, self._settings = application, settings
        self._own_words = QTranslator(self)
        """Qt's own words: its buttons, its menus of a text field."""

    def of(self, login: str = "") -> str:
        """The language of a login; of nobody yet, or anew, that of who was here last."""
        system = QLocale.system().name().partition("_")[0]
        last = str(self._settings.value(LAST, system))
        kept = str(self._settings.value(OF_LOGIN.format(login=login), last)) if login else last
        return kept if kept in TONGUES else "en"

    def keep(self, login: str, language: str) -> None:
        """From now on a login is spoken to in a language."""
        self._settings.setValue(OF_LOGIN.format(login=login), language)

    def speak(self, language: str) -> bool:
        """Speak a language from now on; whether it is another one than before."""
        self._settings.setValue(LAST, language)
        if language == tongue():
            return False
        speak(language)
        self._application.removeTranslator(self._own_words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._own_words.load(f"qtbase_{language}", folder):
            self._application.installTranslator(self._own_words)
        return True
