"""Schema version 4: who may do what, merged and erased customers, the log of backups, a book's identity. Frozen once
released."""

from __future__ import annotations

from pathlib import Path

FILES = ("people.sql", "keeping.sql")


def scripts() -> list[str]:
    """The SQL texts of this step, in the order they must run."""
    here = Path(__file__).parent
    return [(here / name).read_text(encoding="utf-8") for name in FILES]
