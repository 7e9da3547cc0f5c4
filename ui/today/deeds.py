"""What is done with a card besides calling: put off, skip, finish, release; each said in a toast with a way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from shopbook.errors import ShopbookError
from shopbook.followups.model import Card, Item, Lane
from shopbook.localisation.language import _
from shopbook.settings.model import Staff
from ui import settling
from ui.context import Context


class Deeds(QObject):
    """Deeds on cards; `asked(deed)` when a strip leads to another deed of the page ("skip", "talked")."""

    asked = Signal(str)

    def __init__(self, ctx: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self._called: tuple[Card, tuple[Item, ...]]

    def snooze(self, items: tuple[Item, ...]) -> None:
        """Ask until when."""
        # The strips are fetched when a key asks for them: the start of the day needs only the list.
        from ui.today.putting_off import SnoozeStrip

        strip = SnoozeStrip(self.ctx, items)
        strip.finished.connect(self._on_snoozed)
        strip.skip_asked.connect(self._on_skip_asked)
        strip.call_asked.connect(self._on_call_asked)
        self.ctx.navigation.open_sheet(strip, _("Until when?"), "bottom")

    def skip(self, items: tuple[Item, ...]) -> None:
        """Ask why."""
        from ui.today.putting_off import SkipStrip

        strip = SkipStrip(self.ctx, items)
        strip.finished.connect(self._on_skipped)
        self.ctx.navigation.open_sheet(strip, _("Why is it skipped?"), "bottom")

    def finish(self, card: Card, items: tuple[Item, ...]) -> None:
        """Done without a call; what stands for a promise, a complaint or a wish is closed in its own sheet."""
        facts = [item for item in items if settling.has_sheet(self.ctx, item)]
        plain = [item for item in items if item not in facts]
        if plain and self._try(partial(self.ctx.book.followups.done, plain)):
            self._said(_("Done"))
        settling.settle(self.ctx, card, facts)

    def take_payment(self, card: Card | None) -> None:
        """Money comes while the list stands open: the instalment that the chosen card asks for lies ready, but who
        pays is asked all the same: the one at the counter may be another."""
        reasons = card.reasons if card is not None else ()
        asked = next((item.source_id for item in reasons if item.rule == "instalment"), None)
        plans = (
            self.ctx.book.plans.of_customer(card.customer_id) if card and card.customer_id and asked else []
        )
        for plan in plans:
            if any(one.id == asked for one in plan.instalments):
                self.ctx.navigation.go("payment", {"plan_id": plan.id, "sure": False})
                return
        self.ctx.navigation.go("payment")

    def other_number(self, card: Card, items: tuple[Item, ...]) -> None:
        """Nobody answers: ask for another number of the house, and call there."""
        from ui.today.unreached import NumberStrip

        self._called = (card, items)
        strip = NumberStrip(self.ctx, card)
        strip.chosen.connect(self._on_number_chosen)
        self.ctx.navigation.open_sheet(strip, _("Which number?"), "bottom")

    def visit(self, card: Card) -> None:
        """Nobody answers: ask when somebody goes to see them."""
        from ui.today.unreached import VisitStrip

        strip = VisitStrip(self.ctx, card)
        strip.finished.connect(self._on_visit_planned)
        self.ctx.navigation.open_sheet(strip, _("When will you go?"), "bottom")

    def show_passed(self) -> None:
        """Open the list of what passed unseen."""
        from ui.today.away import PassedList

        passed = PassedList(self.ctx)
        passed.opened.connect(self._on_passed_opened)
        self.ctx.navigation.open_sheet(passed, _("What passed"))

    def assign(self, callback_id: int, member: Staff) -> None:
        """Give a call-back to a member of staff."""
        if self._try(partial(self.ctx.book.calls.assign_callback, callback_id, member.id)):
            self._said(_("{name} will call back").format(name=member.name))

    def release(self, card: Card) -> None:
        """Let what is held back into the list."""
        held = [item for item in (*card.reasons, *card.others) if item.lane is Lane.HELD]
        if not held:
            self.ctx.messages.info(_("Nothing is held back here."))
            return
        if self._try(partial(self.ctx.book.followups.release, held)):
            self._said(_("The card stands in the list again"))

    def resolve(self, note_id: int) -> None:
        """A trouble that was noted is over."""
        if self._try(partial(self.ctx.book.notes.resolve, note_id)):
            self._said(_("Good to hear. The note is closed."))

    def _try(self, deed: partial[None]) -> bool:
        try:
            deed()
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return False
        return True

    def _said(self, words: str) -> None:
        """Say what was done, with a way back."""
        history = self.ctx.book.history
        self.ctx.messages.done(words, undo=partial(history.undo, history.last_operation()))

    def _on_snoozed(self, until: str) -> None:
        self.ctx.navigation.close_sheet()
        self._said(_("Put off: {when}").format(when=until))

    def _on_skipped(self, reason: str) -> None:
        self.ctx.navigation.close_sheet()
        self._said(_("Skipped: {reason}").format(reason=reason))

    def _on_number_chosen(self, phone: str) -> None:
        card, items = self._called
        self.ctx.navigation.go("call", {"card": card, "ticked": items, "phone": phone})

    def _on_visit_planned(self, day: str) -> None:
        self.ctx.navigation.close_sheet()
        self._said(_("The list reminds you of the visit on {day}").format(day=day))

    def _on_passed_opened(self, customer_id: int) -> None:
        self.ctx.navigation.close_sheet()
        self.ctx.navigation.go("customer", customer_id)

    def _on_skip_asked(self) -> None:
        self.asked.emit("skip")

    def _on_call_asked(self) -> None:
        self.asked.emit("talked")
