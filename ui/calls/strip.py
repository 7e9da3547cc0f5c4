"""The strip under the page for one call: what they said, what we answered, and when next; Enter saves.

What else a talk can bring is asked by the outcome or behind a chip (parts.py). Saving is one operation of
shopbook.followups; the strip only collects the words.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QWidget

from shopbook.calls.model import TALKED, CallDraft
from shopbook.calls.outcomes import ADVICE
from shopbook.care.promises import BuyPromiseDraft
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation.language import _
from ui import settling
from ui.calls import words
from ui.calls.calm import LOW_MOODS
from ui.calls.face import EXTRA_PARTS, StripFace
from ui.calls.whom import Whom
from ui.context import Context
from ui.forms.days import Ahead
from ui.widgets.buttons import Button

# Suggested days until the next word, by outcome; a person accepts with Enter or changes them.
SUGGESTED = {"call_later": Ahead(days=1), "promised_pay": Ahead(days=7), "promised_buy": Ahead(days=7)}
# What is not asked twice: problems of these stand under the field that asks for it.
ASKED_AS = {"complaint_what": "said", "buys_expected_on": "next_on", "buys_amount_paisa": "amount_paisa"}


class CallStrip(StripFace):
    """One call: outcome chips on top, three columns below; Esc keeps what was typed as a draft."""

    def __init__(self, ctx: Context, whom: Whom, outcome: str = "talked", channel: str = "phone") -> None:
        super().__init__(ctx, whom, outcome)
        self._suggested = ""
        self._watch(self.fields.values())
        self._wire()
        self.channel.set_value(channel)
        self._ask_feedback()
        self.choose(outcome)
        self._restore()

    def _wire(self) -> None:
        for field in self.fields.values():
            field.entered.connect(self._on_entered)
        self.button.clicked.connect(self.save)
        self.mood.changed.connect(self._on_mood)
        for button in self.outcomes.values():
            button.clicked.connect(self._on_outcome)
        for button in self.extras.values():
            button.clicked.connect(self._on_extra)
        keys = [one.key for one in words.OUTCOMES if one.key] + [one.key for one in words.EXTRAS]
        self.own_shortcuts = tuple(f"Alt+{key}" for key in keys)
        for key in keys:
            shortcut = QShortcut(QKeySequence(f"Alt+{key}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setProperty("letter", key)
            shortcut.activated.connect(self._on_alt)

    # what is chosen

    def first_focus(self) -> QWidget:
        """What they said comes first."""
        return self.another.control if self.outcome == "wrong_number" else self.said.control

    @property
    def talks(self) -> bool:
        """True while the outcome means that somebody talks and may go on talking."""
        return self.outcome in TALKED and self.outcome != "do_not_call"

    def choose(self, outcome: str) -> None:
        """Take another outcome: other fields, another suggested day; words already typed stay."""
        self.outcome = outcome
        for code, button in self.outcomes.items():
            button.setChecked(code == outcome)
        wrong, complaint = outcome == "wrong_number", outcome == "complaint"
        self.another.setVisible(wrong)
        self.amount.setVisible(outcome in ("promised_pay", "promised_buy"))
        self.buy_what.setVisible(outcome == "promised_buy")
        self.next_at.setVisible(outcome == "call_later")
        for talked in (self.said, self.answered, self.mood, self.direction, self.channel, self.reasons):
            # Behind a wrong number nobody talked, so nothing is settled either.
            if talked is not None:
                talked.setVisible(not wrong)
        self.next_on.setVisible(not wrong and outcome not in ("do_not_call", "complaint"))
        self.next_on.label.say(self._next_words)
        self.promised_on.setVisible(complaint)
        self._open("complaint", complaint)
        self._show_extras()
        self._suggest(outcome)
        if outcome == "promised_pay" and not self.amount.typed() and self.whom.balance_paisa > 0:
            self.amount.set_value(self.whom.balance_paisa)
        for field in self.fields.values():
            field.show_problem(None)
        self.strip.hide()

    def _show_extras(self) -> None:
        """Open the parts whose chip is down; nothing more is asked when nobody talks."""
        self.extras_box.setVisible(self.talks)
        # Only somebody in the book is asked how happy they are, and not while they complain.
        asks = self.whom.customer_id is not None and self.outcome != "complaint"
        self.extras["feedback"].setVisible(asks)
        for code in EXTRA_PARTS:
            self._open(
                code, self.talks and self.extras[code].isChecked() and not self.extras[code].isHidden()
            )
        self._show_mood()

    def _open(self, code: str, on: bool) -> None:
        """Open a part, or close it if it was ever made."""
        if on or self.made(code) is not None:
            self.part(code).open(on)

    def _show_mood(self) -> None:
        mood = self._mood() if self.talks else None
        if mood in LOW_MOODS or "calm" in vars(self):
            self.calm.show_mood(mood)

    def open_extra(self, code: str, on: bool = True) -> None:
        """Put the chip of something more down (or up) and open its part."""
        if self.extras[code].isHidden() or not self.talks:
            return
        self.extras[code].setChecked(on)
        if code == ADVICE and on:
            self.direction.set_value("in")  # advice is asked by those who call
        if code == "promise" and on and not self.promise.due_on.typed():
            self.promise.due_on.set_value(Ahead(days=1).of(self.ctx.book.clock.today()))
        self._show_extras()
        self._timer.start()
        if on and code in EXTRA_PARTS:
            self.part(code).first.setFocus()
            # When the opened part has its place.
            QTimer.singleShot(0, self._bring_into_sight)

    def _ask_feedback(self) -> None:
        """One question for a regular who was not asked for long, or when the list brought it up."""
        customer_id = self.whom.customer_id
        if customer_id is None:
            return
        book, today = self.ctx.book, self.ctx.book.clock.today()
        brought_up = any(item.rule == "feedback" for item in self.whom.ticked)
        days = None if brought_up else book.followups.feedback_days()
        if brought_up or (days is not None and book.feedback.is_due(customer_id, today, days)):
            self.extras["feedback"].setChecked(True)

    def _suggest(self, outcome: str) -> None:
        """Put the outcome's usual day in, unless the person chose a day."""
        if self.next_on.typed() != self._suggested:
            return
        ahead = SUGGESTED.get(outcome)
        self.next_on.set_value(ahead.of(self.ctx.book.clock.today()) if ahead else None)
        self._suggested = self.next_on.typed()

    def key_pressed(self, key: str) -> bool:
        """The figure of an outcome chooses it."""
        if key in words.BY_KEY:
            self.choose(words.BY_KEY[key].code)
            return True
        return False

    def _mood(self) -> str | None:
        """The gravest of the moods that were ticked."""
        moods = self.mood.value()
        return next((one for one in ("angry", "sad", "happy") if one in moods), None)

    def _hand_to(self) -> int | None:
        return self.calm.hand_to if "calm" in vars(self) else None

    # saving

    def draft(self) -> CallDraft:
        """The call as typed; raises Invalid for what cannot be read."""
        values, problems = self._read()
        if problems:
            raise Invalid(problems)
        mine = {field.key: values[field.key] for field in self.own if values.get(field.key) is not None}
        mine.pop("mood", None)
        brought = {key: draft for key, draft in self._brought().items() if draft is not None}
        advice = self.extras[ADVICE].isChecked() and self.talks
        return CallDraft(
            customer_id=self.whom.customer_id,
            phone=self.whom.phone,
            outcome=self.outcome,
            mood=self._mood(),
            reasons=(ADVICE,) if advice else (),
            **mine,  # type: ignore[arg-type]
            **brought,  # type: ignore[arg-type]
        )

    def _brought(self) -> dict[str, object]:
        """What the talk brought, by the name of the draft's field; only what is open and answered."""
        return {
            "complaint": self.complaint.draft(self.promised_on.value())
            if self.outcome == "complaint"
            else None,
            "buys": self._buys() if self.outcome == "promised_buy" else None,
            "promise": self.promise.draft() if self.made("promise") else None,
            "demand": self.demand.draft() if self.made("demand") else None,
            "feedback": self.feedback.draft() if self.made("feedback") else None,
            "hand_to": self._hand_to(),
        }

    def _buys(self) -> BuyPromiseDraft | None:
        """The goods, when they were named: day, amount and else their words go with the call itself."""
        what, product_id = self.buy_what.what()
        return BuyPromiseDraft(what=what, product_id=product_id) if what else None

    def save(self) -> None:
        """Write the call down with everything it settles; problems are shown under their fields."""
        if self._finished:
            return
        card, ticked = self.whom.card, None
        if self.reasons is not None and card is not None:
            keys = self.reasons.value()
            ticked = [item for item in card.reasons if item.key in keys]
        try:
            draft = self.draft()
            self.ctx.book.followups.called(draft, card, ticked, by=self)
        except Invalid as invalid:
            self._show_error(
                Invalid({ASKED_AS.get(key, key): what for key, what in invalid.problems.items()})
            )
            return
        except ShopbookError as error:
            self._show_error(error)
            return
        tell(self.ctx, self.whom, self.outcome, self._finish(self.whom.draft_name))
        if card is not None and self.talks and self.outcome != "call_later":
            left = settling.left_by_talk(self.ctx, ticked or ())
            settling.settle(
                self.ctx, card, [i for i in left if i.rule != "feedback" or draft.feedback is None]
            )

    # what survives a crash

    def _keep(self) -> None:
        typed = {key: field.typed() for key, field in self.fields.items() if key != "reasons"}
        name = self.whom.draft_name
        blank = all(part is None or part.is_blank() for part in map(self.made, EXTRA_PARTS))
        if typed["said"] or typed["answered"] or typed["buys_what"] or not blank:
            kept = {
                "outcome": self.outcome,
                "fields": typed,
                "extras": [code for code, button in self.extras.items() if button.isChecked()],
                "hand_to": self._hand_to(),
            }
            self.ctx.book.drafts.keep(name, kept)
        else:
            self.ctx.book.drafts.drop(name)

    def _restore(self) -> None:
        kept = self.ctx.book.drafts.kept(self.whom.draft_name)
        if not kept or not isinstance(kept.get("fields"), dict):
            return
        by_outcome = {"amount_paisa", "next_at", "another_phone", "complaint_promised_on"}
        for key, typed in kept["fields"].items():
            code = key.split("_")[0]
            if key not in self.fields and code in ("complaint", *EXTRA_PARTS):
                self.part(code)
            if key in self.fields and (key not in by_outcome or kept.get("outcome") == self.outcome):
                self.fields[key].restore(typed)
        for code in kept.get("extras", ()):
            if code in self.extras:
                self.extras[code].setChecked(True)
        if kept.get("hand_to") is not None:
            self.calm.restore(kept["hand_to"])
        self._open("complaint", self.outcome == "complaint")
        self._show_extras()
        self.said.area.moveCursor(QTextCursor.MoveOperation.End)
        self.said.hint(lambda: _("You had begun to write this; it was kept."))

    # what happens

    def _bring_into_sight(self) -> None:
        focused = self.focusWidget()
        if focused is not None:
            self.area.ensureWidgetVisible(focused)

    def _on_outcome(self) -> None:
        self.choose(str(self.sender().property("outcome")))
        self.first_focus().setFocus()

    def _on_extra(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.open_extra(str(button.property("extra")), button.isChecked())

    def _on_alt(self) -> None:
        letter = str(self.sender().property("letter"))
        if letter in words.BY_KEY:
            self.choose(words.BY_KEY[letter].code)
            if self.outcome == "wrong_number":
                self.first_focus().setFocus()
            return
        code = next(one.code for one in words.EXTRAS if one.key == letter)
        self.open_extra(code, not self.extras[code].isChecked())
        if not self.extras[code].isChecked():
            self.first_focus().setFocus()

    def _on_mood(self) -> None:
        self._show_mood()
        if self._mood() in LOW_MOODS:
            self.area.verticalScrollBar().setValue(0)

    def _on_entered(self) -> None:
        """Enter saves; in a product it takes the product, and the next Enter, with the rest in sight, saves."""
        if self.sender() is self.buy_what:
            self.amount.setFocus()
        elif self.sender() is self.fields.get("demand_what"):
            self.demand.alternative.setFocus()
        else:
            self.save()


def tell(ctx: Context, whom: Whom, outcome: str, operation: int) -> None:
    """Say that a call is saved, with a way back."""
    words_said = words.said(outcome, owes=whom.balance_paisa > 0).format(name=whom.name)
    ctx.messages.done(words_said, undo=partial(ctx.book.history.undo, operation))
