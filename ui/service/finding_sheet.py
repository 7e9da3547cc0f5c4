"""The sheet of what came of a job: the work, a new serial, what it does to the warranty, what it costs. Handing it
over is delivery_sheet.py's."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.service.model import OUTCOMES, WITHOUT_EFFECT, Finding, Job
from shopbook.warranties.days import EFFECTS
from shopbook.warranties.model import LONGEST_SERIAL, Card
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, keyed
from ui.forms.figures import MoneyField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import LongTextField, TextField
from ui.service.effects import effect_lines, effect_sentence
from ui.service.parts import CoverBox
from ui.service.words import effect_title, job_number, outcome_title
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Facts, SidePanel
from ui.widgets.text import Label


class FindingSheet(LooseSheet):
    """[what was done] Enter: it waits for its owner. Ctrl+Enter goes on to handing it over: they are here."""

    def __init__(self, ctx: Context, job: Job) -> None:
        super().__init__(ctx)
        self.job = job
        card = ctx.book.warranties.card(job.warranty_id) if job.warranty_id is not None else None
        # A card that was voided or replaced meanwhile cannot follow the repair.
        self.card: Card | None = card if card is not None and card.status == "active" else None
        self._make_fields()
        self._lay_out()
        for field in self.fields.values():
            field.changed.connect(self._timer.start)
            field.entered.connect(self.save)
            field.finish_asked.connect(self.save_and_hand_over)
        self.outcome.changed.connect(self._show_outcome)
        self.effect.changed.connect(self._show_effect)
        self.save_button.clicked.connect(self.save)
        self.over_button.clicked.connect(self.save_and_hand_over)
        self.outcome.set_value("repaired")
        self.effect.set_value("none")
        self.charge.set_value(0 if job.cover == "covered" else job.estimate_paisa)
        self.work_done.set_value(job.work_done)
        self._restore()
        self._show_outcome()

    def _make_fields(self) -> None:
        outcomes = keyed([Choice(each, outcome_title(each)) for each in OUTCOMES])
        self.outcome = ChipsField("outcome", lambda: _("What came of it?"), outcomes)
        self.work_done = LongTextField(
            "work_done",
            lambda: _("What was done"),
            example=lambda: _("Compressor changed, gas filled …"),
            lines=2,
        )
        self.new_serial = TextField("new_serial", lambda: _("Serial of the new one"), longest=LONGEST_SERIAL)
        effects = [Choice(each, effect_title(each)) for each in EFFECTS]
        self.effect = ChipsField("cover_effect", lambda: _("The warranty"), effects)
        self.charge = MoneyField("charge_paisa", lambda: _("Charge (empty: free)"), words=False)
        self.cost = MoneyField(
            "cost_paisa",
            lambda: _("What it cost us (on no paper)"),
            empty=None,
            words=False,
        )
        fields = (self.outcome, self.work_done, self.new_serial, self.effect, self.charge, self.cost)
        self.fields = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.cover = CoverBox()
        self.cover.show_job(self.job)
        self.becomes = Label("", "caption", "text2", wrap=True)
        self.days = Facts()
        for widget in (self.strip, self.cover, self.outcome, self.work_done, self.new_serial, self.effect,
                       self.becomes, self.days, self.charge, self.cost):  # fmt: skip
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        self.over_button = plain(lambda: _("Hand over now"), "handshake", "Ctrl+Enter")
        self.save_button = primary(lambda: _("Ready"), "check", "Enter")
        panel.add_footer(self.over_button, self.save_button)

    def first_focus(self) -> QWidget:
        """What was done: most are repaired."""
        return self.work_done.control

    def key_pressed(self, key: str) -> bool:
        """1, 2, 3: what came of it."""
        at = int(key) - 1 if key.isdigit() else -1
        if not 0 <= at < len(OUTCOMES):
            return False
        self.outcome.set_value(OUTCOMES[at])
        self._show_outcome()
        return True

    def scanned(self, code: str) -> bool:
        """A scanner reads the piece given instead."""
        if self.outcome.value() != "replaced":
            return False
        self.new_serial.set_value(code)
        return True

    # what is shown

    def _show_outcome(self) -> None:
        outcome = str(self.outcome.value())
        self.new_serial.setVisible(outcome == "replaced")
        follows = self.card is not None and outcome not in WITHOUT_EFFECT
        self.effect.setVisible(follows)
        for effect, button in zip(EFFECTS, self.effect.buttons, strict=True):
            button.setVisible(effect != "new" or outcome == "replaced")
        if self.effect.value() == "new" and outcome != "replaced":
            self.effect.set_value("none")
        self._show_effect()

    def _show_effect(self) -> None:
        """Until when each promise will last, were it handed over today."""
        shown = not self.effect.isHidden() and self.card is not None
        self.becomes.setVisible(shown)
        self.days.setVisible(shown)
        if not shown or self.card is None:
            return
        effect, today = str(self.effect.value()), self.ctx.book.clock.today()
        self.becomes.say(effect_sentence(effect, self.job.received_on, today))
        self.days.clear()
        for what, until in effect_lines(self.card, effect, self.job.received_on, today):
            self.days.add(what, until, strong=effect != "none")

    # saving

    def finding(self) -> Finding:
        """What was found, as typed; raises Invalid with everything that is wrong."""
        values, problems = self._read()
        charge, cost = values.get("charge_paisa"), values.get("cost_paisa")
        found = Finding(
            outcome=str(values.get("outcome") or ""),
            work_done=str(values.get("work_done") or ""),
            new_serial=str(values.get("new_serial") or ""),
            cover_effect=str(values.get("cover_effect") or "none"),
            charge_paisa=charge if isinstance(charge, int) else 0,
            cost_paisa=cost if isinstance(cost, int) else None,
        )
        problems = {**found.problems(has_card=self.job.warranty_id is not None), **problems}
        if problems:
            raise Invalid(problems)
        return found

    def save(self) -> None:
        """Write down what was done; the list then tells its owner."""
        if not self._save():
            return
        undo = partial(self.ctx.book.jobs.undo_step, self.job.id)
        words = _("Ready to be fetched: {job_no}").format(job_no=job_number(self.job))
        self.ctx.messages.done(words, undo=undo)

    def save_and_hand_over(self) -> None:
        """Its owner stands here: go on to handing it over."""
        if self._save():
            self.ctx.navigation.go("job_delivery", {"job_id": self.job.id})

    def _save(self) -> bool:
        if self._finished:
            return False
        try:
            self.ctx.book.jobs.ready(self.job.id, self.finding())
        except ShopbookError as error:
            self._show_error(error)
            return False
        self._finish(self._draft_name())
        return True

    # what survives a crash

    def _draft_name(self) -> str:
        return f"job_finding:{self.job.id}"

    def _keep(self) -> None:
        typed = self._typed()
        charge = numbers.money_plain(self.job.estimate_paisa or 0) if self.job.cover != "covered" else ""
        other_charge = typed["charge_paisa"] not in ("", charge)
        worth = other_charge or any(typed[key] for key in ("work_done", "new_serial", "cost_paisa"))
        self._keep_or_drop(self._draft_name(), worth, {"fields": typed})

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)
        self.work_done.hint(lambda: _("You had begun to write this; it was kept."))
