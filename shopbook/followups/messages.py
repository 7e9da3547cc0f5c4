"""The ready message of a card, to copy and send from the owner's phone: warm, short, with the shop's name under it."""

from __future__ import annotations

from collections.abc import Callable

from shopbook.errors import Message
from shopbook.followups.model import Card, Item, Person
from shopbook.followups.sentences import called
from shopbook.settings.model import Shop


def ready_message(card: Card, shop: Shop) -> Message:
    """Greeting, name, the weightiest reason's words, the shop's name."""
    item, person = card.reasons[0], card.person
    name = person.name if person else item.name
    body = _BODIES.get(item.rule, _hello)(item)
    if not name:
        return Message("{greeting}, {body} — {shop}", greeting=greeting(person), body=body, shop=shop.name)
    return Message(
        "{greeting} {name}, {body} — {shop}",
        greeting=greeting(person),
        name=called(name, person.honorific if person else None),
        body=body,
        shop=shop.name,
    )


def greeting(person: Person | None) -> Message:
    """The greeting of the festivals a customer keeps; the common one when the shop does not know."""
    festivals = person.festivals if person else ""
    if "eid" not in festivals:
        if "puja" in festivals or (
            not festivals and person is not None and person.honorific in ("dada", "didi")
        ):
            return Message("Namaskar")
        if "boro_din" in festivals or "buddha" in festivals:
            return Message("Warm greetings")
    return Message("Assalamu alaikum")


def _hello(_item: Item) -> Message:
    return Message("hope you are well. We wanted to ask how you are; please tell us when we may call.")


def _callback(item: Item) -> Message:
    if item.rule == "callback" and item.why.text.startswith("Called"):
        return Message("we are sorry that we missed your call. When would it suit you to talk?")
    return Message("you asked us to call you. When would it suit you to talk?")


def _note(_item: Item) -> Message:
    return Message("how are you all at home? We are thinking of you; tell us if there is anything we can do.")


def _promise(item: Item) -> Message:
    return Message(
        "a small reminder: {left_paisa} is still due. Please come by when it suits you.",
        left_paisa=item.overdue_paisa,
    )


def _birthday(_item: Item) -> Message:
    return Message("many happy returns of the day! We wish you good health and a happy life.")


def _child_birthday(_item: Item) -> Message:
    return Message("a happy birthday to your dear one! Many good wishes and prayers from all of us.")


def _wedding(_item: Item) -> Message:
    return Message("congratulations on your wedding anniversary! We wish you both every happiness.")


def _pregnancy(_item: Item) -> Message:
    return Message("our prayers and good wishes for mother and child. Call us if you need anything.")


def _delivered(item: Item) -> Message:
    return Message(
        "thank you for buying from us. Is your {product} all right?", product=item.why.values["product"]
    )


def _working(item: Item) -> Message:
    return Message(
        "is your {product} working well? Tell us if anything is unclear.", product=item.why.values["product"]
    )


def _welcome(_item: Item) -> Message:
    return Message(
        "thank you for buying from us for the first time. We are at your side whenever you need us."
    )


def _warranty(item: Item) -> Message:
    return Message(
        "your {product_whose} warranty ends on {ends_on}. If anything is wrong, tell us before that day.",
        product_whose=item.why.values["product_whose"],
        ends_on=item.base_on,
    )


def _gift(_item: Item) -> Message:
    return Message("we sent you a small gift. Did it reach you?")


_BODIES: dict[str, Callable[[Item], Message]] = {
    "callback": _callback,
    "call_later": _callback,
    "note_followup": _note,
    "note_unresolved": _note,
    "pay_promise": _promise,
    "old_due": _promise,
    "thank_you": _delivered,
    "durable_sold": _working,
    "first_purchase": _welcome,
    "warranty_ending": _warranty,
    "birthday_customer": _birthday,
    "birthday_child": _child_birthday,
    "wedding_day": _wedding,
    "pregnancy": _pregnancy,
    "gift_reached": _gift,
}
