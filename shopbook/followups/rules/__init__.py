"""Every rule of the day's list, one declaration each. Adding a rule is adding it to its file and to this table."""

from __future__ import annotations

from shopbook.followups.rules.birthdays import BIRTHDAY_CUSTOMER, BIRTHDAY_FAMILY, PREGNANCY, WEDDING_DAY
from shopbook.followups.rules.calls import CALL_LATER, CALLBACK
from shopbook.followups.rules.care import (
    BUY_PROMISE,
    COMPLAINT,
    COMPLAINT_CHECK,
    DEMAND_ARRIVED,
    SHOP_PROMISE,
)
from shopbook.followups.rules.contact import FEEDBACK, KEEP_IN_TOUCH, REFERRAL, SLEEPING
from shopbook.followups.rules.dues import CREDIT_LIMIT, INSTALMENT, OLD_DUE, PAY_PROMISE
from shopbook.followups.rules.halkhata import HALKHATA
from shopbook.followups.rules.notes import GIFT_REACHED, NOTE_FOLLOWUP, NOTE_UNRESOLVED, YEARLY_NOTE
from shopbook.followups.rules.own import MANUAL_REMINDER, REVIEW
from shopbook.followups.rules.rule import Rule
from shopbook.followups.rules.sales import (
    CONFIRM_ORDER,
    DURABLE_SOLD,
    FIRST_PURCHASE,
    THANK_YOU,
    USED_UP,
)
from shopbook.followups.rules.service import JOB_AT_COMPANY, JOB_LATE, JOB_READY
from shopbook.followups.rules.warranties import COVER_ENDING, SERVICE_VISIT, WARRANTY_ENDING

RULES: tuple[Rule, ...] = (
    CALLBACK,
    CALL_LATER,
    SHOP_PROMISE,
    COMPLAINT,
    JOB_LATE,
    JOB_READY,
    NOTE_FOLLOWUP,
    PAY_PROMISE,
    INSTALMENT,
    CONFIRM_ORDER,
    PREGNANCY,
    COMPLAINT_CHECK,
    DEMAND_ARRIVED,
    REFERRAL,
    BUY_PROMISE,
    JOB_AT_COMPANY,
    THANK_YOU,
    MANUAL_REMINDER,
    NOTE_UNRESOLVED,
    OLD_DUE,
    HALKHATA,
    BIRTHDAY_CUSTOMER,
    BIRTHDAY_FAMILY,
    CREDIT_LIMIT,
    DURABLE_SOLD,
    FIRST_PURCHASE,
    SERVICE_VISIT,
    WARRANTY_ENDING,
    COVER_ENDING,
    WEDDING_DAY,
    YEARLY_NOTE,
    USED_UP,
    GIFT_REACHED,
    SLEEPING,
    KEEP_IN_TOUCH,
    FEEDBACK,
    REVIEW,
)
BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
