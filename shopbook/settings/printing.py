"""The switches of printing that travel with the book. Which printer, and how it is set up, is this computer's own."""

from __future__ import annotations

from shopbook.settings.model import CARD_PAPER, Switch

# The usual paper of each kind; sizes are "A4", "A5", "A6", "80" and "58" (millimetres of a roll).
USUAL_PAPER: dict[str, Switch[str]] = {
    "memo": Switch("paper.memo", "A5"),
    "receipt": Switch("paper.receipt", "A5"),
    "due_slip": Switch("paper.due_slip", "A5"),
    "statement": Switch("paper.statement", "A4"),
    "plan_card": Switch("paper.plan_card", "A5"),
    "job_slip": Switch("paper.job_slip", "A5"),
    "job_delivery": Switch("paper.job_delivery", "A5"),
    "return_slip": Switch("paper.return_slip", "A5"),
    "card": CARD_PAPER,
}
# Whether a paper comes out by itself when its deed is done.
MEMO_AFTER_SALE = Switch("print.memo_after_sale", False)
RECEIPT_AFTER_PAYMENT = Switch("print.receipt_after_payment", False)
