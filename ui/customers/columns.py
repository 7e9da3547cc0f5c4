"""The columns of the customer list. Which rows it shows is the page's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from shopbook.customers.model import CustomerRow
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.customers import words
from ui.lists.model import Column
from ui.qt import AlignRight


def columns(
    today: Callable[[], dt.date], area_shown: Callable[[], bool], dues_shown: Callable[[], bool]
) -> list[Column[CustomerRow]]:
    """Name with what tells one Rahim from another, phone, area, balance, last seen.

    The area is told under the name only while its own column has given way; dues only when nobody else looks.
    """

    def seen(row: CustomerRow) -> str:
        return words.seen(row.last_seen_on, today())

    def second(row: CustomerRow) -> str:
        parts = (row.nickname, row.guardian_name, "" if area_shown() else row.area)
        return " · ".join(part for part in parts if part)

    return [
        Column("name", lambda: _("Name"), words.title, sort_key="name", strong=True, second=second),
        Column("phone", lambda: _("Phone"), lambda row: numbers.phone(row.phone), width=148),
        Column("area", lambda: _("Area"), lambda row: row.area, width=150, spare=2),
        Column(
            "balance",
            lambda: _("Due") if dues_shown() else "",
            lambda row: words.balance(row.balance_paisa) if dues_shown() else "",
            width=130,
            align=AlignRight,
            sort_key="balance",
            tone=lambda row: "red" if row.balance_paisa > 0 else "green" if row.balance_paisa < 0 else "",
            strong=True,
        ),
        Column("seen", lambda: _("Last seen"), seen, width=140, align=AlignRight, sort_key="seen", spare=1),
    ]
