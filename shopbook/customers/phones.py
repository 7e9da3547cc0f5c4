"""Phone numbers as shops write them, made comparable. Which customer has which phone is not known here.

Nothing refuses a number: an implausible one is saved as written and shown with a warning. The numbering plan is that
of the BTRC: mobiles 01[3-9] and eight digits, 096 IP phones, areas 02 to 09, short codes of three to five digits.
Operators are not named: numbers are portable since 2018.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from shopbook.search.fold import ascii_digits, clean

PhoneKind = Literal["mobile", "landline", "ipphone", "short", "foreign", "unknown"]


@dataclass(frozen=True, slots=True)
class Phone:
    """One number. raw: as written, cleaned; e164: +8801712345678, None when it cannot be dialled from abroad.

    key10: the last ten digits, equal for every way of writing one number ('' without digits): for finding duplicates.
    plausible: such a number can exist; when False the form warns and saves all the same.
    """

    raw: str
    e164: str | None
    key10: str
    kind: PhoneKind
    plausible: bool


_KEY_LENGTH = 10
# Nine of ten numbers in a list are mobiles written without ornament, and need none of the readings below: 9 -> 1.5 us.
_PLAIN_MOBILE = re.compile(r"(?:\+?880|0)?(1[3-9][0-9]{8})")
# A shop writes 01712345678 / 01819123456, (বাসা) 02-9123456, or "... বা ..."; a single space may be inside one number.
_IN_WORD = r"[A-Za-z\u0980-\u09e3]"
_BETWEEN = re.compile(
    rf"[/,;|&\n\t\\]|\s{{2,}}|(?<!{_IN_WORD})(?:বা|ও|এবং|or|and)(?!{_IN_WORD})", re.IGNORECASE
)
_MOBILE_INSIDE = re.compile(r"(?:\+?(?:00)?88[\s-]?)?0?1[3-9](?:[\s-]?[0-9]){8}(?![0-9])")
_EXTENSION = re.compile(r"(?:ext\.?|extn\.?|x)\s*[0-9]+\s*$", re.IGNORECASE)
# A real number may end in noughts, rarely in more than three.
_ROUND_FIGURES = 3
_SPREADSHEET_FLOAT = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE]\+?[0-9]{1,2})?")

_MOBILE = re.compile("01[3-9][0-9]{8}")
_MOBILE_WITHOUT_ZERO = re.compile("1[3-9][0-9]{8}")
_IP_PHONE = re.compile("096[0-9]{8}")
_LANDLINE = re.compile("0[2-9][0-9]{6,9}")
_SHORT = re.compile("[0-9]{3,5}")
# A country code and a number, ITU-T E.164: at most 15 digits, no code begins with 0.
_ABROAD = re.compile("[1-9][0-9]{7,14}")
_ABROAD_WITHOUT_PLUS = re.compile("[1-9][0-9]{10,14}")


def split(text: str) -> list[str]:
    """The numbers in a cell, as written; pieces with fewer than three digits (a name, "নাই", the 9 of .../9) are not."""
    if _PLAIN_MOBILE.fullmatch(text):
        return [text]
    found: list[str] = []
    for piece in _BETWEEN.split(ascii_digits(_lines_kept(text))):
        mobiles = [match.group() for match in _MOBILE_INSIDE.finditer(piece)]
        if len(mobiles) > 1:
            found += [mobile.strip() for mobile in mobiles]
        elif len(re.findall("[0-9]", piece)) >= 3:
            found.append(clean(piece))
    return found


def plain_mobile(text: str) -> Phone | None:
    """What `normalise` says of a mobile number of ASCII digits only, +880, 880 or 0 before it or not; else None."""
    found = _PLAIN_MOBILE.fullmatch(text)
    return Phone(text, "+880" + found[1], found[1], "mobile", plausible=True) if found else None


def normalise(text: str) -> Phone:
    """One number from anything: Bengali digits, spaces and dashes, +880, 00880, 880, a zero eaten by a spreadsheet."""
    plain = plain_mobile(text)
    if plain is not None:
        return plain
    raw = clean(text)
    whole = _unfloat(ascii_digits(raw))
    if whole is None:
        return Phone(raw, None, "", "unknown", plausible=False)
    written = _EXTENSION.sub("", whole)
    digits = re.sub("[^0-9]", "", written)
    abroad = written.lstrip(" (").startswith("+") and not digits.startswith("0")
    if digits.startswith("00"):
        digits, abroad = digits[2:], True
    if digits.startswith("880") and (abroad or len(digits) >= 12):
        digits, abroad = "0" + digits[3:].removeprefix("0"), False
    if abroad:
        return _foreign(raw, digits)
    if _MOBILE_WITHOUT_ZERO.fullmatch(digits):
        digits = "0" + digits
    for kind, plan in _PLANS:
        if plan.fullmatch(digits):
            return Phone(raw, "+88" + digits, digits[-_KEY_LENGTH:], kind, plausible=True)
    if _SHORT.fullmatch(digits):
        return Phone(raw, None, digits, "short", plausible=True)
    if _ABROAD_WITHOUT_PLUS.fullmatch(digits):  # 966501234567: a son in Riyadh, the plus forgotten
        guess = _foreign(raw, digits)
        if guess.plausible:
            return guess
    return Phone(raw, None, digits[-_KEY_LENGTH:], "unknown", plausible=False)


_PLANS: tuple[tuple[PhoneKind, re.Pattern[str]], ...] = (
    ("mobile", _MOBILE),
    ("ipphone", _IP_PHONE),
    ("landline", _LANDLINE),
)


def _foreign(raw: str, digits: str) -> Phone:
    key10 = digits[-_KEY_LENGTH:]
    if not _ABROAD.fullmatch(digits):
        return Phone(raw, None, key10, "unknown", plausible=False)
    # Only here: 22 ms to import. Never its carrier or geocoder, they cost 113 MB.
    import phonenumbers

    e164 = "+" + digits
    try:
        plausible = phonenumbers.is_valid_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        plausible = False
    return Phone(raw, e164, key10, "foreign", plausible)


def _unfloat(written: str) -> str | None:
    """A number that went through a spreadsheet cell: 1712345678.0 or 1.712345678E+09; None when digits were lost.

    A narrow column saved as text keeps six figures, 1.71235E+09: many customers would share that "number".
    """
    if not _SPREADSHEET_FLOAT.fullmatch(written) or written.isdigit():
        return written
    try:
        value = Decimal(written)
    except InvalidOperation:
        return written
    if value != value.to_integral_value():
        return written
    figures = len(value.normalize().as_tuple().digits)
    return str(int(value)) if len(str(int(value))) - figures <= _ROUND_FIGURES else None


def _lines_kept(text: str) -> str:
    """`clean` would make one line of many; here a line end parts two numbers."""
    return text.replace("\r", "\n").replace("\0", "")
