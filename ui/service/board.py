"""The board of jobs: the late ones first, then each where it stands, and the opened one with what can be done to it.

What a job is and where it may go is shopbook.service; the box that finds one is the page's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import get_args

from PySide6.QtGui import QGuiApplication

from shopbook.errors import ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, pgettext
from shopbook.search.fold import clean
from shopbook.service.model import Job
from shopbook.service.queries import BoardPart, JobsShown
from ui import printing
from ui.context import Context
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.pane import ListPane
from ui.lists.views import RowList
from ui.service.panel import JobPanel
from ui.service.words import job_number, look_of
from ui.style import theme
from ui.widgets.cards import EmptyState

WHICH: tuple[JobsShown, ...] = tuple(which for which in get_args(JobsShown) if which != "all")
PART_TONES: dict[BoardPart, str] = {
    "late": "red",
    "ready": "green",
    "shop": "brand",
    "waiting": "amber",
    "company": "violet",
}
MOST_NAMED = 6
NUMBER_FROM = 500
# Somebody who is not in the book is looked for by name among so many of the last jobs handed back.
MOST_READ = 300


class JobsPane(ListPane):
    """Every job, in the list it stands in; while `asked` says what is looked for, what was found."""

    def __init__(self, ctx: Context) -> None:
        # Before the chips, which say them.
        self._counts: dict[str, int] = {}
        super().__init__(ctx, WHICH)
        self.asked = ""
        self.found: list[int] = []
        self.model: RowModel[Job] = RowModel(
            self.ids,
            ctx.book.jobs.rows,
            [Column("job", lambda: _("Job"), lambda job: self._look(job).spoken())],
        )
        self.list = RowList(self.model, self._look, lambda: _("Things in the workshop"))
        self.list.own_keys = "nNdDsScCkKwWeEuUxXpPmMrR"
        self.empty = EmptyState("hammer", "", "", lambda: _("Take in for service"), self.write, shortcut="N")
        self.panel: JobPanel = JobPanel(ctx)
        self.lay_out()
        self.panel.deed.connect(self.do)
        self.panel.opened.connect(self.show_job)

    # what the page asks

    def show_job(self, job_id: int) -> None:
        """Open a job in a list it stands in."""
        self.forget()
        if job_id not in self.ctx.book.jobs.ids(self.which):
            self.which = "open" if self.ctx.book.jobs.get(job_id).is_open else "closed"
        self.refresh()
        self.list.choose(job_id)

    def look_for(self, text: str) -> bool:
        """Show the jobs meant by a number, a serial, a phone or a name; False when there are none."""
        self.asked = clean(text)
        self.found = self._found(self.asked) if self.asked else []
        self.refresh()
        if self.found:
            self.list.choose(self.found[0])
        return bool(self.found) or not self.asked

    def show_which(self, which: JobsShown) -> None:
        self.forget()
        super().show_which(which)

    def refresh(self) -> None:
        self._counts = self.ctx.book.jobs.counts()
        super().refresh()
        for which, button in self.chips.items():
            button.setChecked(which == self.which and not self.asked)

    def forget(self) -> None:
        """Nothing is looked for any more."""
        self.asked, self.found = "", []

    def chosen(self) -> Job | None:
        """The job the cursor is on."""
        row = self.list.current_row()
        return row if isinstance(row, Job) else None

    def customer_here(self) -> int | None:
        """Whose the opened job is."""
        job = self.chosen()
        return job.customer_id if job is not None else None

    # the list

    def ids_of(self, which: JobsShown) -> list[int]:
        # Only the list in front is read: after some years those handed back are tens of thousands.
        # The board itself has its parts in another order.
        if which != self.which or self.asked or which == "open":
            return []
        return self.ctx.book.jobs.ids(which)

    def count(self, which: JobsShown) -> int:
        """How many stand in one of the lists; those handed back are not counted."""
        return self._counts.get(which, 0)

    def ids(self, sort: Sort | None) -> Sequence[int | Section]:  # type: ignore[override]  # headings between
        if self.asked:
            return self.found
        return self._board() if self.which == "open" else super().ids(sort)

    def _board(self) -> list[int | Section]:
        """The open jobs under their headings: the late ones, the ready ones, then where the others are."""
        board: list[int | Section] = []
        for part, inside in self.ctx.book.jobs.board().items():
            if inside:
                board += [Section(_part_words(part), numbers.number(len(inside)), PART_TONES[part]), *inside]
        return board

    def _found(self, text: str) -> list[int]:
        jobs = self.ctx.book.jobs
        found = [job.id for job in jobs.find(text)]
        if found:
            return found
        for customer_id in self.ctx.book.search.customers(text, MOST_NAMED):
            found += [job.id for job in jobs.of_customer(customer_id)]
        wanted = text.casefold()
        newest = [*jobs.ids("open"), *jobs.ids("closed")[:MOST_READ]]
        named = [job.id for job in jobs.rows(newest) if wanted in job.name.casefold()]
        return list(dict.fromkeys([*found, *named]))

    def _look(self, job: Job) -> RowLook:
        return look_of(job, self.ctx.book.clock.today(), narrow=self.is_narrow())

    def is_narrow(self) -> bool:
        """True when the number would be cut beside the name of the thing."""
        return self.list.width() < theme.px(NUMBER_FROM)

    def title_of(self, which: JobsShown) -> str:
        return {
            "open": pgettext("jobs", "In the shop"),
            "late": pgettext("jobs", "Late"),
            "ready": pgettext("jobs", "Ready"),
            "company": pgettext("jobs", "With the company"),
            "waiting": pgettext("jobs", "Waiting for a part"),
            "closed": pgettext("jobs", "Handed back"),
        }[which]

    def say_empty(self) -> None:
        if self.asked:
            self.empty.say(
                _("Not found"), _("Look at the number again, or take the thing in if it is new here.")
            )
            return
        title, detail = {
            "open": (
                _("Nothing is in the workshop"),
                _(
                    "Take a thing in with F7: from its warranty card one word is enough. The list reminds you."
                ),
            ),
            "late": (_("Nothing is late"), _("Things not ready on the promised day stand here.")),
            "ready": (
                _("Nothing waits to be fetched"),
                _("What is ready stands here until its owner comes."),
            ),
            "company": (
                _("Nothing is with the company"),
                _("What was sent to the company stands here; once a week the list says to ask."),
            ),
            "waiting": (_("Nothing waits for a part"), _("What cannot go on without a part stands here.")),
            "closed": (
                _("Nothing was handed back yet"),
                _("What was done, and how long it took, stands here."),
            ),
        }[self.which]
        self.empty.say(title, detail)

    def open_chosen(self) -> None:
        job = self.chosen()
        if job is not None:
            self.panel.show_job(job)
        else:
            self.panel.job = None

    # what is done

    def write(self) -> None:
        """Take something in; what was looked for in vain may be the serial on a card."""
        known = self.asked and not self.found and self.ctx.book.warranties.find(self.asked)
        self.ctx.navigation.go("job", {"serial": self.asked} if known else {"new": True})

    def do(self, deed: str) -> None:
        """Do a deed with the opened job, where it fits; `deed` as the panel and the page's keys name them."""
        job = self.chosen()
        if job is None:
            return
        match deed:
            case "next" | "company" | "later" | "part" | "end" | "look":
                self._step(deed, job)
            case "edit" if job.is_open:
                self.ctx.navigation.go("job", {"job_id": job.id})
            case "undo" if self.panel.steps.count > 1:
                self._try(
                    partial(self.ctx.book.jobs.undo_step, job.id), job, _("the last step is taken back")
                )
            case "slip":
                printing.give_paper(self.ctx, "job_slip" if job.is_open else "job_delivery", job.id)
            case "eye":
                self.panel.toggle_private()
            case _:
                self._reach(deed, job)

    def _step(self, deed: str, job: Job) -> None:
        """Go a step on; a step that asks something opens its sheet."""
        away = job.status == "sent_to_company"
        match deed:
            case "next" if away:
                self._ask(job, "back")
            case "next" if job.is_open:
                self.ctx.navigation.go("job_delivery", {"job_id": job.id})
            case "company" if away:
                self._ask(job, "chase")
            case "company" if job.may_become("sent_to_company"):
                self._ask(job, "company")
            case "later" if job.is_open and job.status != "ready":
                self._ask(job, "day")
            case "part" if job.may_become("waiting_part"):
                self._ask(job, "part")
            case "end" if job.may_become("rejected"):
                self._ask(job, "reject")
            case "look" if job.status == "ready":
                self._ask(job, "look")
            case "look" if job.may_become("checking") and not away:
                move = partial(self.ctx.book.jobs.move, job.id, "checking")
                undo = partial(self.ctx.book.jobs.undo_step, job.id)
                self._try(move, job, _("it is being looked at"), undo)

    def _ask(self, job: Job, step: str) -> None:
        self.ctx.navigation.go("job_step", {"job_id": job.id, "step": step})

    def _reach(self, deed: str, job: Job) -> None:
        """Get in touch, or look at what it is about."""
        match deed:
            case "call" if job.customer_id is not None:
                self.ctx.navigation.go("call", {"customer_id": job.customer_id})
            case "call" if job.phone:
                # A stranger has no page to write the talk on: the number is at hand for dialling.
                QGuiApplication.clipboard().setText(job.phone)
                self.ctx.messages.info(_("{phone} is copied").format(phone=numbers.phone(job.phone)))
            case "profile" if job.customer_id is not None:
                self.ctx.navigation.go("customer", job.customer_id)
            case "card" if job.warranty_id is not None:
                self.ctx.navigation.go("warranty", {"warranty_id": job.warranty_id})

    def _try(
        self, deed: Callable[[], object], job: Job, words: str, undo: Callable[[], object] | None = None
    ) -> None:
        try:
            deed()
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        said = f"{job_number(job)}: {words}"
        if undo is None:
            self.ctx.messages.info(said)
        else:
            self.ctx.messages.done(said, undo=partial(_forget, undo))

    def _on_opened(self, _id: int) -> None:
        """Enter leads to whose it is, as on every list of people; a stranger has no page but what was written."""
        self.do("profile" if self.customer_here() is not None else "edit")


def _forget(undo: Callable[[], object]) -> None:
    """A way back gives nothing back."""
    undo()


def _part_words(key: BoardPart) -> str:
    return {
        "late": _("Later than promised"),
        "ready": _("Ready — call the owner"),
        "shop": _("In our hands"),
        "waiting": _("Waits for a part"),
        "company": _("With the company"),
    }[key]
