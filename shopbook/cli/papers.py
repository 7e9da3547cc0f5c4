"""Commands that print: a statement, a warranty card, the call sheet, the calendar. Papers are drawn in `documents`."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from shopbook.book import Book
from shopbook.cli.counter import named
from shopbook.cli.opening import DONE, AddCommand, day, open_book
from shopbook.errors import Message, NotFound, Refused
from shopbook.localisation.language import _, current_language
from shopbook.localisation.numbers import number
from shopbook.search.fold import fine_key
from shopbook.settings.model import CARD_PAPER


def add_commands(command: AddCommand) -> None:
    """`statement`, `card`, `sheet` and `calendar`."""
    one = command("statement", _statement, _("Print a customer's account into a PDF."))
    one.add_argument(
        "customer", nargs="+", metavar="CUSTOMER", help=_("a name, a phone or a customer number")
    )
    for option, about in (("--from", _("the first day")), ("--to", _("the last day"))):
        one.add_argument(option, dest=option.strip("-"), type=day, metavar="YYYY-MM-DD", help=about)
    _with_out(one)
    one = command("card", _card, _("Print a warranty card into a PDF."))
    one.add_argument("card_no", metavar="CARD_NO", help=_("the card's number"))
    one.add_argument(
        "--paper", choices=("A5", "A6", "card"), help=_("its size; as set in the book otherwise")
    )
    _with_out(one)
    one = command("sheet", _sheet, _("Print the day's call sheet into a PDF."))
    one.add_argument(
        "--staff", metavar="NAME", help=_("only the calls of this member; the whole list otherwise")
    )
    _with_out(one)
    one = command("calendar", _calendar, _("Write the coming 30 days into a calendar file for the phone."))
    one.add_argument("--out", type=Path, required=True, metavar="F.ics", help=_("where to write the file"))


def _with_out(one: argparse.ArgumentParser) -> None:
    one.add_argument("--out", type=Path, required=True, metavar="F.pdf", help=_("where to write the PDF"))


def _statement(options: argparse.Namespace) -> int:
    from shopbook.documents import files, papers_money, statement

    with open_book(options, reading=True) as book:
        customer_id = _customer(book, " ".join(options.customer))
        account = book.dues.account(customer_id, getattr(options, "from"), options.to)
        customer = book.customers.get(customer_id)
        paper = papers_money.statement_paper(book.settings.shop(), account, customer, book.clock.today())
        files.save(statement.statement(paper, "A4", current_language()), options.out)
        print(options.out)
    return DONE


def _customer(book: Book, text: str) -> int:
    """The one customer a text means: of several the one who is called just that."""
    hits = book.search.hits(text)
    rows = book.customers.rows([hit.id for hit in hits if hit.kind == "customer"])
    if len(rows) > 1:
        rows = [row for row in rows if fine_key(row.name) == fine_key(text)] or rows
    if len(rows) != 1:
        found = Message(
            "Found: {names}. A phone says it surely.", names=", ".join(row.title for row in rows[:5])
        )
        raise Refused(Message("It is not clear who {name} is.", name=text), found if rows else None)
    return rows[0].id


def _card(options: argparse.Namespace) -> int:
    from shopbook.documents import files, papers_cards, warranty_card, warranty_card_small

    with open_book(options) as book:
        card = book.warranties.card_by_no(options.card_no)
        if card is None:
            raise NotFound(Message("There is no card with the number {card_no}.", card_no=options.card_no))
        if card.status != "active":
            raise Refused(Message("This card is not valid any more."))
        language = current_language()
        paper, size = papers_cards.card_of(book, card.id), options.paper or book.settings.get(CARD_PAPER)
        on_sheet = partial(warranty_card.warranty_card, size)
        pdf = (warranty_card_small.small_card if size == "card" else on_sheet)(paper, language)
        files.save(pdf, options.out)
        book.warranties.printed(card.id)
        print(options.out)
    return DONE


def _sheet(options: argparse.Namespace) -> int:
    from shopbook.documents import call_sheet, files, papers

    with open_book(options, reading=True) as book:
        language = current_language()
        staff_id, name = _member(book, options.staff)
        today = book.followups.today(staff=staff_id)
        paper = papers.sheet_paper(book.followups, book.settings.shop(), today, name)
        files.save(call_sheet.call_sheet(paper, language), options.out)
        print(options.out)
    return DONE


def _member(book: Book, name: str | None) -> tuple[int | None, str]:
    """Who works here under a name, with the name as the book writes it; nobody in particular without one."""
    if name is None:
        return None, ""
    meant = named(book.signing.people(), name)
    return meant.id, meant.name


def _calendar(options: argparse.Namespace) -> int:
    from shopbook.exchange.calendar import calendar_text, coming, write_calendar

    with open_book(options, reading=True) as book:
        events = coming(book.followups, book.clock.today())
        text = calendar_text(events, book.settings.shop().name, book.clock.now())
    write_calendar(options.out, text)
    print(_("{n} things to remember: {file}").format(n=number(len(events)), file=options.out))
    return DONE
