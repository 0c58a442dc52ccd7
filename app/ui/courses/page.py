"""Courses: those that run on the left, or the form of a new one; its visits on the right."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app import words
from app.clinic import new_token
from app.domain.drafts import Draft
from app.domain.months import WEEK
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import EmptyPlace
from app.ui.common.sides import Sides
from app.ui.common.surfaces import Card, bare, scrolling
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.courses import course_acts
from app.ui.courses.booked_pane import BookedPane
from app.ui.courses.course_rows import line_row
from app.ui.courses.plan_form import PlanForm
from app.ui.courses.proposal_pane import ProposalPane
from app.ui.desk import EXPECTED, Desk
from app.use_cases.course_views import running_courses
from app.use_cases.courses import course_people, plan_course, shift_plan
from app.use_cases.drafts import DraftView, drop_draft, keep_draft, my_drafts
from app.words.tongue import later, tr

KIND = "course"
"""What a draft of this page is to become."""

LEFT, BOTH = 340, 820
"""Pixels at 100 % text: how wide the left is, and from which on both sides are shown at once."""


NONE = (
    later("No course has a visit to come"),
    later("A course is all visits of a treatment, planned and booked at once."),
)
SOME = later("No course is chosen"), later("Choose one on the left, or plan another.")
"""What stands on the right while no course is shown."""


class CoursesPage(QWidget):
    """The courses of the clinic, and planning another one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._token = new_token()
        self._draft = 0
        self._asking = True
        self.plan = Button(tr("Plan a c&ourse"), Variant.PRIMARY, "plus")
        self.count = wrapped("", Style.SMALL, Tone.MUTED)
        self.list = PickList(tr("Courses"))
        self.form = PlanForm(desk)
        self.back = Button(tr("All &courses"), Variant.QUIET, "left")
        self.proposal = ProposalPane(desk)
        self.booked = BookedPane(desk)
        self.empty = EmptyPlace("course", tr(SOME[0]), tr(SOME[1]))
        self.left, self.right = QStackedWidget(), QStackedWidget()
        self._arrange()
        self._connect()
        self._show_list()

    def _arrange(self) -> None:
        listed = QWidget()
        column = bare(QVBoxLayout(listed), 8)
        self._listed = Card((4, 4, 4, 4))
        self._listed.body.addWidget(self.list)
        for part in (self.plan, self.count):
            column.addWidget(part)
        column.addWidget(self._listed, 1)
        column.addStretch()
        planning = QWidget()
        column = bare(QVBoxLayout(planning), 10)
        column.addWidget(self.back)
        column.addWidget(scrolling(self.form), 1)
        for side in (listed, planning):
            self.left.addWidget(side)
        for side in (self.empty, self.proposal, self.booked):
            self.right.addWidget(scrolling(side) if side is not self.empty else side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(Text(tr("Courses"), Style.TITLE))
        self._sides = Sides(self.left, self.right, left_width=LEFT, both=BOTH)
        whole.addWidget(self._sides, 1)

    def _connect(self) -> None:
        self.plan.clicked.connect(lambda _=False: self.start())
        self.back.clicked.connect(self._show_list)
        self.list.taken.connect(self._take)
        self.form.changed.connect(self._propose)
        pane = self.proposal
        pane.form_wanted.connect(self._show_form)
        pane.soonest.connect(self.form.ask_for_soonest)
        pane.other_person.connect(self._other_person)
        pane.week_later.connect(self._week_later)
        pane.put.connect(self._put)
        pane.rest.connect(self._shift_rest)
        pane.left_out.connect(self.form.leave_out)
        pane.book.connect(self._book)
        self.booked.changed.connect(self._refresh_list)
        self.booked.all.clicked.connect(self._show_list)
        self._desk.changes.happened.connect(self._again)
        for way in (self.proposal.form, self.booked.all):
            self._sides.narrowed.connect(way.setVisible)
        Keeps(self, self._book)

    @property
    def is_planning(self) -> bool:
        """Whether a course is being planned."""
        return self.left.currentIndex() == 1

    def _show(self, left: int, right: int) -> None:
        self.left.setCurrentIndex(left)
        self.right.setCurrentIndex(right)
        self._fit()

    def _show_list(self) -> None:
        self._refresh_list()
        self._show(0, 0)
        if self.isVisible():
            self.begin()

    def _refresh_list(self) -> None:
        zone = self._desk.clinic.zone
        drafts = my_drafts(self._desk.clinic, KIND)
        lines = running_courses(self._desk.clinic)
        rows = [
            *(self._draft_row(draft) for draft in drafts),
            *(line_row(line, zone) for line in lines),
        ]
        self.list.show_rows(rows, self.list.current())
        broken = sum(bool(line.reasons) for line in lines)
        said = words.plural(len(lines), "course")
        if broken:
            said = tr("{courses}, {count} to mend", courses=said, count=broken)
        self.count.setText(said)
        for widget in (self.count, self._listed):
            widget.setVisible(bool(rows))
        self.empty.say(*map(tr, SOME if rows else NONE))

    def _draft_row(self, view: DraftView) -> Row:
        draft = view.draft
        course = self._desk.clinic.setup.courses.get(draft.fields.get("course", ""))
        title = view.patient.listed if view.patient else tr("Nobody chosen yet")
        detail = course.title if course else tr("No course chosen")
        return Row(value=draft, title=title, detail=detail, chip=tr("Draft"), look="waiting")

    def _take(self, value: object) -> None:
        if isinstance(value, Draft):
            self._draft = value.id
            self._show(1, 1)
            self.form.fill(value.fields)
        elif isinstance(value, int):
            self.show_course(value)

    def show_course(self, number: int) -> None:
        """A booked course, with its repair when it needs one."""
        self._refresh_list()
        self.list.choose(number)
        self.booked.show_course(number)
        self._show(0, 2)
        self.booked.begin()

    def start(self, patient: int | None = None) -> None:
        """Plan another course; one that is half planned stays as a draft, to be gone on with."""
        begun = my_drafts(self._desk.clinic, KIND)
        mine = [each.draft for each in begun if each.patient and each.patient.id == patient]
        if mine:
            self._take(mine[0])
            return
        self._draft, self._token = 0, new_token()
        self.form.reset()
        self._show(1, 1)
        if patient is not None:
            self.form.take_patient(patient)
        self.form.begin()

    def _again(self) -> None:
        if self.isVisible() and not self.is_planning:
            self._refresh()

    def _refresh(self) -> None:
        self._refresh_list()
        if self.right.currentIndex() == self.right.count() - 1:
            self.booked.again()

    def _propose(self) -> None:
        """The best course for what stands in the form now."""
        if not self.is_planning:
            return
        self._keep()
        self._asking = self.form.patient.value is None or self.form.course.value is None
        try:
            wish = self.form.wish
            if wish is None:
                self.proposal.show_none()
                return
            self.proposal.show_proposal(plan_course(self._desk.clinic, wish))
        except EXPECTED as error:
            self.proposal.refuse_all(error, tr("There is no such course."))
        else:
            self.proposal.begin()
        self._fit()

    def _show_form(self) -> None:
        """Back to the wishes, where there is no room for both."""
        self._asking = True
        self._fit()
        self.form.wishes.setFocus()

    def _keep(self) -> None:
        """Keep what is typed, so that it outlives another caller and the program."""
        fields = self.form.fields
        if fields["patient"]:
            kept = keep_draft(self._desk.clinic, KIND, fields, self._draft)
            self._draft = kept.id

    def _other_person(self) -> None:
        wish, shown = self.form.wish, self.proposal.proposal
        if wish is None:
            return
        people = course_people(self._desk.clinic, wish.template)
        numbers = list(people)
        now = shown.person if shown else ""
        at = next((n for n, each in enumerate(numbers) if people[each] == now), -1)
        if numbers:
            self.form.ask_for_person(numbers[(at + 1) % len(numbers)])

    def _week_later(self) -> None:
        shown = self.proposal.proposal
        if shown is not None:
            self._shift(shown.steps[0].name, WEEK)

    def _shift(self, since: str, days: int) -> None:
        shown = self.proposal.proposal
        if shown is None:
            return
        try:
            found = shift_plan(self._desk.clinic, shown, since=since, days=days)
        except EXPECTED as error:
            self.proposal.show_error(error, tr("Not shifted."))
        else:
            self.proposal.show_proposal(found)
            self.proposal.begin()

    def _shift_rest(self, since: str, days: int) -> None:
        shown = self.proposal.proposal
        if shown is None:
            return
        names = [step.name for step in shown.steps]
        put = self.form_pins.get(since) == shown.starts[since]
        after = names[names.index(since) + 1 :]
        self._shift(after[0] if put and after else since, days)

    @property
    def form_pins(self) -> dict[str, object]:
        """The steps of the proposal that were put on a time by hand."""
        shown = self.proposal.proposal
        return dict(shown.wish.pinned) if shown else {}

    def _put(self, name: str, start: object) -> None:
        """Put one visit on a time; the others stay where they are."""
        shown = self.proposal.proposal
        if shown is None or not isinstance(start, datetime):
            return
        wish = replace(shown.wish, pinned=shown.starts | {name: start})
        try:
            found = plan_course(self._desk.clinic, wish)
        except EXPECTED as error:
            self.proposal.show_error(error, tr("Not moved: it does not fit on its own."))
            self.proposal.ask_about_rest(alone=False)
        else:
            self.proposal.show_proposal(found)
            self.proposal.list.choose(name)
            self.proposal.ask_about_rest(alone=True)

    def _book(self, first: int | None = None) -> None:
        shown = self.proposal.proposal
        if shown is None or not self.is_planning:
            return
        try:
            course = course_acts.book(self._desk, shown, first=first, token=self._token)
        except EXPECTED as error:
            self.proposal.show_error(error, tr("Nothing was booked."))
            return
        drop_draft(self._desk.clinic, self._draft)
        self._draft, self._token = 0, new_token()
        self.show_course(course.course.id)

    def begin(self) -> None:
        """Put the keyboard where the work starts."""
        if self.is_planning:
            if self.proposal.proposal is None:
                self.form.begin()
            else:
                self.proposal.begin()
            return
        self._refresh()
        (self.list if self.list.rows else self.plan).setFocus()

    def _fit(self) -> None:
        """What is worked on where there is no room for both sides."""
        chosen = self.right.currentIndex() != 0 and not (self.is_planning and self._asking)
        self._sides.lean(right=chosen)
