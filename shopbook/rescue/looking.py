"""Looking into a backup before it is chosen: whose it is, how much is in it, the last names and memos."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from shopbook.progress import NoProgress, Progress
from shopbook.rescue.model import Inside, LastSale
from shopbook.rescue.taking import Taken, brought_up_to_date, take, workshop
from shopbook.storage import migrations, swap
from shopbook.storage.connection import Connection, connect, faults
from shopbook.storage.copying import Part
from shopbook.storage.proving import count

_MOST = 20
_COPIED = 70  # of a hundred


def look_inside(
    path: Path,
    *,
    key: bytes | None = None,
    code: str = "",
    passphrase: str = "",
    progress: Progress | None = None,
) -> Inside:
    """What a backup holds, from a private copy that is thrown away; an older one is brought up to date there.

    A sealed or protected backup wants its code, passphrase or key: BookProtected without, WrongKey for a wrong one.
    Raises the BookErrors for what is no book, BookDamaged for a broken one, Cancelled.
    """
    progress = progress or NoProgress()
    with workshop("look") as folder:
        copy = folder / "look.shopbook"
        part = Part(progress, 0, _COPIED)
        taken = take(path, copy, code=code, passphrase=passphrase, key=key, progress=part)
        schema = _schema(taken)
        with brought_up_to_date(taken) as connection:
            progress.step(_COPIED, 100)
            inside = _read(connection, schema, path.stat().st_size)
        progress.step(100, 100)
        return inside


def _schema(taken: Taken) -> int:
    log = swap.part_of(taken.path, "-wal").exists()
    connection = connect(taken.path, read_only=log, untouched=not log, key=taken.key)
    try:
        with faults():
            return migrations.schema_version(connection)
    finally:
        connection.close()


def _read(connection: Connection, schema: int, size: int) -> Inside:
    with faults():
        counts = count(connection)
        shop = connection.execute(
            "SELECT coalesce(name_bn, name_en, '') FROM shop WHERE deleted_at IS NULL ORDER BY id"
        ).fetchone()
        names = connection.execute(
            "SELECT coalesce(name, nickname, code) FROM customer WHERE deleted_at IS NULL "
            "AND merged_into_id IS NULL ORDER BY id DESC LIMIT ?",
            (_MOST,),
        ).fetchall()
        sales = connection.execute(
            "SELECT s.memo_no, s.sold_on, coalesce(c.name, c.nickname, c.code, '') AS who, s.total_paisa FROM sale s "
            "LEFT JOIN customer c ON c.id = s.customer_id WHERE s.voided_on IS NULL AND s.deleted_at IS NULL "
            "ORDER BY s.sold_on DESC, s.id DESC LIMIT ?",
            (_MOST,),
        ).fetchall()
        (book,) = connection.execute("SELECT book FROM journal_state").fetchone()
    last = tuple(
        LastSale(row["memo_no"], dt.date.fromisoformat(row["sold_on"]), row["who"], row["total_paisa"])
        for row in sales
    )
    return Inside(
        counts=counts,
        shop_name=shop[0] if shop else "",
        customers=tuple(row[0] for row in names),
        last_sales=last,
        schema=schema,
        is_older=schema < migrations.LATEST,
        book=book or "",
        bytes=size,
    )
