"""What the search box on top finds for this noun: people and the numbers that lead to them, and "New: …"."""

from __future__ import annotations

from functools import partial

from shopbook.customers.model import CustomerRow
from shopbook.customers.one_line import draft_of_line
from shopbook.localisation import numbers
from shopbook.localisation.language import _, pgettext
from shopbook.search.queries import Hit
from ui.context import Context
from ui.customers import words
from ui.customers.deeds import AddAndOpen
from ui.navigation import PaletteItem

# With "New: …" under them they fill the list without scrolling.
MOST = 5


def finds(ctx: Context, text: str) -> list[PaletteItem]:
    """People and numbers, the obvious answer first, then the way to write down somebody new."""
    hits = ctx.book.search.hits(text, MOST)
    people = ctx.book.customers.rows([hit.id for hit in hits if hit.kind == "customer"])
    rows = {row.id: row for row in people}
    items = [_person(ctx, rows[hit.id]) if hit.kind == "customer" else _number(ctx, hit) for hit in hits
             if hit.kind != "customer" or hit.id in rows]  # fmt: skip
    return [*items, *_new(ctx, text)]


def _person(ctx: Context, row: CustomerRow) -> PaletteItem:
    phone = numbers.phone(row.phone)
    return PaletteItem(
        group=_("Customers"),
        icon="user",
        title=row.name or phone,
        phone=phone if row.name else "",
        detail=row.whereabouts,
        hint="" if ctx.navigation.facing else words.balance(row.balance_paisa),
        hint_tone="red" if row.balance_paisa > 0 else "green",
        avatar=bool(row.name),
        open=partial(ctx.navigation.go, "customer", row.id),
    )


def _number(ctx: Context, hit: Hit) -> PaletteItem:
    kinds = {
        "memo": (pgettext("found", "Memo"), "receipt", "sale_view", "sale_id"),
        "card": (pgettext("found", "Warranty card"), "shield-check", "warranty", "warranty_id"),
        "card_serial": (pgettext("found", "Serial on a warranty card"), "barcode", "warranty", "warranty_id"),
        "job": (pgettext("found", "Servicing job"), "hammer", "service", "job_id"),
        "job_serial": (pgettext("found", "Serial in servicing"), "hammer", "service", "job_id"),
        "return": (pgettext("found", "Goods back"), "undo-2", "sale_view", "return_id"),
        "plan": (pgettext("found", "Instalments"), "book-open", "dues", "plan_id"),
        "serial": (pgettext("found", "Serial on a memo"), "barcode", "", ""),
    }
    name, icon, key, field = kinds.get(hit.kind, (pgettext("found", "Number"), "barcode", "", ""))
    row = ctx.book.customers.rows([hit.customer_id] if hit.customer_id is not None else [])
    go = partial(_go_to_piece, ctx, hit) if hit.kind == "serial" else partial(_go_to_whose, ctx, hit)
    if key and ctx.navigation.has(key):
        go = partial(ctx.navigation.go, key, {field: hit.id})
    return PaletteItem(
        group=_("Memos, cards and serials"),
        icon=icon,
        title=numbers.to_script(hit.shown),
        detail=" · ".join([name, *(words.title(one) for one in row)]),
        tone="blue",
        open=go,
    )


def _go_to_piece(ctx: Context, hit: Hit) -> None:
    """The memo says whose the piece is and what was paid for it; over the counter there is nobody else to go to."""
    sale_id = ctx.book.sales.by_serial(hit.id)
    if sale_id is not None and ctx.navigation.has("sale_view"):
        ctx.navigation.go("sale_view", {"sale_id": sale_id})
    else:
        _go_to_whose(ctx, hit)


def _go_to_whose(ctx: Context, hit: Hit) -> None:
    if hit.customer_id is not None:
        ctx.navigation.go("customer", hit.customer_id)


def _new(ctx: Context, text: str) -> list[PaletteItem]:
    draft = draft_of_line(text)
    if draft.problems():
        return []
    phone = ", ".join(numbers.phone(one.raw) for one in draft.phones)
    return [
        PaletteItem(
            group=_("What you can do"),
            icon="user-plus",
            title=_("New: {name}").format(name=draft.name or phone),
            phone=phone if draft.name else "",
            detail=_("Write down a new customer; the rest can follow later"),
            open=AddAndOpen(ctx, text),
        )
    ]
