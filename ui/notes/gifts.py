"""The sheets of gifts: writing one down, and hearing whether it arrived. When the list asks is shopbook.followups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import dates
from shopbook.localisation.language import _, pgettext
from shopbook.notes.model import Gift, GiftDraft
from shopbook.notes.words import relation_word
from ui import titles
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, ChoiceField, keyed
from ui.forms.customer import CustomerField
from ui.forms.days import Ahead, DateField
from ui.forms.figures import MoneyField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField
from ui.widgets.buttons import primary
from ui.widgets.cards import Banner, SidePanel
from ui.widgets.text import Label

OCCASIONS: tuple[Callable[[], str], ...] = (
    lambda: pgettext("gift", "Child born"),
    lambda: pgettext("gift", "Illness"),
    lambda: pgettext("gift", "Wedding"),
    lambda: pgettext("gift", "Festival"),
    lambda: pgettext("gift", "Thanks"),
)
PLACES = (
    Choice("home", lambda: pgettext("gift", "At home")),
    Choice("hospital", lambda: pgettext("gift", "In hospital")),
    Choice("shop", lambda: pgettext("gift", "Here in the shop")),
    Choice("courier", lambda: pgettext("gift", "By courier")),
    Choice("other", lambda: pgettext("gift", "Elsewhere")),
)


class GiftSheet(LooseSheet):
    """[what] Enter; the rest may follow: what it cost, for whom, why, where it goes and who carries it."""

    def __init__(self, ctx: Context, customer_id: int | None) -> None:
        super().__init__(ctx)
        self.customer_id = customer_id
        self._asks = customer_id is None
        self._make_fields()
        self._lay_out()
        self._watch(self.fields.values())
        for field in self.fields.values():
            if field is not self.person:
                field.entered.connect(self.save)
        self.person.picked.connect(self._on_person_picked)
        self.save_button.clicked.connect(self.save)
        self._show_person()
        self._restore()

    def _make_fields(self) -> None:
        self.person = CustomerField("customer_id", lambda: _("For whom"), self.ctx.book)
        self.what = TextField(
            "what", lambda: _("What was given"), example=lambda: _("Baby dress, sweets, fruit …")
        )
        self.cost = MoneyField(
            "cost_paisa", lambda: _("What it cost (may be empty)"), empty=None, words=False
        )
        self.member = ChoiceField("family_member_id", lambda: _("Who in the family"), self._members())
        self.occasion = ChipsField(
            "occasion", lambda: _("Why"), [Choice(at, words) for at, words in enumerate(OCCASIONS)]
        )
        self.place = ChipsField("place", lambda: _("Where it goes"), PLACES)
        self.carried_by = TextField("carried_by", lambda: _("Who carries it"))
        self.given_on = DateField(
            "given_on", lambda: _("Day"), self.ctx.book.clock.today, chips=(Ahead(), Ahead(days=1))
        )
        self.given_on.set_value(self.ctx.book.clock.today())
        fields = (self.person, self.what, self.cost, self.member, self.occasion, self.place, self.carried_by,
                  self.given_on)  # fmt: skip
        self.fields = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        self.unwanted = Banner("amber", lambda: _("They asked for no gifts."))
        self.unwanted.hide()
        for widget in (self.strip, self.unwanted, *self.fields.values()):
            panel.body.addWidget(widget)
        self.hint = Label("", "caption", "text3", wrap=True)
        panel.body.addWidget(self.hint)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.person.setVisible(self._asks)
        self.place.changed.connect(self._say_hint)
        self._say_hint()

    def first_focus(self) -> QWidget:
        """Whom it is for, when that is not known; else what."""
        return self.person.control if self._asks and self.customer_id is None else self.what.control

    def _say_hint(self) -> None:
        if self.place.value() == "shop":
            self.hint.say(lambda: _("Enter saves."))
        else:
            self.hint.say(lambda: _("Enter saves; after two days the list asks whether it arrived."))

    def _members(self) -> list[Choice]:
        found = [Choice(None, lambda: _("The customer"))]
        if self.customer_id is not None:
            for one in self.ctx.book.notes.family(self.customer_id):
                words = relation_word(one.relation, one.head_count)
                found.append(Choice(one.id, f"{one.name} · {words}" if one.name else words))
        return found

    def _show_person(self) -> None:
        self.member.set_choices(self._members())
        self.member.set_value(None)
        if self.customer_id is None:
            return
        self.unwanted.setVisible(self.ctx.book.customers.get(self.customer_id).draft.no_gift)

    def _on_person_picked(self, customer_id: object) -> None:
        self.customer_id = int(str(customer_id))
        self._show_person()
        self.what.setFocus()

    # saving

    def draft(self) -> GiftDraft:
        """The gift as typed; raises Invalid with everything that is wrong."""
        values, problems = self._read()
        if self.customer_id is None:
            problems["customer_id"] = Message("Choose whom the gift is for.")
        chosen = values.get("occasion")
        given_on, cost = values.get("given_on"), values.get("cost_paisa")
        member = self.member.value()
        draft = GiftDraft(
            self.customer_id or 0,
            str(values.get("what") or ""),
            occasion=OCCASIONS[chosen]() if isinstance(chosen, int) else "",
            cost_paisa=cost if isinstance(cost, int) else None,
            given_on=given_on if isinstance(given_on, dt.date) else None,
            place=self.place.value(),
            carried_by=str(values.get("carried_by") or ""),
            family_member_id=member if isinstance(member, int) else None,
        )
        problems = {**draft.problems(), **problems}
        if problems:
            raise Invalid(problems)
        return draft

    def save(self) -> None:
        """Write the gift down."""
        if self._finished:
            return
        try:
            draft = self.draft()
            self.ctx.book.notes.give(draft, by=self)
        except ShopbookError as error:
            self._show_error(error)
            return
        self._saved(self._draft_name(), _("Gift noted: {what}").format(what=draft.what))

    # what survives a crash

    def _draft_name(self) -> str:
        return "gift" if self._asks else f"gift:{self.customer_id}"

    def _keep(self) -> None:
        kept = {"customer": str(self.customer_id or ""), "fields": self._typed()}
        self._keep_or_drop(self._draft_name(), self.what.typed().strip(), kept)

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        if self._asks and kept.get("customer"):
            self.customer_id = int(kept["customer"])
            self.person.show_customer(self.customer_id)
            self._show_person()
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)


class GiftReachedSheet(LooseSheet):
    """Did it reach? 1 or 2, a word they said about it, Enter."""

    KEYS: Mapping[str, bool] = {"1": True, "2": False}

    def __init__(self, ctx: Context, gift: Gift) -> None:
        super().__init__(ctx)
        self.gift = gift
        self.reached = ChipsField(
            "reached",
            lambda: _("Did it reach?"),
            keyed(
                (
                    Choice(True, lambda: pgettext("gift", "It reached"), "check"),
                    Choice(False, lambda: pgettext("gift", "It did not"), "x"),
                )
            ),
        )
        self.reached.set_value(True)
        self.word = TextField("word", lambda: _("What they said (may be empty)"), longest=1000)
        self.fields = {field.key: field for field in (self.reached, self.word)}
        panel = SidePanel(framed=False)
        today = ctx.book.clock.today()
        about = " · ".join(part for part in (gift.occasion, dates.ago(gift.given_on, today)) if part)
        for widget in (self.strip, Label(gift.what, "h2", wrap=True), Label(about, "second", "text2", wrap=True),
                       self.reached, self.word):  # fmt: skip
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self._watch(self.fields.values())
        self.word.entered.connect(self.save)
        self.reached.entered.connect(self.save)
        self.save_button.clicked.connect(self.save)

    def first_focus(self) -> QWidget:
        """The answer."""
        return self.reached.buttons[0]

    def key_pressed(self, key: str) -> bool:
        if key not in self.KEYS:
            return False
        self.reached.set_value(self.KEYS[key])
        self.word.setFocus()
        return True

    def save(self) -> None:
        """Write the answer down; what they said becomes a note."""
        if self._finished:
            return
        reached = bool(self.reached.value())
        try:
            self.ctx.book.notes.gift_reached(self.gift.id, reached, by=self, word=str(self.word.value()))
        except ShopbookError as error:
            self._show_error(error)
            return
        words = _("Noted: the gift reached them") if reached else _("Noted: the gift did not reach them")
        self._saved(self._draft_name(), words)

    def _draft_name(self) -> str:
        return f"gift reached:{self.gift.id}"

    def _keep(self) -> None:
        word = self.word.typed()
        self._keep_or_drop(self._draft_name(), word.strip(), {"word": word})


def open_gift(ctx: Context, target: object) -> None:
    """Navigation "gift": {"customer_id": id}, else the customer of the page in front, else the sheet asks."""
    asked = target.get("customer_id") if isinstance(target, Mapping) else None
    customer_id = asked if isinstance(asked, int) else ctx.navigation.customer_here()
    ctx.navigation.open_sheet(GiftSheet(ctx, customer_id), titles.about(ctx, customer_id, _("Gift")))


def settle_gift(ctx: Context, target: object) -> None:
    """Navigation "settle_gift_reached": {"item", "card"} of the day's list, or {"gift_id"}."""
    asked: Mapping[str, Any] = target if isinstance(target, Mapping) else {}
    gift_id = asked["item"].source_id if "item" in asked else asked.get("gift_id")
    if not isinstance(gift_id, int):
        return
    gift = ctx.book.notes.gift(gift_id)
    ctx.navigation.open_sheet(GiftReachedSheet(ctx, gift), titles.about(ctx, gift.customer_id, _("Gift")))
