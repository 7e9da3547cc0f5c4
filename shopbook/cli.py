"""The command line: one job on a book without windows, for scripts and scheduled printing. The work is done elsewhere.

Exit codes: 0 done; 1 refused, one line on stderr says why; 2 the command is written wrong; 3 `check` found differences.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from shopbook.book import Book
from shopbook.clock import Clock, FixedClock, SystemClock
from shopbook.errors import BookInUse, Invalid, Message, NotFound, Refused, ShopbookError
from shopbook.localisation.language import _, current_language, languages, say, set_digits, set_language
from shopbook.localisation.numbers import money, number, phone
from shopbook.search.fold import fine_key
from shopbook.settings.model import CARD_PAPER, DIGITS, LANGUAGE, ShopDraft

DONE, REFUSED, USAGE, DIFFERS = 0, 1, 2, 3
_WITH_JSON = ("import", "find", "today", "dues", "check")
_day = dt.date.fromisoformat
_BENGALI = range(0x0980, 0x0A00)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows' own code pages have no Bengali
            stream.reconfigure(encoding="utf-8", errors="replace")
    set_language(_language_before_the_book(arguments))
    try:
        options = parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        code = int(options.job(options))
        sys.stdout.flush()
        return code
    except ShopbookError as error:
        print(f"shopbook: {_one_line(error)}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def parser() -> argparse.ArgumentParser:
    """The commands and their options, each with its help in the language of the moment."""
    made = argparse.ArgumentParser(prog="shopbook", description=_("One job on a book, without windows."))
    commands = made.add_subparsers(required=True, metavar=_("COMMAND"))

    def command(name: str, job: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=about, description=about)
        one.set_defaults(job=job)
        one.add_argument("book", type=Path, metavar="BOOK", help=_("the book's file"))
        if name in _WITH_JSON:
            one.add_argument("--json", action="store_true", help=_("print JSON, for machines"))
        one.add_argument("--language", choices=sorted(languages()), help=_("speak Bengali or English"))
        one.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help=_("work as if today were this day"))
        return one

    one = command("new", _new, _("Make a new, empty book for a shop."))
    one.add_argument("--shop", required=True, metavar="NAME", help=_("the shop's name"))
    one = command("import", _import, _("Take a list of customers in (CSV, XLSX, XLS, ODS, vCard)."))
    one.add_argument("file", type=Path, metavar="FILE", help=_("the list"))
    one.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    one = command("find", _find, _("Find customers, memos, cards and serials, as the search box does."))
    one.add_argument("text", nargs="+", metavar="TEXT", help=_("a name, digits of a phone, a number"))
    command("today", _today, _("Today's calls, in order, and why."))
    command("dues", _dues, _("Who owes how much, the oldest due first."))
    one = command("statement", _statement, _("Print a customer's account into a PDF."))
    one.add_argument(
        "customer", nargs="+", metavar="CUSTOMER", help=_("a name, a phone or a customer number")
    )
    for option, about in (("--from", _("the first day")), ("--to", _("the last day"))):
        one.add_argument(option, dest=option.strip("-"), type=_day, metavar="YYYY-MM-DD", help=about)
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
    one = command("demo", _demo, _("Make a new book with a believable sample shop in it."))
    one.add_argument("--customers", type=_count, default=48, metavar="N", help=_("how many customers"))
    one.add_argument("--seed", type=int, default=1, metavar="S", help=_("another number, another shop"))
    one.add_argument(
        "--sales", type=_count, metavar="N", help=_("how many memos; three a customer otherwise")
    )
    command("check", _check, _("Prove that everything in the book agrees."))
    return made


def _with_out(one: argparse.ArgumentParser) -> None:
    one.add_argument("--out", type=Path, required=True, metavar="F.pdf", help=_("where to write the PDF"))


def _count(text: str) -> int:
    count = int(text)
    if not 0 <= count <= 10_000_000:
        raise ValueError(text)
    return count


def _language_before_the_book(arguments: Sequence[str]) -> str:
    """What was asked for, else the terminal's: Bengali letters on a terminal without them help nobody."""
    for place, word in enumerate(arguments):
        given = arguments[place + 1 : place + 2] if word == "--language" else [word.partition("=")[2]]
        if word.startswith("--language") and given and given[0] in languages():
            return given[0]
    terminal = next((os.environ[name] for name in ("LC_ALL", "LANG") if os.environ.get(name)), "")
    return "bn" if terminal.startswith("bn") else "en"


