"""A PIN as it is kept: read from what was typed, scrambled by scrypt, compared. Whose it is and how often one may try
is `signing`'s affair.

A PIN is not encryption. Its ten thousand possibilities are tried out in minutes by whoever has a copy of the file, so
the scrambled form lies in one column of this counter and nowhere else: not in the journal, an export or a log.
"""

from __future__ import annotations

import datetime as dt

from shopbook.errors import Message
from shopbook.localisation.numbers import to_ascii

LEAST, MOST = 4, 8
# 16 MiB and some 50 ms on the shop's PC for each try (Percival, RFC 7914; OWASP asks for more where nobody waits).
_N, _R, _P, _BYTES = 2**14, 8, 1, 32
_FREE_TRIES = 3
_WAITS = (5, 15, 60, 300, 900)


def read_pin(typed: str) -> str:
    """The digits of what was typed, Bengali ones made Latin."""
    return to_ascii("".join(typed.split()))


def problem_of(pin: str) -> Message | None:
    """What keeps this from being a PIN."""
    if pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST:
        return None
    return Message("A PIN is 4 to 8 digits.")


def scrambled(pin: str) -> str:
    """What is kept of a PIN: `scrypt$n$r$p$salt$hash`."""
    import secrets  # loads OpenSSL, which nobody should wait for before the first screen

    salt = secrets.token_bytes(16)
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${_digest(pin, salt, _N, _R, _P).hex()}"


def fits(pin: str, kept: str) -> bool:
    """True when a PIN is the one that was kept; takes as long either way. What cannot be read fits nothing."""
    import hmac

    try:
        kind, n, r, p, salt, digest = kept.split("$")
        if kind != "scrypt" or int(n) * int(r) > 2**20:
            return False
        found = _digest(pin, bytes.fromhex(salt), int(n), int(r), int(p))
        return hmac.compare_digest(found, bytes.fromhex(digest))
    except ValueError:
        return False


def _digest(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    import hashlib

    return hashlib.scrypt(pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=256 * n * r + 2**20, dklen=_BYTES)


def wait_after(failed: int) -> dt.timedelta:
    """How long the next try has to wait after so many wrong PINs in a row."""
    if failed < _FREE_TRIES:
        return dt.timedelta()
    return dt.timedelta(seconds=_WAITS[min(failed - _FREE_TRIES, len(_WAITS) - 1)])
