"""What of an account is open since when, as pure rules over ledger entries. Promises and plans stand on it, elsewhere.

Money laid down with a memo or a repair is for that paper, and goods taken back lessen their own memo; what is left of
it, and all other money, clears the oldest first. A reversed entry and its reversal are as if neither had happened, so
a voided payment opens again exactly what it had cleared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shopbook.dues.model import Ageing, Entry, OpenItem


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that count, in the order of the account: without reversed ones and without their reversals.

    Only an exact counter-entry takes another one out; anything else stays an entry of its own.
    """
    by_id = {entry.id: entry for entry in entries}
    gone: set[int] = set()
    for entry in by_id.values():
        undone = by_id.get(entry.reverses_id) if entry.reverses_id is not None else None
        if undone is not None and undone.amount_paisa == -entry.amount_paisa:
            gone |= {entry.id, undone.id}
    return sorted((e for e in by_id.values() if e.id not in gone), key=lambda e: (e.on, e.id))


def settle_papers(entries: Sequence[Entry]) -> tuple[dict[int, int], dict[int, int]]:
    """First what came with a memo or a repair against that paper: open paisa by debt, free paisa by credit."""
    open_paisa = {e.id: e.amount_paisa for e in entries if e.amount_paisa > 0}
    free_paisa = {e.id: -e.amount_paisa for e in entries if e.amount_paisa < 0}
    debts_of: dict[int, list[int]] = {}
    for entry in entries:
        if entry.paper_id is not None and entry.amount_paisa > 0:
            debts_of.setdefault(entry.paper_id, []).append(entry.id)
    for entry in entries:
        if entry.paper_id is None or entry.amount_paisa > 0:
            continue
        for debt in debts_of.get(entry.paper_id, ()):
            part = min(open_paisa[debt], free_paisa[entry.id])
            open_paisa[debt] -= part
            free_paisa[entry.id] -= part
    return open_paisa, free_paisa


def age(entries: Iterable[Entry]) -> Ageing:
    """The balance, what of it is open since when, and the advance if there is one."""
    counted = standing(entries)
    open_paisa, free_paisa = settle_papers(counted)
    pool = sum(free_paisa.values())
    items = []
    for entry in counted:
        left = open_paisa.get(entry.id, 0)
        part = min(left, pool)
        pool -= part
        if left > part:
            amount = entry.amount_paisa
            items.append(OpenItem(entry.id, entry.on, entry.sale_id, amount, left - part, entry.job_id))
    return Ageing(
        balance_paisa=sum(entry.amount_paisa for entry in counted),
        open_items=tuple(items),
        oldest_unpaid_on=items[0].on if items else None,
        credit_paisa=pool,
    )
