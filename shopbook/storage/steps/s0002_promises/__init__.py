"""Schema version 2: what people and shop promise, complaints, demand, feedback, helpers, wording, call sheets. Frozen
once released."""

from __future__ import annotations

from pathlib import Path

FILES = ("care.sql", "desk.sql", "figures.sql")


def scripts() -> list[str]:
    """The SQL texts of this step, in the order they must run."""
    here = Path(__file__).parent
    return [(here / name).read_text(encoding="utf-8") for name in FILES]
