"""The window as far as it is a rail with its pages, each made when it is first seen."""

from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow

from app.clinic import Clinic
from app.ui.common.look import Look
from app.ui.common.parts import Parts
from app.ui.common.rail import Rail
from app.ui.courses.page import CoursesPage
from app.ui.desk import Desk
from app.ui.documents.page import DocumentsPage
from app.ui.entries import RAIL
from app.ui.forms.page import FormsPage
from app.ui.lists.page import ListsPage
from app.ui.patients.page import PatientsPage
from app.ui.place import Place
from app.ui.reports.page import ReportsPage
from app.ui.scheduling.page import SchedulePage
from app.ui.settings.page import SettingsPage
from app.ui.today.board import TodayPage
from app.ui.worklists.page import WorklistsPage, consents_page

Page = (
    TodayPage
    | SchedulePage
    | PatientsPage
    | CoursesPage
    | WorklistsPage
    | DocumentsPage
    | FormsPage
    | ListsPage
    | ReportsPage
    | SettingsPage
)

P = TypeVar("P", bound=Page)


class PagedWindow(QMainWindow):
    """A window of pages at a desk."""

    def __init__(self, clinic: Clinic, settings: QSettings, look: Look) -> None:
        super().__init__()
        self.look = look
        self.desk = Desk(clinic, settings, self)
        self.place = Place()
        self.rail = Rail()
        for name, icon, key in RAIL:
            self.rail.add(name, icon, key)
        self.pages = Parts[Page](
            self.place.pages,
            (
                lambda: self.today,
                lambda: self.schedule,
                lambda: self.patients,
                lambda: self.courses,
                lambda: self.consents,
                lambda: self.documents,
                lambda: self.forms,
                lambda: self.lists,
                lambda: self.worklists,
                lambda: self.reports,
                lambda: self.settings_page,
            ),
        )
        self.today = self._put(0, TodayPage(self.desk))
        self.schedule = self._put(1, SchedulePage(self.desk))
        self.patients = self._put(2, PatientsPage(self.desk))

    def made(self, kind: type[P]) -> Iterator[P]:
        """The pages of a kind that somebody has seen."""
        return (page for page in self.pages.made if isinstance(page, kind))

    def _put(self, place: int, page: P) -> P:
        self.pages.put(place, page)
        return page

    @cached_property
    def courses(self) -> CoursesPage:
        """Planning a course, or one that is booked."""
        return self._put(3, CoursesPage(self.desk))

    @cached_property
    def consents(self) -> WorklistsPage:
        """What is to be signed."""
        return self._put(4, consents_page(self.desk))

    @cached_property
    def documents(self) -> DocumentsPage:
        """What was printed and filed."""
        return self._put(5, DocumentsPage(self.desk))

    @cached_property
    def forms(self) -> FormsPage:
        """The clinic's binder."""
        return self._put(6, FormsPage(self.desk))

    @cached_property
    def lists(self) -> ListsPage:
        """Who is to be called."""
        return self._put(7, ListsPage(self.desk))

    @cached_property
    def worklists(self) -> WorklistsPage:
        """What is to be done."""
        return self._put(8, WorklistsPage(self.desk))

    @cached_property
    def reports(self) -> ReportsPage:
        """What the months have brought."""
        return self._put(9, ReportsPage(self.desk))

    @cached_property
    def settings_page(self) -> SettingsPage:
        """What the clinic decides about itself."""
        return self._put(10, SettingsPage(self.desk, self.look))
