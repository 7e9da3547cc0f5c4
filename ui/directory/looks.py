"""What a helper looks like in a list, and the words of the small deeds with one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QApplication

from shopbook.directory.model import Helper
from shopbook.directory.queries import HERE, NEARBY
from shopbook.errors import Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from shopbook.notes.model import NoteDraft
from ui.context import Context
from ui.lists.looks import RowLook

ICONS = {
    "mechanic": "wrench",
    "electrician": "zap",
    "doctor": "stethoscope",
    "hospital": "hospital",
    "ambulance": "ambulance",
    "driver": "car",
    "tow_truck": "truck",
}


def look_of(helper: Helper, *, narrow: bool = False) -> RowLook:
    """Name, trade and place; the phone at the right end, where the eye looks for it, or first below the name."""
    near = {HERE: _("Same area"), NEARBY: _("Near")}.get(helper.near, "")
    phone = numbers.phone(helper.phone)
    second = (phone if narrow else "", helper.title, helper.area, helper.note)
    return RowLook(
        title=helper.name,
        second=" · ".join(part for part in second if part),
        icon=ICONS.get(helper.skill, "wrench"),
        tone="violet",
        amount="" if narrow else phone,
        badge=near,
        badge_tone="green" if helper.near == HERE else "blue",
        faded=not helper.active,
    )


def copy_number(ctx: Context, helper: Helper) -> None:
    """Put the number on the clipboard, as it is dialled."""
    shown = numbers.phone(helper.phone)
    QApplication.clipboard().setText(numbers.to_ascii(shown).replace("-", ""))
    ctx.messages.info(_("{phone} is copied").format(phone=shown))


def give(ctx: Context, helper: Helper, customer_id: int, by: object) -> int:
    """Write down that the customer got this number: a favour, asked after in two days. Returns the note."""
    body = Message(
        "Gave them {whose} number: {skill}, {phone}",
        whose=helper.name,
        skill=helper.title,
        phone=numbers.phone(helper.phone),
    )
    return ctx.book.notes.write(NoteDraft(customer_id, say(body), kind="favour"), by=by)


def tell_given(ctx: Context, helper: Helper, customer_id: int) -> None:
    """Say that the number was given, with a way back."""
    history = ctx.book.history
    words = Message(
        "{name} has {whose} number; the list asks in two days whether it helped",
        name=ctx.book.customers.row(customer_id).title,
        whose=helper.name,
    )
    ctx.messages.done(say(words), undo=partial(history.undo, history.last_operation()))
