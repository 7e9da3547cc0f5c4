"""What is to be done to the book's file while the book is closed. Closing and opening it again is the program's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shopbook.progress import Progress


@dataclass(frozen=True, slots=True)
class Rewriting:
    """`work(progress)` gives the key the book then opens with (None: it is plain); `told` is said afterwards, on the
    page where the settings tell who can read the book."""

    title: str
    work: Callable[[Progress], bytes | None]
    told: Callable[[], str]
