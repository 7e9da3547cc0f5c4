"""How an account is said on every page alike: a balance, a credit limit, how far a day is. What is owed is
shopbook.dues'."""

from __future__ import annotations

import datetime as dt

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _


def balance(paisa: int) -> str:
    """What is owed, or how much was paid ahead."""
    if paisa > 0:
        return numbers.money(paisa)
    return _("{amount} paid ahead").format(amount=numbers.money(-paisa)) if paisa else _("Nothing due")


def limit(balance_paisa: int, limit_paisa: int) -> str:
    """How much more may be owed, or by how much the limit is passed."""
    shown = numbers.money(limit_paisa)
    if balance_paisa > limit_paisa:
        over = numbers.money(balance_paisa - limit_paisa)
        return _("{limit}, over by {amount}").format(limit=shown, amount=over)
    return _("{limit}, {amount} free").format(
        limit=shown, amount=numbers.money(limit_paisa - max(0, balance_paisa))
    )


def short_day(day: dt.date, today: dt.date) -> str:
    """A day without its year while that is this one."""
    return dates.month_day(day.month, day.day) if day.year == today.year else dates.date_long(day)


def day_badge(day: dt.date, today: dt.date) -> tuple[str, str]:
    """How far a day is, and its tone: red once it has passed."""
    away = (day - today).days
    if away < 0:
        return dates.days_late(-away), "red"
    if away == 0:
        return _("Today"), "amber"
    return dates.ago(day, today), "blue"
