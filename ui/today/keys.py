"""The keys of the day's list, one table for shortcuts, menu and help. What they do is the page's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from shopbook.localisation.language import _
from ui.actions import Action

OUTCOMES = {
    "1": "talked",
    "2": "no_answer",
    "3": "call_later",
    "4": "promised_pay",
    "5": "promised_buy",
    "6": "complaint",
    "0": "wrong_number",
}
ICONS = {
    "talked": "phone-call",
    "no_answer": "phone-missed",
    "call_later": "clock",
    "promised_pay": "hand-coins",
    "promised_buy": "shopping-bag",
    "complaint": "triangle-alert",
    "wrong_number": "phone-off",
}


def actions(do: Callable[[str], None], print_sheet: Callable[[], None]) -> list[Action]:
    """Every deed with the chosen card, `do(deed)`, and printing the list."""
    group = lambda: _("Today's work")  # noqa: E731 -- a text to be asked again
    words = {
        "talked": lambda: _("Talked"),
        "no_answer": lambda: _("No answer"),
        "call_later": lambda: _("Asked to call later"),
        "promised_pay": lambda: _("Will pay"),
        "promised_buy": lambda: _("Will buy"),
        "complaint": lambda: _("Complaint"),
        "wrong_number": lambda: _("Wrong number"),
    }
    outcomes = [
        Action(f"call_{name}", words[name], partial(do, name), key, ICONS[name], group)
        for key, name in OUTCOMES.items()
    ]
    return [
        *outcomes,
        Action("payment", lambda: _("Take a payment"), partial(do, "payment"), "F3", "hand-coins", group),
        Action("snooze", lambda: _("Put off"), partial(do, "snooze"), "S", "clock", group),
        Action("done", lambda: _("Done without a call"), partial(do, "done"), "D", "check", group),
        Action("skip", lambda: _("Skip with a reason"), partial(do, "skip"), "X", "x", group),
        Action("release", lambda: _("Call all the same"), partial(do, "release"), "O", "lock", group),
        Action("copy_message", lambda: _("Copy the message"), partial(do, "copy_message"), "Ctrl+C M",
               "message-square", group),
        Action("qr", lambda: _("QR to scan with a phone"), partial(do, "qr"), "Q", "qr-code", group),
        Action("whatsapp", lambda: _("Open in WhatsApp"), partial(do, "whatsapp"), "W", "message-circle", group),
        Action("dial", lambda: _("Dial from this computer"), partial(do, "dial"), "T", "phone-outgoing", group),
        Action("script", lambda: _("What to say"), partial(do, "script"), "H", "quote", group),
        Action("product_help", lambda: _("Write how the product is used"), partial(do, "product_help"), "",
               "lightbulb", group),
        Action("call_sheet", lambda: _("Print the list"), print_sheet, "Ctrl+L", "printer", group,
               footer=lambda: _("Print the list")),
    ]  # fmt: skip