def _clock(options: argparse.Namespace) -> Clock:
    return FixedClock(options.date) if options.date else SystemClock()


@contextmanager
def _open(options: argparse.Namespace, *, reading: bool = False) -> Iterator[Book]:
    """The book, in its own language unless another is asked for. Reading goes on beside the running program."""
    clock = _clock(options)
    try:
        book = Book.open(options.book, clock=clock)
    except BookInUse:
        if not reading:
            raise
        book = Book.beside(options.book, clock=clock)
    with book:
        set_language(options.language or book.settings.get(LANGUAGE))
        digits = book.settings.get(DIGITS)
        set_digits("bn" if digits == "bn" else "latin" if digits == "latin" else "auto")
        yield book


def _one_line(error: ShopbookError) -> str:
    if isinstance(error, Invalid):
        sentences = [say(problem) for problem in error.problems.values()]
    else:
        sentences = [say(part) for part in (error.message, error.advice) if part is not None]
    return " ".join(" ".join(sentences).split())


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str))


# ---- the jobs


def _new(options: argparse.Namespace) -> int:
    bengali = any(ord(letter) in _BENGALI for letter in options.shop)
    draft = ShopDraft(name_bn=options.shop) if bengali else ShopDraft(name_en=options.shop)
    with Book.create(options.book, draft, clock=_clock(options)) as book:
        if options.language:
            book.settings.set(LANGUAGE, options.language)
    print(_("A new book for {shop}: {file}").format(shop=options.shop, file=options.book))
    return DONE


def _import(options: argparse.Namespace) -> int:
    with _open(options) as book:
        preview = book.exchange.preview(options.file)
        result = preview.result() if options.dry_run else book.exchange.run(preview)
        rejected = [{"row": row, "reason": say(reason)} for row, reason in result.rejected]
        counts = {"rows": result.rows, "added": result.added, "matched": result.matched}
        if options.json:
            more = {"needs_review": result.needs_review, "batch": result.batch}
            _print_json({**counts, "rejected": rejected, **more})
            return DONE
        words = (
            (_("Rows"), result.rows),
            (_("New customers"), result.added),
            (_("Known already"), result.matched),
            (_("Not taken"), len(rejected)),
            (_("To look at"), result.needs_review),
        )
        for label, count in words:
            print(f"{label}: {number(count)}")
        for one in result.rejected:
            print(_("Row {n}: {reason}").format(n=number(one[0]), reason=say(one[1])))
        if options.dry_run:
            print(_("Nothing was written."))
    return DONE


def _find(options: argparse.Namespace) -> int:
    with _open(options, reading=True) as book:
        hits = book.search.hits(" ".join(options.text))
        people = {
            row.id: row for row in book.customers.rows(list({hit.customer_id or 0 for hit in hits} - {0}))
        }
        found = []
        for hit in hits:
            row = people.get(hit.customer_id or 0)
            known = row is not None
            detail = row.whereabouts if row and hit.kind == "customer" else row.title if row else ""
            title = (row.title if row else hit.shown) if hit.kind == "customer" else hit.shown
            shown = row.phone if row and known else ""
            found.append({"kind": hit.kind, "id": hit.id, "title": title, "phone": shown, "detail": detail})
        if options.json:
            _print_json(found)
            return DONE
        for one in found:
            parts = (one["title"], phone(str(one["phone"])) if one["phone"] else "", one["detail"])
            print("  ".join(str(part) for part in parts if part))
        if not found:
            print(_("Nothing found."))
    return DONE


