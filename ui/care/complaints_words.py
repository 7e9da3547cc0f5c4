"""How a complaint is said and drawn: its kind, how serious it is, what was promised. No widget is made here."""

from __future__ import annotations

import dataclasses
import datetime as dt

from shopbook.care.complaint_model import Complaint, ComplaintDraft
from shopbook.followups.rules.care import CHECK_AFTER
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from ui import titles
from ui.context import Context
from ui.forms.choices import Choice
from ui.lists.looks import RowLook

KINDS = (
    Choice("product", lambda: pgettext("complaint", "The product"), "package"),
    Choice("service", lambda: pgettext("complaint", "Service, repair"), "wrench"),
    Choice("delay", lambda: pgettext("complaint", "Delay"), "clock"),
    Choice("price", lambda: pgettext("complaint", "Price"), "tag"),
    Choice("behaviour", lambda: pgettext("complaint", "Behaviour"), "frown"),
    Choice("bill", lambda: pgettext("complaint", "Memo, account"), "receipt"),
    Choice("rumour", lambda: pgettext("complaint", "Rumour"), "megaphone"),
    Choice("other", lambda: pgettext("complaint", "Something else"), "message-square"),
)
SEVERITIES = (
    Choice("low", lambda: pgettext("complaint", "Small")),
    Choice("normal", lambda: pgettext("complaint", "Usual")),
    Choice("high", lambda: pgettext("complaint", "Serious")),
)
TONES = {"low": "blue", "normal": "amber", "high": "red"}


def kind_words(kind: str) -> str:
    """A kind in the user's language."""
    return next((str(c.title() if callable(c.title) else c.title) for c in KINDS if c.value == kind), kind)


def severity_words(severity: str) -> str:
    """How serious it is, in the user's language."""
    return next(
        (str(c.title() if callable(c.title) else c.title) for c in SEVERITIES if c.value == severity),
        severity,
    )


def kind_icon(kind: str) -> str:
    """The icon of a kind."""
    return next((c.icon for c in KINDS if c.value == kind), "triangle-alert")


def whom(complaint: Complaint) -> str:
    """Whose it is; a rumour belongs to nobody."""
    if complaint.customer_name or complaint.phone:
        return titles.known_as(complaint.customer_name, complaint.honorific) or numbers.phone(complaint.phone)
    return _("Rumour") if complaint.kind == "rumour" else _("Name not known")


def draft_of(complaint: Complaint) -> ComplaintDraft:
    """What was written down, to be changed."""
    names = [field.name for field in dataclasses.fields(ComplaintDraft)]
    return ComplaintDraft(**{name: getattr(complaint, name) for name in names})


def check_after(ctx: Context) -> int:
    """After how many days this shop asks whether it is really settled."""
    return ctx.book.followups.day().tuning.value(CHECK_AFTER)


def standing(complaint: Complaint, today: dt.date, after: int) -> tuple[str, str]:
    """Where it stands in two or three words, and their tone; `after`: see `check_after`."""
    if complaint.status == "withdrawn":
        return _("Withdrawn"), "blue"
    if complaint.status == "resolved":
        again = complaint.check_after(after)
        if again is None:
            return _("Settled"), "green"
        if again <= today:
            return _("Ask today"), "amber"
        return _("Ask: {day}").format(day=dates.ago(again, today)), "blue"
    promised = complaint.promised_on
    if promised is None and complaint.kind == "rumour":
        return _("Still about"), "amber"
    if promised is None:
        return _("No day promised"), "amber"
    if promised < today:
        return dates.days_late((today - promised).days), "red"
    words = _("Promised: {day}").format(day=dates.ago(promised, today))
    return words, "amber" if promised == today else "blue"


def look_of(complaint: Complaint, today: dt.date, after: int, *, narrow: bool = False) -> RowLook:
    """A row of the list: who, of what kind and since when, what, and where it stands."""
    badge, tone = standing(complaint, today, after)
    ended = complaint.status != "open"
    serious = complaint.severity == "high" and not ended
    since = dates.ago(complaint.opened_on, today)
    beside = (
        since
        if complaint.kind == "rumour" and not complaint.customer_id
        else (f"{kind_words(complaint.kind)} · {since}")
    )
    return RowLook(
        title=whom(complaint),
        beside="" if narrow else beside,
        second=" · ".join(complaint.what.split("\n")),
        icon=kind_icon(complaint.kind),
        tone="green" if complaint.status == "resolved" else "blue" if ended else TONES[complaint.severity],
        amount=severity_words("high") if serious and not narrow else "",
        amount_tone="red",
        badge=badge,
        badge_tone=tone,
        faded=ended,
    )
