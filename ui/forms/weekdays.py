"""The choices of a weekly holiday, for the first run and the settings."""

from __future__ import annotations

import datetime as dt
from functools import partial

from shopbook.localisation import dates
from shopbook.localisation.language import _
from ui.forms.choices import Choice

_A_MONDAY = dt.date(2024, 1, 1)
# Friday first, as most shops have it.
_ORDER = (4, 5, 6, 0, 1, 2, 3)


def weekdays() -> list[Choice]:
    """Every day open, or the day the shop is closed (0 is Monday)."""
    names = [Choice(day, partial(dates.weekday_name, _A_MONDAY + dt.timedelta(day))) for day in _ORDER]
    return [Choice(None, lambda: _("Open every day")), *names]