def _today(options: argparse.Namespace) -> int:
    with _open(options, reading=True) as book:
        today = book.followups.today()
        if options.json:
            _print_json([_card_json(card) for card in today.all_cards()])
            return DONE
        for place, card in enumerate(today.cards, start=1):
            dial = phone(card.phone) if card.phone else ""
            print("  ".join(part for part in (f"{number(place)}.", card.title, dial) if part))
            for item in card.reasons:
                print(f"    {say(item.why)}")
        if not today.cards:
            print(_("Nobody to call today."))
    return DONE


def _card_json(card: Any) -> dict[str, object]:
    return {
        "customer": {"id": card.customer_id, "name": card.title},
        "phone": card.phone,
        "lane": str(card.lane),
        "score": card.score,
        "reasons": [
            {"rule": item.rule, "due_on": item.due_on.isoformat(), "hard": item.hard, "text": say(item.why)}
            for item in card.reasons
        ],
    }


def _dues(options: argparse.Namespace) -> int:
    with _open(options, reading=True) as book:
        rows = book.dues.rows(book.receivables.ids())
        if options.json:
            _print_json([asdict(row) for row in rows])
            return DONE
        for row in rows:
            dial = phone(row.phone) if row.phone else ""
            print("  ".join(part for part in (row.name, dial, money(row.balance_paisa)) if part))
        print(
            _("{n} customers owe {amount}").format(n=number(len(rows)), amount=money(book.dues.owed_total()))
        )
    return DONE


def _statement(options: argparse.Namespace) -> int:
    from shopbook.documents import files, papers_money, statement

    with _open(options, reading=True) as book:
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

    with _open(options) as book:
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

    with _open(options, reading=True) as book:
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
    working = [one for one in book.settings.staff() if one.active]
    meant = [one for one in working if fine_key(one.name) == fine_key(name)]
    if len(meant) != 1:
        names = ", ".join(one.name for one in working)
        raise Refused(
            Message("It is not clear who {name} is.", name=name),
            Message("Here work: {names}.", names=names) if names else None,
        )
    return meant[0].id, meant[0].name


def _calendar(options: argparse.Namespace) -> int:
    from shopbook.exchange.calendar import calendar_text, coming, write_calendar

    with _open(options, reading=True) as book:
        events = coming(book.followups, book.clock.today())
        text = calendar_text(events, book.settings.shop().name, book.clock.now())
    write_calendar(options.out, text)
    print(_("{n} things to remember: {file}").format(n=number(len(events)), file=options.out))
    return DONE


def _demo(options: argparse.Namespace) -> int:
    from shopbook.demo import Size, make_demo

    size = Size.of(options.customers, sales=options.sales)
    make_demo(options.book, size=size, seed=options.seed, clock=_clock(options))
    print(
        _("A sample shop with {customers} customers and {sales} memos: {file}").format(
            customers=number(size.customers), sales=number(size.sales), file=options.book
        )
    )
    return DONE


def _check(options: argparse.Namespace) -> int:
    from shopbook.checks import check

    with _open(options) as book:
        report = check(book)
        if options.json:
            _print_json(
                {
                    "compared": {part.name: part.compared for part in report.parts},
                    "differences": [
                        {"check": p.name, "what": f.what, "id": f.id, "kept": f.kept, "counted": f.counted}
                        for p in report.parts
                        for f in p.shown
                    ],
                    "differing": report.differing,
                }
            )
            return DONE if report.is_whole else DIFFERS
        for part in report.parts:
            verdict = _("agrees") if not part.differing else _("{n} differ").format(n=number(part.differing))
            print(f"{say(part.title)}: {number(part.compared)} · {verdict}")
            for found in part.shown:
                values = (
                    f"{found.kept} / {found.counted}" if (found.kept, found.counted) != (None, None) else ""
                )
                print(
                    "    " + "  ".join(str(v) for v in (found.what, found.id, values) if v not in (None, ""))
                )
    return DONE if report.is_whole else DIFFERS
