"""The top of a profile: who this is, how to reach them, and the deeds done most. Money and life are other parts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from shopbook.customers.model import Customer, CustomerPhone
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.notes.words import RELATIONS
from ui import plans
from ui.context import Context
from ui.customers import deeds, words
from ui.style import theme
from ui.widgets.badges import Avatar, Badge
from ui.widgets.buttons import Button, icon_button, link, plain
from ui.widgets.cards import Banner, Card, mark
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

# Narrower than this the deeds show their icons only, so that the name has room.
WORDS_FROM = 960


class Header(Card):
    """Signals tell which deed was asked for; `private_toggled(bool)` when the eye was pressed."""

    sale_requested = Signal()
    call_requested = Signal()
    edit_requested = Signal()
    trash_requested = Signal()
    restore_requested = Signal()
    merge_requested = Signal()
    erase_requested = Signal()
    private_toggled = Signal(bool)

    def __init__(self, ctx: Context) -> None:
        super().__init__(margin=14, gap=8)
        self.ctx = ctx
        self.avatar = Avatar(size=60)
        self.name = Label("", "h1", wrap=True)
        self.contacts = FlowLayout(gap=4)
        self.trashed = Banner(
            "amber", lambda: _("This customer is in the trash."), "", lambda: _("Take out of the trash")
        )
        self.trashed.pressed.connect(self.restore_requested)
        self.erased = Banner("info", "")
        self.sale = plain(lambda: _("Sale"), "shopping-bag", "F2")
        self.call = plain(lambda: _("Call"), "phone-call", "F5")
        self.edit = plain(lambda: _("Edit"), "pencil", "Ctrl+E")
        self.eye = icon_button(lambda: _("Show what is private"), "eye-off", "Alt+P")
        self.eye.setCheckable(True)
        self.delete = icon_button(lambda: _("Put into the trash"), "trash-2", "Ctrl+Del")
        self.more = icon_button(lambda: _("More"), "ellipsis")
        self.more.clicked.connect(self._on_more)
        for button, signal in (
            (self.sale, self.sale_requested),
            (self.call, self.call_requested),
            (self.edit, self.edit_requested),
            (self.delete, self.trash_requested),
        ):
            button.clicked.connect(signal)
        self.eye.toggled.connect(self._on_eye)
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(theme.px(6), 0, 0, 0)
        first.setSpacing(theme.px(12))
        first.addWidget(self.name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        for button in (self.sale, self.call, self.edit, self.eye, self.delete, self.more):
            buttons.addWidget(button)
        first.addLayout(buttons)
        who = QVBoxLayout()
        who.setSpacing(theme.px(4))
        who.addLayout(first)
        who.addLayout(self.contacts)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.avatar)
        row.addLayout(who, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.trashed)
        self.body.addWidget(self.erased)

    def show_customer(self, customer: Customer, private: bool) -> None:
        """Say who this is; the tier only when asked."""
        draft = customer.draft
        self.avatar.show_name(draft.name or numbers.phone(customer.phone))
        honorific = words.said(words.HONORIFICS, draft.honorific) if draft.honorific else ""
        # Who was erased is called by the number of their page, in the shop's digits.
        name = numbers.to_script(draft.name) if customer.erased_on is not None else draft.name
        self.name.say(" ".join(part for part in (name or numbers.phone(customer.phone), honorific) if part))
        _empty(self.contacts)
        for text, tone in (*self._plan_badge(customer), *_badges(customer, private)):
            self.contacts.addWidget(_in_line(Badge(text, tone)))
        for phone in customer.phones:
            self.contacts.addWidget(self._phone(phone))
        for icon, text in _facts(customer):
            self.contacts.addWidget(_fact(icon, text))
        self.trashed.setVisible(customer.deleted and customer.erased_on is None)
        self.erased.setVisible(customer.erased_on is not None)
        if customer.erased_on is not None:
            day = dates.date_long(customer.erased_on)
            said = _("Erased on {day}: money and papers stay, the name is gone.")
            self.erased.say(said.format(day=day))
        self.edit.setVisible(customer.erased_on is None)
        self.more.setVisible(customer.erased_on is None and self.ctx.book.store.may("merge"))
        self.delete.setVisible(not customer.deleted)
        self.call.setEnabled(bool(customer.phones))
        self.eye.setChecked(private)
        self.sale.setVisible(self.ctx.navigation.has("sale"))

    def _plan_badge(self, customer: Customer) -> list[tuple[str, str]]:
        plan = plans.running(self.ctx, customer.id)
        if plan is None:
            return []
        today = self.ctx.book.clock.today()
        return [plans.standing(plan, today) if plan.missed(today) else (_("Pays in instalments"), "blue")]

    def _phone(self, phone: CustomerPhone) -> Button:
        shown = numbers.phone(phone.shown)
        label = words.said(words.PHONE_LABELS, phone.label) if phone.label != "own" else ""
        states = {"wrong": _("wrong number"), "off": _("switched off")}
        extra = " · ".join(part for part in (label, phone.note, states.get(phone.state, "")) if part)
        button = link(f"{shown} ({extra})" if extra else shown, "phone")
        button.setToolTip(_("Copy the number"))
        button.setAccessibleDescription(_("Copy the number"))
        button.clicked.connect(partial(deeds.copy_phone, self.ctx, phone.e164 or phone.raw))
        return button

    def menu_now(self) -> QMenu:
        """The seldom deeds."""
        menu = QMenu(self)
        if self.ctx.book.store.may("merge"):
            menu.addAction(_("Merge with another page"), self.merge_requested.emit)
        if self.ctx.book.store.may("erase"):
            menu.addAction(_("Asks to be forgotten: erase"), self.erase_requested.emit)
        return menu

    def _on_more(self) -> None:
        menu = self.menu_now()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_eye(self, on: bool) -> None:
        self.eye.say(
            (lambda: _("Hide what is private")) if on else (lambda: _("Show what is private")),
            "eye" if on else "eye-off",
        )
        self.private_toggled.emit(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.sale, self.call, self.edit):
            button.shrink(self.width() < theme.px(WORDS_FROM))


def _badges(customer: Customer, private: bool) -> list[tuple[str, str]]:
    draft = customer.draft
    found: list[tuple[str, str]] = []
    if draft.needs_review:
        found.append((_("To look at"), "amber"))
    if draft.do_not_call:
        found.append((_("Do not call"), "red"))
    if draft.no_gift:
        found.append((_("No gifts"), "amber"))
    if private and draft.tier != "normal":
        found.append((words.said(words.TIERS, draft.tier), "violet"))
    found += [(tag, "blue") for tag in draft.tags]
    return found


def _facts(customer: Customer) -> list[tuple[str, str]]:
    draft = customer.draft
    relation = words.said(RELATIONS, draft.guardian_relation) if draft.guardian_relation else ""
    guardian = (
        f"{relation}: {draft.guardian_name}" if relation and draft.guardian_name else draft.guardian_name
    )
    area = "" if draft.area and draft.area in draft.address else draft.area
    place = numbers.to_script(", ".join(part for part in (draft.address, draft.landmark, area) if part))
    since = dates.month_year(customer.created_on.year, customer.created_on.month)
    birthday = dates.partial_date(draft.birthday.year, draft.birthday.month, draft.birthday.day)
    times = ""
    if draft.best_from or draft.best_to:
        times = _("call {start}–{end}").format(start=draft.best_from or "…", end=draft.best_to or "…")
    facts = [
        ("user", " · ".join(part for part in (draft.nickname, guardian, draft.occupation) if part)),
        ("map-pin", place),
        ("cake", birthday),
        ("clock", numbers.to_script(times)),
        ("calendar-days", _("since {month}").format(month=since)),
    ]
    return [(icon, text) for icon, text in facts if text]


def _fact(icon: str, text: str) -> QWidget:
    fact = QWidget()
    row = QHBoxLayout(fact)
    row.setContentsMargins(theme.px(6), theme.px(3), theme.px(6), theme.px(3))
    row.setSpacing(theme.px(6))
    row.addWidget(mark(icon, "text3", 16))
    label = Label(text, "second", "text2")
    row.addWidget(label)
    return fact


def _in_line(badge: Badge) -> QWidget:
    """A badge at the height of the words it stands among."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(theme.px(4), theme.px(3), theme.px(4), theme.px(3))
    row.addWidget(badge)
    return holder


def _empty(layout: FlowLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
