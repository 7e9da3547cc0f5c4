"""What each reason and mood is called in a list of templates. The words themselves are in `messages` and `scripts`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from shopbook.errors import Message

TITLES: Mapping[str, Message] = MappingProxyType(
    {
        "callback": Message("Call back"),
        "missed_call": Message("Missed call"),
        "call_later": Message("Call later"),
        "shop_promise": Message("Our promise"),
        "complaint": Message("Complaint"),
        "job_late": Message("Servicing is late"),
        "job_ready": Message("Servicing is ready"),
        "job_at_company": Message("At the company"),
        "complaint_check": Message("All well after the complaint?"),
        "note_followup": Message("Ask again"),
        "note_unresolved": Message("Still open"),
        "condolence": Message("Words of comfort"),
        "pay_promise": Message("Promised to pay"),
        "instalment": Message("Instalment"),
        "old_due": Message("Old due"),
        "halkhata": Message("Halkhata"),
        "halkhata_missed": Message("Did not come to the halkhata"),
        "credit_limit": Message("Over the limit"),
        "confirm_order": Message("Confirm the order"),
        "thank_you": Message("Thanks after delivery"),
        "durable_sold": Message("Is it working?"),
        "first_purchase": Message("First purchase"),
        "service_visit": Message("Free servicing"),
        "warranty_ending": Message("Warranty ending"),
        "cover_ending": Message("Money-back or exchange days ending"),
        "birthday_customer": Message("Birthday"),
        "birthday_child": Message("Family birthday"),
        "wedding_day": Message("Wedding anniversary"),
        "yearly_note": Message("Day to remember"),
        "pregnancy": Message("Child expected"),
        "gift_reached": Message("Did the gift reach?"),
        "buy_promise": Message("Wanted to buy"),
        "demand_arrived": Message("It has come"),
        "used_up": Message("Used up by now"),
        "keep_in_touch": Message("Keep in touch"),
        "sleeping": Message("Has not come for long"),
        "feedback": Message("How do they find us?"),
        "referral": Message("Sent us a customer"),
        "manual_reminder": Message("Own reminder"),
        "review": Message("Please check"),
        "angry": Message("When they are angry"),
        "sad": Message("When they are sad"),
    }
)
