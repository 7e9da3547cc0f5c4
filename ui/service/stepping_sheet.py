"""The sheet of a job's next step: another day, looked at, waiting, to the company and back, refused or taken back."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import dates
from shopbook.localisation.language import _, pgettext
from shopbook.service.model import LONGEST_NAME, LONGEST_NOTE, Job
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, keyed
from ui.forms.days import Ahead, DateField
from ui.forms.pick import PickField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField
from ui.lists.looks import RowLook
from ui.service.words import here_for, job_number, standing
from ui.widgets.buttons import primary
from ui.widgets.cards import Facts, SidePanel
from ui.widgets.suggestions import Suggestion

MOST_OFFERED = 6


class CompanyField(PickField):
    """A company by its name; those things were sent to before are offered, the newest first."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._known: list[str] | None = None
        super().__init__(
            "company",
            lambda: _("To which company?"),
            self._found,
            free=True,
            example=lambda: _("Name of the company or its service centre"),
            hint=self._hint_now,
        )

    @property
    def known(self) -> list[str]:
        """The companies of earlier jobs, the newest first."""
        if self._known is None:
            self._known = self._ctx.book.jobs.companies()
        return self._known

    def _found(self, text: str) -> list[Suggestion]:
        wanted = text.casefold()
        names = [name for name in self.known if wanted in name.casefold()]
        return [Suggestion(name, RowLook(name, icon="truck")) for name in names[:MOST_OFFERED]]

    def _hint_now(self) -> str:
        return _("↓ shows where things were sent before") if self.known and not self.line.text() else ""


class StepSheet(LooseSheet):
    """A chip for each step that fits, and what that step asks. Enter saves; outside a field 1, 2, 3 choose."""

    def __init__(self, ctx: Context, job: Job, step: str = "") -> None:
        super().__init__(ctx)
        self.job = job
        self.steps = possible_steps(job)
        self._make_fields()
        self._lay_out()
        self._watch(self.fields.values())
        for field in (self.day, self.expected, self.company, self.reference, self.note):
            field.entered.connect(self.save)
        self.step.changed.connect(self._on_step_changed)
        self.save_button.clicked.connect(self.save)
        self.step.set_value(step if step in self.steps else likeliest(job))
        self._show_step()
        self._restore(step)

    def _make_fields(self) -> None:
        today = self.ctx.book.clock.today
        choices = [Choice(step, partial(step_words, step)) for step in self.steps]
        self.step = ChipsField("step", lambda: _("What happens to it?"), keyed(choices))
        soon = (Ahead(days=1), Ahead(days=3), Ahead(days=7), Ahead(days=15))
        self.day = DateField("promised_on", lambda: _("Promised for which day?"), today, chips=soon)
        self.company = CompanyField(self.ctx)
        self.reference = TextField(
            "reference", lambda: _("The company's slip number (may be empty)"), longest=LONGEST_NAME
        )
        later = (Ahead(days=7), Ahead(days=15), Ahead(months=1))
        self.expected = DateField(
            "expected_back_on", lambda: _("Expected back (may be empty)"), today, chips=later
        )
        self.note = TextField("note", "", longest=LONGEST_NOTE)
        fields = (self.step, self.day, self.company, self.reference, self.note, self.expected)
        self.fields = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.facts = Facts()
        self._show_facts()
        for widget in (self.strip, self.facts, *self.fields.values()):
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)

    def _show_facts(self) -> None:
        today = self.ctx.book.clock.today()
        words, tone = standing(self.job, today)
        self.facts.add(here_for(self.job, today), words, tone if tone == "red" else "text")
        if self.job.company and self.job.status == "sent_to_company":
            sent = dates.ago(self.job.sent_on or self.job.received_on, today)
            self.facts.add(self.job.company, _("sent {when}").format(when=sent), strong=False)
            if self.job.company_reference:
                self.facts.add(_("The company's slip number"), self.job.company_reference)

    def first_focus(self) -> QWidget:
        """What the chosen step asks first."""
        asked = next((field for field in self._asked() if field is not self.step), None)
        return (asked or self.step).control

    # the steps

    def key_pressed(self, key: str) -> bool:
        """1, 2, 3: the steps in their order."""
        at = int(key) - 1 if key.isdigit() else -1
        if not 0 <= at < len(self.steps):
            return False
        self.step.set_value(self.steps[at])
        self._on_step_changed()
        return True

    def _on_step_changed(self) -> None:
        if self.step.value() == "ready":
            self._finished = True
            self.ctx.navigation.go("job_delivery", {"job_id": self.job.id})
            return
        self._show_step()
        self.first_focus().setFocus()

    def _asked(self) -> list[QWidget]:
        return [field for field in self.fields.values() if not field.isHidden()]

    def _show_step(self) -> None:
        step = str(self.step.value())
        self.day.setVisible(step == "day")
        self.company.setVisible(step == "company")
        self.reference.setVisible(step == "company")
        self.expected.setVisible(step in ("company", "chase"))
        self.note.label.say(partial(_note_words, step))
        self.note.retranslate()
        for field in self.fields.values():
            field.show_problem(None)
        self.strip.hide()

    # saving

    def save(self) -> None:
        """Write the step down; problems are shown under their fields."""
        if self._finished:
            return
        values, problems = self._read()
        step = str(self.step.value())
        try:
            if problems:
                raise Invalid(problems)
            words = self._write(step, values)
        except ShopbookError as error:
            self._show_error(_under_the_note(error))
            return
        self._finish(self._draft_name())
        undo = partial(self.ctx.book.jobs.undo_step, self.job.id)
        self.ctx.messages.done(f"{job_number(self.job)}: {words}", undo=undo)

    def _write(self, step: str, values: dict[str, object]) -> str:
        """Do the step; returns what the toast says."""
        jobs, id = self.ctx.book.jobs, self.job.id
        note = str(values.get("note") or "")
        expected = values.get("expected_back_on")
        expected_on = expected if isinstance(expected, dt.date) else None
        match step:
            case "day":
                day = values.get("promised_on")
                if not isinstance(day, dt.date):
                    raise Invalid({"promised_on": Message("Choose the day.")})
                jobs.promise(id, day, note)
                return _("Now promised: {day}").format(day=dates.date_long(day))
            case "company":
                company = str(values.get("company") or "")
                jobs.send(id, company, str(values.get("reference") or ""), expected_on, note=note)
                return _("Sent to {company}").format(company=company)
            case "chase":
                jobs.chase(id, note, expected_on)
                return _("Written down what the company said")
            case "back":
                jobs.came_back(id, note)
                return _("Back from the company")
            case "reject":
                jobs.reject(id, note)
                return _("Refused and given back")
            case "cancel":
                jobs.cancel(id, note)
                return _("Taken back by its owner")
        jobs.move(id, "waiting_part" if step == "part" else "checking", note)
        return _("Waits for a part") if step == "part" else _("It is being looked at")

    # what survives a crash

    def _draft_name(self) -> str:
        return f"job_step:{self.job.id}"

    def _keep(self) -> None:
        typed = self._typed()
        worth = any(str(typed[key]).strip() for key in ("note", "company", "reference", "promised_on"))
        self._keep_or_drop(self._draft_name(), worth, {"fields": typed})

    def _restore(self, wanted: str) -> None:
        kept = self._kept(self._draft_name())
        # Another step asked for by its key means that the one begun is not meant any more.
        if kept is None or kept["fields"].get("step") not in self.steps:
            return
        if wanted and kept["fields"]["step"] != wanted:
            return
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)
        self._show_step()
        self.note.hint(lambda: _("You had begun to write this; it was kept."))


