"""Schema version 3: instalments, returns, halkhata, service jobs and free servicing, cards that are replaced or handed
on. Frozen once released."""

from __future__ import annotations

from pathlib import Path

FILES = ("money.sql", "service.sql")
# Added to the kinds a ledger row may have.
_KINDS = ("'advance', 'reversal'", "'advance', 'reversal', 'refund', 'service'")


def scripts() -> list[str]:
    """The SQL texts of this step, in the order they must run."""
    here = Path(__file__).parent
    return [(here / name).read_text(encoding="utf-8") for name in FILES]


def widened(ledger_sql: str) -> str:
    """The ledger's CREATE TABLE with the new kinds in its CHECK. ValueError when it is not the released one."""
    found, wanted = _KINDS
    if ledger_sql.count(found) != 1:
        raise ValueError("the ledger of this book is not that of a release")
    return ledger_sql.replace(found, wanted)
