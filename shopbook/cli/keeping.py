"""Commands that keep a book safe. How a copy is made and proved is shopbook.backups' affair."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from shopbook.backups.model import Manifest
from shopbook.cli.opening import DONE, USAGE, AddCommand, open_book, print_json
from shopbook.clock import day_of
from shopbook.localisation.dates import date_long, time_short
from shopbook.localisation.language import _, say
from shopbook.localisation.numbers import number


def add_commands(command: AddCommand) -> None:
    """`backup`."""
    one = command("backup", _backup, _("Make a proved copy of a book, also while the program is open."))
    one.add_argument(
        "--to", type=Path, metavar="FOLDER", help=_("where to; the book's own place of copies otherwise")
    )
    one.add_argument(
        "--check", type=Path, metavar="FILE", help=_("look through this copy instead of making one")
    )


def _backup(options: argparse.Namespace) -> int:
    if options.check is not None:
        return _look_through(options)
    if options.book is None:
        print(_("Give the book's file, or --check and the file of a copy."), file=sys.stderr)
        return USAGE
    with open_book(options, reading=True, anybody=options.to is None) as book:
        made = book.backups.make("hand", options.to)
        assert made.manifest is not None
        if made.missed is not None:
            print(say(made.missed), file=sys.stderr)
        if options.json:
            print_json(_told(made.path, made.manifest))
        else:
            _say(made.path, made.manifest)
    return DONE


def _look_through(options: argparse.Namespace) -> int:
    from shopbook.backups.verifying import verify

    manifest = verify(options.check, full=True)
    if options.json:
        print_json(_told(options.check, manifest))
        return DONE
    _say(options.check, manifest)
    print(_("This copy is good."))
    return DONE


def _say(path: Path, manifest: Manifest) -> None:
    counts = manifest.counts
    print(path)
    print(
        _("{made_on}, {time}: customers {customers}, memos {sales}, {megabytes} MB").format(
            made_on=date_long(day_of(manifest.made_at)),
            time=time_short(manifest.made_at),
            customers=number(counts.customers),
            sales=number(counts.sales),
            megabytes=number(-(-manifest.bytes // (1 << 20))),
        )
    )


def _told(path: Path, manifest: Manifest) -> dict[str, object]:
    from shopbook.backups.manifests import to_json

    told = to_json(manifest)
    # How the keys are locked up is nothing for a script's log.
    return {"file": str(path), **{key: value for key, value in told.items() if key not in ("slots", "seal")}}
