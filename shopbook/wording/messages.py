"""What the shop writes to a customer for each reason before it changes a word: warm, short, pressing nobody."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from shopbook.errors import Message

# Round every body: the greeting in front, the shop's name under it.
FRAME = Message("{greeting} {name}, {body} — {shop}")
BODIES: Mapping[str, Message] = MappingProxyType(
    {
        "callback": Message("you asked us to call you. When would it suit you to talk?"),
        "missed_call": Message("we are sorry that we missed your call. When would it suit you to talk?"),
        "call_later": Message("you asked us to call you. When would it suit you to talk?"),
        "shop_promise": Message(
            "we have not forgotten what we promised you. We will tell you as soon as it is done."
        ),
        "complaint": Message(
            "we are working on what you told us. Thank you for your patience; we will call you ourselves."
        ),
        "job_late": Message(
            "your {product} takes longer than we said; please forgive us. We are at it and will call you."
        ),
        "job_ready": Message("your {product} is ready. Please come and take it when it suits you."),
        "job_at_company": Message(
            "your {product} is with the company's service centre. We ask after it and tell you as soon as it is back."
        ),
        "complaint_check": Message("is everything all right now? If anything is left, please tell us."),
        "note_followup": Message(
            "how are you all at home? We are thinking of you; tell us if there is anything we can do."
        ),
        "note_unresolved": Message(
            "how are you all at home? We are thinking of you; tell us if there is anything we can do."
        ),
        "condolence": Message(
            "the news from your family has saddened us. Our prayers are with all of you. If you need "
            "anything, please tell us without hesitation."
        ),
        "pay_promise": Message("a small reminder: {amount} is still due. Please come by when it suits you."),
        "instalment": Message(
            "a small reminder: your instalment of {amount}, for {date}. Please come by when it suits you."
        ),
        "old_due": Message("a small reminder: {amount} is still due. Please come by when it suits you."),
        "halkhata": Message(
            "our halkhata is on {date}. You are warmly invited with your family: come and have sweets with us."
        ),
        "halkhata_missed": Message(
            "we missed you at our halkhata; your sweets are kept. {amount} is left in the old book; please come by "
            "when it suits you."
        ),
        "credit_limit": Message(
            "there is {amount} in our book now. Could we talk about it when you come by?"
        ),
        "confirm_order": Message(
            "your {product} is on its way to you. Please tell us the address and the hour that suits you."
        ),
        "thank_you": Message("thank you for buying from us. Is your {product} all right?"),
        "durable_sold": Message("is your {product} working well? Tell us if anything is unclear."),
        "first_purchase": Message(
            "thank you for buying from us for the first time. We are at your side whenever you need us."
        ),
        "service_visit": Message(
            "your {product_whose} free servicing is due on {date}. Tell us which day suits you; it costs nothing."
        ),
        "cover_ending": Message(
            "is your {product} all right? Until {date} we take it back or exchange it if anything is wrong."
        ),
        "warranty_ending": Message(
            "your {product_whose} warranty ends on {date}. If anything is wrong, tell us before that day."
        ),
        "birthday_customer": Message(
            "many happy returns of the day! We wish you good health and a happy life."
        ),
        "birthday_child": Message(
            "a happy birthday to your dear one! Many good wishes and prayers from all of us."
        ),
        "wedding_day": Message(
            "congratulations on your wedding anniversary! We wish you both every happiness."
        ),
        "yearly_note": Message("we remember this day of yours and wish you all the best."),
        "pregnancy": Message(
            "our prayers and good wishes for mother and child. Call us if you need anything."
        ),
        "gift_reached": Message("we sent you a small gift. Did it reach you?"),
        "buy_promise": Message("we have kept your {product} in mind. Tell us when you would like to come."),
        "demand_arrived": Message(
            "the {product} you asked for has come. Tell us if we shall keep it for you."
        ),
        "used_up": Message("your {product} may be running out. Tell us and we will keep it ready."),
        "keep_in_touch": Message(
            "we have not spoken for a while. How are you all? We are at your side whenever you need us."
        ),
        "sleeping": Message("we have missed you at the shop. Are you all well? Do come by for a cup of tea."),
        "feedback": Message("are you content with us? Whatever you tell us helps us to do better."),
        "referral": Message("you sent somebody to us, and we are grateful for your trust. Thank you!"),
        "manual_reminder": Message(
            "hope you are well. We wanted to ask how you are; please tell us when we may call."
        ),
        "review": Message(
            "hope you are well. We wanted to ask how you are; please tell us when we may call."
        ),
    }
)
