"""The note beside each backup: what is in it, read with suspicion and written whole. Looking about is `finding`."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from shopbook.backups.model import VERSION, Counts, Kind, Manifest
from shopbook.backups.naming import part_of
from shopbook.clock import from_instant, to_day, to_instant
from shopbook.storage.proving import Proof

ENDING = ".json"
# A note of ours has two thousand letters; something else under its name is not read to the end.
_LARGEST = 1 << 20
_HEX = frozenset("0123456789abcdef")


def beside(backup: Path) -> Path:
    """Where the note of a backup lies."""
    return backup.with_name(backup.name + ENDING)


def read(backup: Path) -> Manifest | None:
    """The note beside a backup; None when there is none, or what is there is not one."""
    try:
        with beside(backup).open("rb") as file:
            text = file.read(_LARGEST + 1)
        return from_json(json.loads(text)) if len(text) <= _LARGEST else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return None


def write(backup: Path, manifest: Manifest) -> None:
    """Write the note of a backup, whole or not at all. Raises OSError."""
    target = beside(backup)
    part = part_of(target)
    try:
        with part.open("w", encoding="utf-8") as file:
            json.dump(to_json(manifest), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def of_proof(
    proof: Proof,
    made_at: dt.datetime,
    why: str,
    kind: Kind = "plain",
    slots: Iterable[Mapping[str, object]] = (),
) -> Manifest:
    """The note for a file that was proved just now."""
    return Manifest(
        version=VERSION,
        book=proof.book,
        token=proof.token,
        schema=proof.schema,
        shop_name=proof.shop_name,
        made_at=made_at,
        why=why,
        bytes=proof.bytes,
        sha256=proof.sha256,
        counts=figures(proof.counts, kind),
        kind=kind,
        slots=tuple(dict(slot) for slot in slots),
        site=proof.site,
        seq=proof.seq,
    )


def figures(counts: Counts, kind: Kind) -> Counts:
    """The counts as they stand in a note: money is not told of what is closed, the note beside it is not closed."""
    return counts if kind == "plain" else replace(counts, balance_paisa=0, ledger_paisa=0)


def agrees(told: Manifest, counts: Counts) -> bool:
    """True when a book of these counts is what the note tells, as far as it tells."""
    return figures(counts, told.kind) == told.counts


def to_json(manifest: Manifest) -> dict[str, Any]:
    """The note as JSON values."""
    told = asdict(manifest)
    told["made_at"] = from_instant(manifest.made_at)
    told["counts"] = counts_to_json(manifest.counts)
    return told


def from_json(told: Mapping[str, Any]) -> Manifest:
    """The note from JSON values; ValueError, KeyError or TypeError when it is not one."""
    version, digest, kind = int(told["version"]), str(told["sha256"]), told["kind"]
    if version > VERSION or kind not in ("plain", "protected", "sealed"):
        raise ValueError("written by a newer program")
    if digest and (len(digest) != 64 or not _HEX.issuperset(digest)):
        raise ValueError(digest)
    return Manifest(
        version=version,
        book=str(told["book"]),
        token=str(told["token"]),
        schema=int(told["schema"]),
        shop_name=str(told["shop_name"]),
        made_at=_instant(told["made_at"]),
        why=str(told["why"]),
        bytes=int(told["bytes"]),
        sha256=digest,
        counts=counts_from_json(told["counts"]),
        kind=kind,
        slots=_slots(told["slots"]),
        seal=_slots(told.get("seal", ())),
        site=str(told.get("site", "")),
        seq=int(told.get("seq", 0)),
        plain_sha256=str(told.get("plain_sha256", "")),
    )


def counts_to_json(counts: Counts) -> dict[str, Any]:
    """Counts as JSON values, for the note and for the log."""
    told = asdict(counts)
    told["last_sale_on"] = counts.last_sale_on.isoformat() if counts.last_sale_on else None
    told["last_saved_at"] = from_instant(counts.last_saved_at) if counts.last_saved_at else None
    return told


def counts_from_json(told: Mapping[str, Any]) -> Counts:
    """Counts from JSON values; ValueError, KeyError or TypeError when they are none."""
    figures = ("customers", "sales", "ledger", "notes", "warranties", "balance_paisa", "ledger_paisa")
    whole: dict[str, Any] = {name: int(told[name]) for name in figures}
    saved_at = told["last_saved_at"]
    return Counts(
        last_sale_on=to_day(told["last_sale_on"]),
        last_saved_at=_instant(saved_at) if saved_at else None,
        **whole,
    )


def _instant(text: str) -> Any:
    moment = to_instant(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _slots(told: Any) -> tuple[dict[str, object], ...]:
    return tuple(dict(slot) for slot in told)
