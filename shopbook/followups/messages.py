"""The words that fit a card: messages to send and scripts to say, the shop's templates filled from the card's facts.

The templates are the wording's; which facts a card has is the list's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from shopbook.errors import Message
from shopbook.followups.model import Card, Item, Person
from shopbook.followups.rules import BY_NAME
from shopbook.followups.sentences import called
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import say
from shopbook.localisation.possessive import owner
from shopbook.settings.model import Shop
from shopbook.wording.filling import fill
from shopbook.wording.model import MOODS
from shopbook.wording.operations import Words
from shopbook.wording.titles import TITLES

# Where the reasons say what they are about.
_ABOUT = ("product", "product_whose", "what", "thing")
# Reasons of these are about something that was bought; others do not take the last purchase for their thing.
_BOUGHT = frozenset({"sale", "sale_item", "warranty", "coverage", "service_visit"})
# In days of mourning these are left unsaid; whatever was asked for or promised is still answered.
_UNSAID_IN_MOURNING = frozenset(
    {
        *("birthday_customer", "birthday_child", "wedding_day", "yearly_note", "note_followup", "pregnancy"),
        *(
            "halkhata",
            "pay_promise",
            "instalment",
            "old_due",
            "credit_limit",
            "thank_you",
            "durable_sold",
            "first_purchase",
        ),
        *(
            "warranty_ending",
            "cover_ending",
            "used_up",
            "buy_promise",
            "keep_in_touch",
            "sleeping",
            "feedback",
        ),
        "referral",
    }
)


@dataclass(frozen=True, slots=True)
class Ready:
    """Words ready to be sent or said. `code` is their template's, `title` what it is called."""

    code: str
    title: Message | str
    text: str


def ready_message(
    card: Card, shop: Shop, words: Words, *, mourning: bool = False, product: str = ""
) -> Ready:
    """The weightiest reason's message in the shop's words. `product`: what it is about, where the reason is silent."""
    return message_about(card.reasons[0], card, shop, words, mourning=mourning, product=product)


def message_about(
    item: Item, card: Card, shop: Shop, words: Words, *, mourning: bool = False, product: str = ""
) -> Ready:
    """The message of one reason of a card."""
    values = values_of(card, item, shop, product if item.source_kind in _BOUGHT else "")
    code = code_of(item, mourning=mourning)
    for tried in (code, "manual_reminder"):
        # Too little is known for the reason's own words (no product, no day): then only how they are is asked.
        if text := fill(words.text("message", tried), values):
            return Ready(code, title_of(code), text)
    return Ready(code, title_of(code), fill("{greeting} {name} — {shop}", values))


def messages_for(
    card: Card, shop: Shop, words: Words, *, mourning: bool = False, product: str = ""
) -> tuple[Ready, ...]:
    """Every message that fits, none twice: one a reason, the weightiest first, then the shop's own."""
    about = [
        message_about(item, card, shop, words, mourning=mourning, product=product) for item in card.reasons
    ]
    values = values_of(card, card.reasons[0], shop, product)
    own = [Ready(each.code, each.title, fill(each.body, values)) for each in words.own("message")]
    return _each_once([*about, *own])


def scripts_for(
    card: Card, mood: str | None, shop: Shop, words: Words, *, mourning: bool = False, product: str = ""
) -> tuple[Ready, ...]:
    """What to say on the phone: the calm words first after an angry or sad talk, then one script a reason."""
    found = []
    values = values_of(card, card.reasons[0], shop, product)
    if mood in MOODS:
        found.append(Ready(mood, title_of(mood), fill(words.text("script", mood), values)))
    for item in card.reasons:
        code = code_of(item, mourning=mourning)
        text = fill(
            words.text("script", code),
            values_of(card, item, shop, product if item.source_kind in _BOUGHT else ""),
        )
        found.append(Ready(code, title_of(code), text))
    own = [Ready(each.code, each.title, fill(each.body, values)) for each in words.own("script")]
    return _each_once([*found, *own])


def _each_once(found: Iterable[Ready]) -> tuple[Ready, ...]:
    once = {ready.text: ready for ready in reversed(list(found)) if ready.text}
    return tuple(reversed(once.values()))


def title_of(code: str) -> Message:
    """What a template of a reason or mood is called: as the reason itself is on the card."""
    rule = BY_NAME.get(code)
    return rule.label if rule is not None else TITLES[code]


def code_of(item: Item, *, mourning: bool = False) -> str:
    """The template a reason takes: its rule's, but an apology for a missed call and comfort in mourning."""
    if mourning and item.rule in _UNSAID_IN_MOURNING:
        return "condolence"
    if item.rule == "callback" and item.why.text.startswith("Called"):
        return "missed_call"
    if item.rule == "halkhata" and item.why.text.startswith("Did not come"):
        return "halkhata_missed"
    return item.rule


def values_of(card: Card, item: Item, shop: Shop, product: str = "") -> dict[str, str]:
    """What the blanks of a template become on this card; "" for what is not known."""
    person = card.person
    bare = (person.name if person else "") or item.name
    name = called(bare, person.honorific) if person and bare else bare
    about = _told(item.why) or product
    owed = item.overdue_paisa or card.overdue_paisa or (max(0, person.balance_paisa) if person else 0)
    on = item.late_since or item.base_on
    return {
        "greeting": say(greeting(person)),
        "name": say(name) if isinstance(name, Message) else name,
        "shop": shop.name,
        "amount": numbers.money(owed) if owed else "",
        "date": dates.month_day(on.month, on.day),
        "product": about,
        "product_whose": owner(about) if about else "",
        "hotline": numbers.phone(shop.hotline) if shop.hotline else "",
    }


def _told(why: Message) -> str:
    """What a reason says it is about; "" when it names no thing."""
    for key in _ABOUT:
        value = why.values.get(key)
        if isinstance(value, Message):  # the thing with its price: only the thing
            return _told(value)
        if isinstance(value, str) and value:
            return value
    return ""


def sample_values(shop: Shop, today: dt.date) -> dict[str, str]:
    """The blanks filled for a customer nobody is, to show how a template reads."""
    thing = say(Message("fridge"))
    return {
        "greeting": say(greeting(None)),
        "name": say(Message("{name} bhai", name=say(Message("Rahim")))),
        "shop": shop.name,
        "amount": numbers.money(450_000),
        "date": dates.month_day(today.month, today.day),
        "product": thing,
        "product_whose": owner(thing),
        "hotline": numbers.phone(shop.hotline or "01700000000"),
    }


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
