"""Who shares a telephone: one household, one card. Pure; numbers are compared by their last ten digits."""

from __future__ import annotations

from collections.abc import Iterable

# Shorter numbers are short codes and torn scraps: they join nobody.
SHORTEST_KEY = 6


def households(
    customers: Iterable[int], answers: Iterable[tuple[int, str]], callers: Iterable[str] = ()
) -> tuple[dict[int, str], dict[str, str]]:
    """The household of every customer and of every number: the smallest number that reaches it, or the customer.

    `answers`: which customer answers at which number; `callers`: numbers of people who are no customers.
    """
    parent: dict[object, object] = {}

    def root(one: object) -> object:
        while parent.setdefault(one, one) != one:
            parent[one] = one = parent[parent[one]]
        return one

    keys: dict[str, None] = dict.fromkeys(key for key in callers if key)
    people: dict[int, None] = dict.fromkeys(customers)
    for customer, key in answers:
        people[customer] = None
        if len(key) >= SHORTEST_KEY:
            keys[key] = None
            one, other = root(customer), root(key)
            if one != other:
                parent[one] = other
    names: dict[object, str] = {}
    for key in sorted(keys):
        names.setdefault(root(key), key)
    by_customer = {customer: names.get(root(customer), f"customer {customer}") for customer in people}
    return by_customer, {key: names[root(key)] for key in keys}
