"""Commands that get a book back: from a copy, from a damaged file. How that is done is shopbook.rescue's affair."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from shopbook.backups.finding import backups_in
from shopbook.cli.opening import DIFFERS, DONE, AddCommand, ask_passphrase, clock_of, open_book, print_json
from shopbook.clock import day_of
from shopbook.errors import (
    BookError,
    BookInUse,
    BookProtected,
    KeyFileMissing,
    Message,
    Refused,
    StorageError,
)
from shopbook.history.nouns import noun
from shopbook.localisation.dates import date_long
from shopbook.localisation.language import _
from shopbook.localisation.numbers import money, number, to_script
from shopbook.rescue.model import Inside, Rescued, Restored, Salvaged


def add_commands(command: AddCommand) -> None:
    """`restore` and `rescue`."""
    one = command(
        "restore", _restore, _("Put a copy in the place of the book; the book that was there is set aside.")
    )
    one.add_argument("--from", dest="copy", type=Path, required=True, metavar="FILE", help=_("the copy"))
    one.add_argument("--code", default="", metavar="CODE", help=_("the recovery code of a locked copy"))
    one.add_argument("--look", action="store_true", help=_("only show what is in the copy"))
    one = command("rescue", _rescue, _("Get back what a damaged book still holds, into a new book."))
    one.add_argument("--into", type=Path, required=True, metavar="FILE", help=_("the new book's file"))
    one.add_argument(
        "--from",
        dest="copy",
        type=Path,
        metavar="FILE",
        help=_("the newest copy; the best one found otherwise"),
    )
    one.add_argument("--code", default="", metavar="CODE", help=_("the recovery code of a locked copy"))
    one.add_argument(
        "--pages", action="store_true", help=_("use no copy: read the single pages, as the last resort")
    )


def _restore(options: argparse.Namespace) -> int:
    from shopbook.rescue.looking import look_inside
    from shopbook.rescue.restoring import restore

    passphrase = ""
    if not options.look:
        _ask_the_owner(options)
    while True:
        try:
            if options.look:
                return _show(options, look_inside(options.copy, code=options.code, passphrase=passphrase))
            clock = clock_of(options)
            done = restore(options.copy, options.book, clock, code=options.code, passphrase=passphrase)
            return _restored(options, done)
        except BookProtected as locked:
            if passphrase or options.code or isinstance(locked, KeyFileMissing):
                raise
            passphrase = ask_passphrase(locked)


def _ask_the_owner(options: argparse.Namespace) -> None:
    """Where the book can still be opened and has PINs, only the owner puts another in its place."""
    try:
        with open_book(options) as book:
            book.store.require("keep_safe")
    except BookInUse:
        raise
    except (BookError, StorageError):
        return  # missing, empty or damaged: that is what a copy is for


def _show(options: argparse.Namespace, inside: Inside) -> int:
    if options.json:
        print_json(asdict(inside))
        return DONE
    counts = inside.counts
    print(inside.shop_name)
    print(_("{customers} customers, {sales} memos, {due} due in all").format(
        customers=number(counts.customers), sales=number(counts.sales), due=money(counts.balance_paisa)
    ))  # fmt: skip
    if counts.last_saved_at is not None:
        print(_("Last saved: {day}").format(day=date_long(day_of(counts.last_saved_at))))
    for sale in inside.last_sales:
        parts = (to_script(sale.memo_no), date_long(sale.sold_on), sale.customer, money(sale.total_paisa))
        print("  ".join(part for part in parts if part))
    return DONE


def _restored(options: argparse.Namespace, done: Restored) -> int:
    if options.json:
        print_json(asdict(done))
        return DONE
    if done.set_aside is not None:
        print(_("The book that was there is set aside: {file}").format(file=done.set_aside))
    print(
        _("Restored: {customers} customers, {sales} memos. New numbers begin with {site}-.").format(
            customers=number(done.counts.customers),
            sales=number(done.counts.sales),
            site=to_script(done.site),
        )
    )
    return DONE


def _rescue(options: argparse.Namespace) -> int:
    from shopbook.rescue.replay import rescue_with_journal
    from shopbook.rescue.salvage import salvage

    clock = clock_of(options)
    key = _key(options)
    if options.pages:
        return _salvaged(options, salvage(options.book, options.into, clock, key=key))
    copy = options.copy or _best(options.book, key)
    if copy is None:
        raise Refused(
            Message("No copy of this book was found beside it."),
            Message("Give one with --from, or read the single pages with --pages."),
        )
    return _rescued(
        options,
        rescue_with_journal(options.book, copy, options.into, clock, key=key, code=options.code),
    )


def _key(options: argparse.Namespace) -> bytes | None:
    from shopbook.storage import keys

    if not keys.is_protected(options.book):
        return None
    if options.code:
        return keys.unlock(options.book, code=options.code)
    return keys.unlock(options.book, passphrase=ask_passphrase(keys.protected(options.book)))


def _best(book: Path, key: bytes | None) -> Path | None:
    from shopbook.backups.naming import default_folder
    from shopbook.rescue.damage import offer

    return offer(book, backups_in(default_folder(book), "book"), key=key).backup


def _rescued(options: argparse.Namespace, done: Rescued) -> int:
    if options.json:
        print_json(asdict(done))
    else:
        print(done.path)
        print(
            _("{n} lines of the journal written anew, {lost} lost.").format(
                n=number(done.replayed), lost=number(done.lost)
            )
        )
        for line in done.refused:
            print(f"    {line}")
    return DONE if not (done.lost or done.refused) else DIFFERS


def _salvaged(options: argparse.Namespace, done: Salvaged) -> int:
    if options.json:
        print_json(asdict(done))
    else:
        print(done.path)
        for part in done.parts:
            print(
                _(
                    "{table}: {found} found, {by_journal} by the journal only, {unsure} unsure, {lost} lost"
                ).format(
                    table=noun(part.table),
                    found=number(part.found),
                    by_journal=number(part.by_journal),
                    unsure=number(part.unsure),
                    lost=number(part.lost),
                )
            )
        print(_("{lost} of {pages} pages could not be read.").format(
            lost=number(done.lost_pages), pages=number(done.pages)
        ))  # fmt: skip
    return DONE if not (done.lost or done.unsure) else DIFFERS
