"""A number or a message given to whatever this computer opens it with; when there is nothing, the QR is offered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from shopbook.customers.phones import normalise
from shopbook.localisation.language import _
from shopbook.wording import links
from ui.context import Context


def dialled(number: str) -> str:
    """A stored number as it is dialled: with its country where it has one."""
    found = normalise(number)
    return found.e164 or found.raw


def open_dialler(ctx: Context, target: object) -> None:
    """Ask the computer to dial; the target is {"phone": ..., "name": ..., "text": ...}."""
    about = _about(target)
    if not QDesktopServices.openUrl(QUrl(links.dial(dialled(about["phone"])))):
        _offer_qr(ctx, about, _("This computer cannot dial. Scan the QR with your phone."))


def open_whatsapp(ctx: Context, target: object) -> None:
    """Open WhatsApp with the message written; the same target. Only a number with a country can be found there."""
    about = _about(target)
    number = normalise(about["phone"]).e164
    if number is None:
        ctx.messages.info(_("WhatsApp needs a whole mobile number."))
    elif not QDesktopServices.openUrl(QUrl(links.whatsapp(number, about["text"]))):
        _offer_qr(ctx, about, _("This computer cannot open WhatsApp. Scan the QR with your phone."))


def _about(target: object) -> Mapping[str, Any]:
    assert isinstance(target, Mapping)
    return {"name": "", "text": "", **target}


def _offer_qr(ctx: Context, about: Mapping[str, Any], words: str) -> None:
    ctx.messages.info(words, _("Show the QR"), partial(ctx.navigation.go, "qr", about))
