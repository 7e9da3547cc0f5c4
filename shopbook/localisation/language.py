"""The language the program speaks: gettext over a catalog, a switch without restart, lazy sentences made plain.

Numbers, dates and money are written by their own modules beside this one; `ui` asks here for Qt's strings too.
"""

from __future__ import annotations

import datetime as dt
import gettext as _gettext
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from shopbook.errors import Invalid, Message, ShopbookError

Digits = Literal["auto", "bn", "latin"]

DOMAIN: Final = "shopbook"
DEFAULT: Final = "bn"
# Each language by the name its own speakers read, so that a wrong choice can be undone by anyone.
_LANGUAGES: Final[Mapping[str, str]] = MappingProxyType({"bn": "বাংলা", "en": "English"})


class _Chosen:
    """What the whole process speaks, on every thread, until somebody sets it otherwise."""

    language: str = DEFAULT
    digits: Digits = "auto"


_LATIN: Final = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")

# A paper may be in another language than the screen: an English memo from a shop that works in Bengali.
_language_here: ContextVar[str | None] = ContextVar("language_here", default=None)
_digits_here: ContextVar[Digits | None] = ContextVar("digits_here", default=None)


def languages() -> Mapping[str, str]:
    """The languages the program speaks: code -> the language's own name."""
    return _LANGUAGES


def current_language() -> str:
    """The code of the language spoken here and now."""
    return _language_here.get() or _Chosen.language


def set_language(code: str) -> None:
    """Speak `code` in the whole process from now on; ValueError for a language the program does not know."""
    _Chosen.language = _known(code)


def set_digits(digits: Digits) -> None:
    """Which digits to show: `bn`, `latin`, or `auto` (Bengali digits in Bengali, Latin in English)."""
    if digits not in ("auto", "bn", "latin"):
        raise ValueError(f"unknown digits: {digits!r}")
    _Chosen.digits = digits


def bengali_digits() -> bool:
    """Whether digits are shown as ০১২ here and now."""
    digits = _digits_here.get() or _Chosen.digits
    return digits == "bn" or (digits == "auto" and current_language() == "bn")


@contextmanager
def using(code: str, digits: Digits | None = None) -> Iterator[None]:
    """Speak `code` (and show `digits`) inside the block and on this thread or task only: for papers."""
    language_token = _language_here.set(_known(code))
    digits_token = _digits_here.set(digits)
    try:
        yield
    finally:
        _digits_here.reset(digits_token)
        _language_here.reset(language_token)


def gettext(message: str) -> str:
    """The sentence `message` in the current language, or itself when there is no translation."""
    # The empty msgid is the catalog's header: never shown.
    return _figures(_catalog(current_language()).gettext(message)) if message else ""


_ = gettext


def ngettext(singular: str, plural: str, n: int) -> str:
    """The sentence for `n` things; the figure itself is inserted by the caller with `.format()`."""
    return _figures(_catalog(current_language()).ngettext(singular, plural, n))


def pgettext(context: str, message: str) -> str:
    """The sentence `message` as meant in `context`, for words that differ by place (`May`, `Open`)."""
    return _figures(_catalog(current_language()).pgettext(context, message)) if message else ""


def npgettext(context: str, singular: str, plural: str, n: int) -> str:
    """`ngettext` as meant in `context`."""
    return _figures(_catalog(current_language()).npgettext(context, singular, plural, n))


def say(message: Message) -> str:
    """A lazy sentence in the current language, each value written the shop's way by its placeholder's name.

    `*_paisa` is money, `*_on` a date (ISO text too), `*_phone` or `phone` a telephone number, `*_year` or `year` a
    year without grouping; another whole number is grouped, an aware datetime is a time of day, `*_no` is the number of
    a paper, `*_whose` or `whose` is a name owning what follows, a Message inside is said in turn, and other text stays.
    """
    values = {name: _shown(name, value) for name, value in message.values.items()}
    for text in (gettext(message.text), message.text):
        try:
            return text.format(**values)
        except (KeyError, IndexError, ValueError):
            # A broken translation must not hide what the sentence wanted to tell; the catalog check finds it.
            continue
    return message.text


def explain(error: ShopbookError) -> str:
    """What happened and what to do next, as one text; the problems of an `Invalid` follow one a line."""
    text = say(error.message)
    if error.advice is not None:
        text = f"{text} {say(error.advice)}"
    if isinstance(error, Invalid):
        return "\n".join([text, *(say(problem) for problem in error.problems.values())])
    return text


def forget_catalogs() -> None:
    """Read the catalogs afresh at the next word, after they were compiled anew."""
    _catalog.cache_clear()


def _known(code: str) -> str:
    if code not in _LANGUAGES:
        raise ValueError(f"unknown language: {code!r}")
    return code


@lru_cache(maxsize=4)
def _catalog(code: str) -> _gettext.NullTranslations:
    """The compiled catalog of a language; the msgids themselves (English) when there is none."""
    if code == "en":
        return _gettext.NullTranslations()
    from shopbook.paths import translations_dir

    try:
        with (translations_dir() / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return _gettext.GNUTranslations(file)
    except (OSError, ValueError, LookupError, struct.error):
        # A lost or torn catalog leaves the shop with English words, not without its book.
        return _gettext.NullTranslations()


def _figures(text: str) -> str:
    """A Bengali sentence with its own figures (৩ দিন পরে) in the digits the shop chose."""
    if current_language() == "bn" and not bengali_digits():
        return text.translate(_LATIN)
    return text


def _shown(name: str, value: object) -> object:
    """One value of a Message as the current language writes it."""
    from shopbook.localisation.dates import date_long, month_day, time_short
    from shopbook.localisation.numbers import money, number, phone, to_script

    if isinstance(value, Message):
        return say(value)
    if isinstance(value, bool) or value is None:
        return value
    if name == "phone" or name.endswith("_phone"):
        return phone(str(value))
    if isinstance(value, str) and (name == "whose" or name.endswith("_whose")):
        from shopbook.localisation.possessive import owner

        return owner(value)
    if isinstance(value, str) and name.endswith("_no"):
        return to_script(value)
    if isinstance(value, int):
        if name == "paisa" or name.endswith("_paisa"):
            return money(value)
        if name == "year" or name.endswith("_year"):
            return to_script(str(value))
        return number(value)
    if isinstance(value, dt.datetime):
        return time_short(value)
    if isinstance(value, dt.date):
        return month_day(value.month, value.day) if name.endswith("_day") else date_long(value)
    if isinstance(value, str) and (name == "on" or name.endswith("_on")):
        try:
            return date_long(dt.date.fromisoformat(value))
        except ValueError:
            return value
    return value
