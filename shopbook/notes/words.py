"""What family members are called in the language on screen. Who they are is in `model`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from shopbook.localisation.language import npgettext, pgettext
from shopbook.localisation.numbers import number

RELATIONS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "son": lambda: pgettext("family", "Son"),
        "daughter": lambda: pgettext("family", "Daughter"),
        "child": lambda: pgettext("family", "Child"),
        "wife": lambda: pgettext("family", "Wife"),
        "husband": lambda: pgettext("family", "Husband"),
        "father": lambda: pgettext("family", "Father"),
        "mother": lambda: pgettext("family", "Mother"),
        "brother": lambda: pgettext("family", "Brother"),
        "sister": lambda: pgettext("family", "Sister"),
        "grandchild": lambda: pgettext("family", "Grandchild"),
        "other": lambda: pgettext("family", "Someone else"),
    }
)


def relation_word(relation: str, count: int = 1) -> str:
    """Who somebody is to the customer; several of them with their number."""
    word = RELATIONS.get(relation, RELATIONS["other"])()
    if count == 1:
        return word
    return npgettext("family", "{n} × {relation}", "{n} × {relation}", count).format(
        n=number(count), relation=word
    )