def possible_steps(job: Job) -> list[str]:
    """What can be done with a job from where it stands, the likeliest first."""
    away = job.status == "sent_to_company"
    fits = {
        "chase": away,
        "back": away,
        "day": job.is_open and job.status != "ready",
        "ready": job.may_become("ready"),
        "look": job.may_become("checking") and not away,
        "part": job.may_become("waiting_part"),
        "company": job.may_become("sent_to_company"),
        "reject": job.may_become("rejected"),
        "cancel": job.may_become("cancelled"),
    }
    return [step for step, possible in fits.items() if possible]


def likeliest(job: Job) -> str:
    """The step asked first: with the company to ask them, else another day; a ready thing is looked at again."""
    return possible_steps(job)[0]


def step_words(step: str) -> str:
    """A step as the words of its chip."""
    return {
        "chase": pgettext("job step", "Asked the company"),
        "back": pgettext("job step", "Came back"),
        "day": pgettext("job step", "Another day"),
        "ready": pgettext("job step", "Ready"),
        "look": pgettext("job step", "Being looked at"),
        "part": pgettext("job step", "Waits for a part"),
        "company": pgettext("job step", "To the company"),
        "reject": pgettext("job step", "We refuse it"),
        "cancel": pgettext("job step", "Owner takes it back"),
    }[step]


def _note_words(step: str) -> str:
    """What the note is about."""
    return {
        "chase": _("What did they say?"),
        "back": _("What did the company do? (may be empty)"),
        "day": _("Why later? (may be empty)"),
        "part": _("Which part? (may be empty)"),
        "reject": _("Why is it refused?"),
        "cancel": _("Why do they take it back?"),
    }.get(step, _("Note (may be empty)"))


def _under_the_note(error: ShopbookError) -> ShopbookError:
    """The reason of an end is typed into the note."""
    if not isinstance(error, Invalid) or "reason" not in error.problems:
        return error
    problems = dict(error.problems)
    problems["note"] = problems.pop("reason")
    return Invalid(problems)
