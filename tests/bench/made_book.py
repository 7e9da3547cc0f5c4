"""The generated books the bench measures, kept between runs. How a shop is told is shopbook.demo."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopbook.clock import FixedClock
from shopbook.demo import Size, make_demo
from shopbook.storage import migrations

TODAY = dt.date(2026, 11, 21)
SEED = 20260115
# Each is two gigabytes.
MOST_KEPT = 4
_CORE = Path(__file__).resolve().parents[2] / "shopbook"


def clock() -> FixedClock:
    """The day of the generated books."""
    return FixedClock(TODAY)


def made(size: Size, cache: Path) -> Path:
    """The book of this size, made now or by an earlier run of the same program."""
    path = cache / f"{_key(size)}.shopbook"
    if path.exists():
        path.touch()
        return path
    cache.mkdir(parents=True, exist_ok=True)
    print(
        f"making a book of {size.customers} customers and {size.sales} sales ...", file=sys.stderr, flush=True
    )
    part = path.with_suffix(".making")
    part.unlink(missing_ok=True)
    # The journal of three invented years is what nobody looks at and two thirds of the file.
    make_demo(part, size=size, seed=SEED, clock=clock(), journal=False)
    part.replace(path)
    Path(f"{part}.lock").unlink(missing_ok=True)
    kept = sorted(cache.glob("*.shopbook"), key=lambda file: file.stat().st_mtime)
    for old in kept[:-MOST_KEPT]:
        for file in cache.glob(f"{old.name}*"):
            file.unlink()
    return path


@contextmanager
def copy_of(path: Path) -> Iterator[Path]:
    """A copy to write into."""
    copy = path.with_name(f"{path.stem}-copy.tmp")
    shutil.copyfile(path, copy)
    try:
        yield copy
    finally:
        for part in path.parent.glob(f"{copy.name}*"):
            part.unlink()


def _key(size: Size) -> str:
    """Changes with anything that would make another book: size, seed, day, schema, the story's own code."""
    digest = hashlib.blake2b(f"{size} {SEED} {TODAY} {migrations.LATEST}".encode(), digest_size=6)
    for folder in ("demo", "storage/steps", "search"):
        for file in sorted((_CORE / folder).rglob("*")):
            if file.suffix in (".py", ".sql"):
                digest.update(file.read_bytes())
    return f"{size.customers}-{size.sales}-{digest.hexdigest()}"
