"""Addresses to dial, to write an SMS and to write on WhatsApp. Opening them is the screens'."""

from __future__ import annotations

from urllib.parse import quote


def dial(number: str) -> str:
    """RFC 3966: `tel:+8801...`; a short code as it is."""
    return f"tel:{number}"


def sms(number: str, text: str) -> str:
    """RFC 5724: `sms:+8801...?body=...`, for a program of this computer."""
    return f"sms:{number}?body={quote(text, safe='')}"


def sms_to_scan(number: str, text: str) -> str:
    """The same for a QR code: cameras know `SMSTO:`, whose text stands as it is.

    In an address each Bengali letter is nine figures instead of three bytes, and no longer message fits a code.
    """
    return f"SMSTO:{number}:{text}"


def whatsapp(number: str, text: str) -> str:
    """WhatsApp's own address: the number with its country and without a plus."""
    return f"https://wa.me/{number.lstrip('+')}?text={quote(text, safe='')}"
