"""Every rule of the day's list, one declaration each. Adding a rule is adding it to its file and to this table."""

from __future__ import annotations

from shopbook.followups.rules.birthdays import BIRTHDAY_CUSTOMER, BIRTHDAY_FAMILY, PREGNANCY, WEDDING_DAY
from shopbook.followups.rules.calls import CALL_LATER, CALLBACK
from shopbook.followups.rules.dues import OLD_DUE, PAY_PROMISE
from shopbook.followups.rules.notes import GIFT_REACHED, NOTE_FOLLOWUP, NOTE_UNRESOLVED, YEARLY_NOTE
from shopbook.followups.rules.own import MANUAL_REMINDER, REVIEW
from shopbook.followups.rules.rule import Rule
from shopbook.followups.rules.sales import DURABLE_SOLD, FIRST_PURCHASE, THANK_YOU, WARRANTY_ENDING

RULES: tuple[Rule, ...] = (
    CALLBACK,
    CALL_LATER,
    NOTE_FOLLOWUP,
    PAY_PROMISE,
    PREGNANCY,
    THANK_YOU,
    NOTE_UNRESOLVED,
    OLD_DUE,
    BIRTHDAY_CUSTOMER,
    BIRTHDAY_FAMILY,
    DURABLE_SOLD,
    FIRST_PURCHASE,
    WARRANTY_ENDING,
    WEDDING_DAY,
    YEARLY_NOTE,
    GIFT_REACHED,
    MANUAL_REMINDER,
    REVIEW,
)
BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
