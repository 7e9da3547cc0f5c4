"""Commands that ask a book: who is meant, who is to be called, who owes, and whether everything in it agrees."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from shopbook.cli.opening import DIFFERS, DONE, AddCommand, open_book, print_json
from shopbook.localisation.language import _, say
from shopbook.localisation.numbers import money, number, phone


def add_commands(command: AddCommand) -> None:
    """`find`, `today`, `dues` and `check`."""
    one = command("find", _find, _("Find customers, memos, cards and serials, as the search box does."))
    one.add_argument("text", nargs="+", metavar="TEXT", help=_("a name, digits of a phone, a number"))
    command("today", _today, _("Today's calls, in order, and why."))
    command("dues", _dues, _("Who owes how much, the oldest due first."))
    command("check", _check, _("Prove that everything in the book agrees."))


def _find(options: argparse.Namespace) -> int:
    with open_book(options, reading=True) as book:
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
            print_json(found)
            return DONE
        for one in found:
            parts = (one["title"], phone(str(one["phone"])) if one["phone"] else "", one["detail"])
            print("  ".join(str(part) for part in parts if part))
        if not found:
            print(_("Nothing found."))
    return DONE


def _today(options: argparse.Namespace) -> int:
    with open_book(options, reading=True) as book:
        today = book.followups.today()
        if options.json:
            print_json([_card_json(card) for card in today.all_cards()])
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
    with open_book(options, reading=True) as book:
        rows = book.dues.rows(book.receivables.ids())
        if options.json:
            print_json([asdict(row) for row in rows])
            return DONE
        for row in rows:
            dial = phone(row.phone) if row.phone else ""
            print("  ".join(part for part in (row.name, dial, money(row.balance_paisa)) if part))
        print(
            _("{n} customers owe {amount}").format(n=number(len(rows)), amount=money(book.dues.owed_total()))
        )
    return DONE


def _check(options: argparse.Namespace) -> int:
    from shopbook.checks import check

    with open_book(options, anybody=True) as book:
        report = check(book)
        if options.json:
            print_json(
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
