"""Commands that make a book or bring customers into one."""

from __future__ import annotations

import argparse
from pathlib import Path

from shopbook.book import Book
from shopbook.cli.opening import DONE, AddCommand, clock_of, open_book, print_json
from shopbook.localisation.language import _, say
from shopbook.localisation.numbers import number
from shopbook.settings.model import LANGUAGE, ShopDraft

_BENGALI = range(0x0980, 0x0A00)


def add_commands(command: AddCommand) -> None:
    """`new`, `export`, `import` and `demo`."""
    one = command("new", _new, _("Make a new book: an empty one for a shop, or one from what was taken out."))
    begun = one.add_mutually_exclusive_group(required=True)
    begun.add_argument("--shop", metavar="NAME", help=_("the shop's name"))
    begun.add_argument("--from", dest="export", type=Path, metavar="FILE.zip", help=_("what `export` wrote"))
    one = command("export", _export, _("Take everything out: one zip that needs no program of ours."))
    one.add_argument("file", type=Path, metavar="FILE.zip", help=_("where to write the zip"))
    one.add_argument("--no-cards", action="store_true", help=_("without the PDFs of the warranty cards"))
    one = command("import", _import, _("Take a list of customers in (CSV, XLSX, XLS, ODS, vCard)."))
    one.add_argument("file", type=Path, metavar="FILE", help=_("the list"))
    one.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    one = command("demo", _demo, _("Make a new book with a believable sample shop in it."))
    one.add_argument("--customers", type=_how_many, default=48, metavar="N", help=_("how many customers"))
    one.add_argument("--seed", type=int, default=1, metavar="S", help=_("another number, another shop"))
    one.add_argument(
        "--sales", type=_how_many, metavar="N", help=_("how many memos; three a customer otherwise")
    )


def _new(options: argparse.Namespace) -> int:
    if options.export is not None:
        from shopbook.exchange.archive_rebuilding import look_into, rebuild

        shop = look_into(options.export).shop
        rebuild(options.export, options.book, clock_of(options))
        print(_("The book of {shop} is made again: {file}").format(shop=shop, file=options.book))
        return DONE
    bengali = any(ord(letter) in _BENGALI for letter in options.shop)
    draft = ShopDraft(name_bn=options.shop) if bengali else ShopDraft(name_en=options.shop)
    with Book.create(options.book, draft, clock=clock_of(options)) as book:
        if options.language:
            book.settings.set(LANGUAGE, options.language)
    print(_("A new book for {shop}: {file}").format(shop=options.shop, file=options.book))
    return DONE


def _export(options: argparse.Namespace) -> int:
    with open_book(options, reading=True) as book:
        made = book.archive.export(options.file, cards=not options.no_cards)
        told = _("{customers} customers, {sales} memos and {cards} warranty cards are in {file}")
        customers, sales, cards = made.counts["customers"], made.counts["sales"], made.cards
        print(
            told.format(customers=number(customers), sales=number(sales), cards=number(cards), file=made.path)
        )
        if not made.private:
            print(_("The owner's own notes were left out."))
    return DONE


def _import(options: argparse.Namespace) -> int:
    with open_book(options) as book:
        preview = book.exchange.preview(options.file)
        result = preview.result() if options.dry_run else book.exchange.run(preview)
        rejected = [{"row": row, "reason": say(reason)} for row, reason in result.rejected]
        counts = {"rows": result.rows, "added": result.added, "matched": result.matched}
        if options.json:
            more = {"needs_review": result.needs_review, "batch": result.batch}
            print_json({**counts, "rejected": rejected, **more})
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


def _demo(options: argparse.Namespace) -> int:
    from shopbook.demo import Size, make_demo

    size = Size.of(options.customers, sales=options.sales)
    make_demo(options.book, size=size, seed=options.seed, clock=clock_of(options))
    print(
        _("A sample shop with {customers} customers and {sales} memos: {file}").format(
            customers=number(size.customers), sales=number(size.sales), file=options.book
        )
    )
    return DONE


def _how_many(text: str) -> int:
    count = int(text)
    if not 0 <= count <= 10_000_000:
        raise ValueError(text)
    return count
