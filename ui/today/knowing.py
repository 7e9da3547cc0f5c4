"""What one should know before dialling, as lines: what to leave unsaid, promises and dues, the life behind a card.

Which facts there are is the core's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from shopbook.errors import Message
from shopbook.followups.details import Details
from shopbook.followups.model import Card
from shopbook.followups.promised import OpenJob, ProductHelp
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, say
from ui.style import theme
from ui.today.words import family_line, talk_line
from ui.widgets.cards import mark, pad
from ui.widgets.text import Label

# A label, its words, their tone, and whether they are strong.
FactLine = tuple[str, str, str, bool]


class Unsaid(QFrame):
    """What not to say: a few plain sentences on an amber ground."""

    def __init__(self, sentences: Sequence[Message]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        pad(column, 12, 6, 12, 8, 0)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(mark("message-square-off", "amber", 16))
        head.addWidget(Label(lambda: _("What not to say"), "strong", "amber"), 1)
        column.addLayout(head)
        words = "\n".join(say(sentence) for sentence in sentences)
        self.words = Label(words, "second", "text", wrap=True)
        column.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().tint("amber")))
        painter.drawRoundedRect(QRectF(self.rect()), theme.px(8), theme.px(8))


def facts_of(details: Details, card: Card, today: dt.date) -> list[FactLine]:
    """Money, words given on both sides, complaints, and the last purchase; what is a reason above is not told twice."""
    told = {(item.source_kind, item.source_id) for item in card.reasons}
    found: list[FactLine] = []
    if details.balance_paisa > 0:
        found.append((_("Owes"), numbers.money(details.balance_paisa), "red", True))
    for promise in details.promises:
        if ("pay_promise", promise.id) in told:
            continue
        words = f"{numbers.money(promise.left_paisa)} · {dates.ago(promise.due_on, today)}"
        found.append((_("Promised to pay"), words, _tone(promise.due_on, today), True))
    for guarantor in details.guarantors:
        named = f"{guarantor.name} ({guarantor.relation})" if guarantor.relation else guarantor.name
        words = " · ".join(part for part in (named, numbers.phone(guarantor.phone)) if part)
        found.append((_("Guarantor"), words, "text", True))
    for given in details.given_words:
        if ("shop_promise", given.id) in told:
            continue
        words = f"{given.what} · {dates.ago(given.due_on, today)}"
        found.append((_("We promised"), words, _tone(given.due_on, today), True))
    for one in details.complaints:
        if ("complaint", one.id) in told:
            continue
        words = f"{one.what} · {dates.ago(one.opened_on, today)}"
        label = _("Complaint") if one.is_open else _("Complaint settled")
        found.append((label, words, "red" if one.is_open else "text", one.is_open))
    found += [_job_line(job, today) for job in details.jobs if ("job", job.id) not in told]
    for buy in details.wanted_buys:
        if ("buy_promise", buy.id) in told:
            continue
        amount = numbers.money(buy.amount_paisa) if buy.amount_paisa else ""
        words = " · ".join(part for part in (buy.what, amount, dates.ago(buy.expected_on, today)) if part)
        found.append((_("Wants to buy"), words, "text", True))
    if details.last_sale is not None:
        what = ", ".join(details.last_sale.products) or details.last_sale.memo_no
        words = f"{what} · {dates.ago(details.last_sale.sold_on, today)}"
        found.append((_("Bought last"), words, "text", False))
    return found


def _job_line(job: OpenJob, today: dt.date) -> FactLine:
    from shopbook.service.words import status_words

    waits = job.promised_on is not None and job.status != "ready"
    day = dates.ago(job.promised_on, today) if waits and job.promised_on else ""
    words = " · ".join(part for part in (job.product, job.job_no, status_words(job.status), day) if part)
    return (
        _("In servicing"),
        words,
        _tone(job.promised_on, today) if waits and job.promised_on else "text",
        True,
    )


def _tone(due_on: dt.date, today: dt.date) -> str:
    return "red" if due_on < today else "text"


def life_lines(details: Details, today: dt.date) -> list[tuple[str, str]]:
    """Icon and words: the last talk, the family, and whether to ask how they find the shop."""
    found = []
    if details.last_talk is not None:
        found.append(("history", talk_line(details.last_talk, today)))
    for member in details.family:
        found.append(("baby" if member.expected_on else "users", family_line(member, today)))
    if details.feedback_due:
        found.append(("smile", _("Ask today how they find the shop.")))
    return found


def note_lines(details: Details, card: Card, today: dt.date) -> list[tuple[str, str]]:
    """Icon and words of the newest notes and the remark, but for those that a reason quotes or that are open."""
    reasons = " ".join(say(item.why) for item in card.reasons)
    found = {
        note.body: ("notebook-pen", f"{note.body} · {dates.ago(note.noted_on, today)}")
        for note in reversed(details.notes)
        if note.body and not note.open and note.body not in reasons
    }
    lines = [*reversed(found.values())]
    return [*lines, ("sticky-note", details.remark)] if details.remark else lines


def help_parts(product: ProductHelp | None) -> list[tuple[str, str]]:
    """How the product is used, and what people ask about it."""
    if product is None:
        return []
    both = ((_("How it is used"), product.usage_tip), (_("Questions people ask"), product.questions))
    return [(heading, text.strip()) for heading, text in both if text.strip()]
