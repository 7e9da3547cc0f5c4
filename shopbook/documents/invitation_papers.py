"""What stands on the papers of a halkhata, gathered from the book; drawing them is in invitation.py and carried.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from shopbook.documents.carried import CarriedLine, CarriedPaper, carried_list, guest_list
from shopbook.documents.invitation import InvitationPaper, InvitedGuest, invitations
from shopbook.documents.papers import shop_head
from shopbook.followups.sentences import called
from shopbook.halkhata.model import WORDS, Guest
from shopbook.localisation.collation import sort_key
from shopbook.localisation.language import say, using
from shopbook.progress import Progress

if TYPE_CHECKING:
    from shopbook.halkhata.operations import Halkhatas
    from shopbook.settings.operations import Settings


def invitation_cards(
    halkhatas: Halkhatas,
    settings: Settings,
    guest_ids: Sequence[int],
    size: str,
    language: str = "bn",
    progress: Progress | None = None,
) -> tuple[bytes, tuple[int, ...]]:
    """The cards of these guests of one drive as one PDF, and the guests that have a card in it.

    Somebody in the trash or merged into another gets none. Nothing is written: a card counts as printed when it was.
    """
    guests = [guest for guest in halkhatas.guests(guest_ids) if guest.is_living]
    # They are carried from door to door: one quarter after the other.
    guests.sort(key=lambda guest: (sort_key(guest.area), sort_key(guest.name), guest.id))
    drive = halkhatas.get(guests[0].halkhata_id if guests else halkhatas.guest(guest_ids[0]).halkhata_id)
    shop = settings.shop()
    with using(language):
        paper = InvitationPaper(
            shop=shop_head(shop),
            title=drive.title,
            held_on=drive.held_on,
            words=drive.words or say(WORDS),
            amount=drive.amount_shown,
            counted_on=halkhatas.today(),
            host=shop.owner,
        )
        invited = [InvitedGuest(_named(guest), guest.code, guest.left_paisa) for guest in guests]
    pdf = invitations(size, paper, invited, language, progress)
    return pdf, tuple(guest.id for guest in guests)


def carried_pdf(halkhatas: Halkhatas, settings: Settings, halkhata_id: int, language: str = "bn") -> bytes:
    """Whose dues go over into the new book, the largest first."""
    ids = halkhatas.guest_ids(halkhata_id, "left")
    return carried_list(_paper(halkhatas, settings, halkhata_id, ids, language), language)


def guest_list_pdf(halkhatas: Halkhatas, settings: Settings, halkhata_id: int, language: str = "bn") -> bytes:
    """Everybody invited, for the table, by name: who comes must be found at a glance."""
    paper = _paper(halkhatas, settings, halkhata_id, halkhatas.guest_ids(halkhata_id), language)
    lines = tuple(sorted(paper.lines, key=lambda line: sort_key(line.name)))
    return guest_list(replace(paper, lines=lines), language)


def _paper(
    halkhatas: Halkhatas, settings: Settings, halkhata_id: int, ids: Sequence[int], language: str
) -> CarriedPaper:
    drive = halkhatas.get(halkhata_id)
    with using(language):
        lines = tuple(_line(guest) for guest in halkhatas.guests(ids))
    day = drive.closed_on or halkhatas.today()
    return CarriedPaper(shop_head(settings.shop()), drive.title, drive.held_on, lines, day)


def _line(guest: Guest) -> CarriedLine:
    found = guest.tally
    return CarriedLine(
        name=_named(guest),
        phone=guest.phone,
        area=guest.area,
        due_paisa=found.due_paisa,
        collected_paisa=found.collected_paisa,
        other_paisa=found.added_paisa - found.lessened_paisa,
        left_paisa=found.left_paisa,
    )


def _named(guest: Guest) -> str:
    name = called(guest.name, guest.honorific)
    return name if isinstance(name, str) else say(name)
