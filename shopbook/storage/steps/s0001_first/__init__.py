"""Schema version 1: the tables of the first release, as SQL files beside this module. Frozen once released."""

from __future__ import annotations

from pathlib import Path

FILES = ("people.sql", "goods.sql", "relationship.sql", "system.sql", "search.sql")


def scripts() -> list[str]:
    """The SQL texts of this step, in the order they must run."""
    here = Path(__file__).parent
    return [(here / name).read_text(encoding="utf-8") for name in FILES]
