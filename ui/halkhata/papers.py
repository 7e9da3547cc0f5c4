"""The halkhata's papers for ui.printing: cards, the list for the table, what is carried. Drawing them is shopbook's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from shopbook.localisation.language import _, current_language
from shopbook.progress import Progress
from ui.context import Context
from ui.printing import Ready


def invitations(ctx: Context, target: Any) -> Ready:
    """Target: {"halkhata_id", maybe "guest_ids"}: their cards as one paper, drawn on the other thread.

    Without `guest_ids`: those who have no card yet, everybody once all have one. Cards count as printed once the paper
    went to the printer or into a file; stopped half-way, none does.
    """
    asked = target if isinstance(target, Mapping) else {"halkhata_id": target}
    drive = ctx.book.halkhatas.get(int(asked["halkhata_id"]))
    chosen = asked.get("guest_ids") or _to_print(ctx, drive.id)
    ids = [guest.id for guest in ctx.book.halkhatas.guests(chosen) if guest.is_living]
    return Ready(
        title=_("Invitation cards"),
        file_name=f"halkhata-{drive.held_on.isoformat()}.pdf",
        slowly=partial(_draw, ctx, ids, current_language()),
        printed=partial(ctx.book.halkhatas.printed, drive.id, ids),
        saved=partial(ctx.book.halkhatas.printed, drive.id, ids),
    )


def _to_print(ctx: Context, halkhata_id: int) -> list[int]:
    ask = ctx.book.halkhatas.guest_ids
    return ask(halkhata_id, "unprinted") or ask(halkhata_id)


def _draw(ctx: Context, ids: list[int], language: str, size: str, progress: Progress) -> bytes:
    from shopbook.documents.invitation_papers import invitation_cards

    book = ctx.book.second(read_only=True)
    try:
        return invitation_cards(book.halkhatas, book.settings, ids, size, language, progress)[0]
    finally:
        book.close()


def guest_list(ctx: Context, target: Any) -> Ready:
    """The guests of a drive for the table, on A4."""
    from shopbook.documents.invitation_papers import guest_list_pdf

    return Ready(
        title=_("Guests of the halkhata"),
        file_name=_file_name(ctx, target, "guests"),
        draw=lambda _size="": guest_list_pdf(
            ctx.book.halkhatas, ctx.book.settings, int(target), current_language()
        ),
    )


def carried(ctx: Context, target: Any) -> Ready:
    """What goes over into the new book, on A4."""
    from shopbook.documents.invitation_papers import carried_pdf

    return Ready(
        title=_("Carried into the new book"),
        file_name=_file_name(ctx, target, "carried"),
        draw=lambda _size="": carried_pdf(
            ctx.book.halkhatas, ctx.book.settings, int(target), current_language()
        ),
    )


def _file_name(ctx: Context, halkhata_id: Any, what: str) -> str:
    return f"halkhata-{ctx.book.halkhatas.get(int(halkhata_id)).held_on.isoformat()}-{what}.pdf"
