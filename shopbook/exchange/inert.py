"""Cells that a spreadsheet program would run as a formula, made inert on the way out and plain again on the way in.

An apostrophe before them is the accepted practice (owasp.org, "CSV Injection"). Numbers that this program writes itself
(-500.00) are no text and stay numbers. Phones are written so that neither guard nor program touches them: `dialled`.
"""

from __future__ import annotations

import re

from shopbook.customers.phones import normalise

# What Excel, LibreOffice and Google begin a formula with; the wide signs are those of East Asian keyboards.
_BEGINS = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")


def guarded(text: str) -> str:
    """The text as it may stand in a cell of a CSV file."""
    return f"'{text}" if _BEGINS.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`; anything else comes back as it is."""
    return text[1:] if text.startswith("'") and _BEGINS.match(text, 1) else text


def dialled(raw: str) -> str:
    """A phone that Excel keeps as it is: 01711-234567, as people write it; 00 before a foreign one.

    Without the hyphen the zero in front is eaten, with the plus the cell is a formula.
    """
    found = normalise(raw)
    if found.e164 is None:
        return raw
    if found.e164.startswith("+880") and len(found.e164) == 14:
        return f"0{found.e164[4:8]}-{found.e164[8:]}"
    if found.e164.startswith("+880"):
        return f"0{found.e164[4:6]}-{found.e164[6:]}"
    return f"00{found.e164[1:4]}-{found.e164[4:]}"
