"""The report of a problem: what the program is and what went wrong, with nothing of the shop's people in it.

It is made on this computer and stays there until a person hands it to somebody. What a log line may say is `log`'s.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopbook import log
from shopbook.errors import Message
from shopbook.storage.journal import BUSINESS
from shopbook.storage.store import Reader

NATIVE_LOG = "native-crash.log"
# Of each log the newest part is enough, and a report must fit into a message.
MOST_BYTES = 600_000
_LATIN = re.compile(r"[A-Za-z][A-Za-z]{2,}")
_NUMBER = re.compile(r"\d{4,}")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}")
_STEP = re.compile(r'^  File "([^"]*)", line (\d+),? in (<?\w+>?)$')
_FIGURES = (
    "opens_at",
    "closes_at",
    "weekly_holiday",
    "day_capacity",
    "reserve_pct",
    "contact_cap_days",
    "feb29",
)
# The columns with words of people, places and things; codes of the program stand in the others.
_WORDS: dict[str, tuple[str, ...]] = {
    "shop": (
        "name_bn",
        "name_en",
        "owner",
        "hotline",
        "address",
        "hours_text",
        "memo_footer",
        "warranty_terms",
    ),
    "staff": ("name", "phone"),
    "customer": ("name", "nickname", "guardian_name", "area", "address", "landmark", "occupation", "remark"),
    "customer_phone": ("raw", "e164", "note"),
    "family_member": ("name", "school_class"),
    "callback": ("name", "phone", "topic"),
    "demand": ("name", "phone"),
    "helper": ("name", "phone", "area", "note"),
    "guarantor": ("name", "phone", "address"),
    "job": ("name", "phone"),
    "note": ("body",),
    "complaint_asker": ("name",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the report; `title` tells a person what is in it."""

    name: str
    title: Message
    text: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Everything that would go into the report, to be looked at before it is saved."""

    parts: tuple[Part, ...]


def gather(
    reader: Reader | None,
    logs: Path,
    versions: Mapping[str, str],
    checked: Sequence[tuple[str, int, int]] = (),
) -> Incident:
    """Put the report together.

    `reader` is the open book (None: it cannot be opened); `checked` are the name, the number compared and the number
    differing of each comparison of `checks.check`, when it was run.
    """
    lines = [f"{name}: {value}" for name, value in versions.items()]
    parts = [Part("versions.txt", Message("Version of the program, the computer's system"), "\n".join(lines))]
    if reader is not None:
        parts.append(Part("counts.txt", Message("How many rows each table has"), _counts(reader)))
        parts.append(
            Part("settings.txt", Message("Switches and figures of the settings, no words"), _settings(reader))
        )
    if checked:
        said = "\n".join(
            f"{name}: {compared} compared, {differing} differ" for name, compared, differing in checked
        )
        parts.append(Part("check.txt", Message("What the check of the book found"), said))
    known = _book_words(reader) if reader is not None else frozenset()
    for file in _log_files(logs):
        text = _scrub(_tail(file), known)
        parts.append(Part(f"logs/{file.name}", Message("What the program noted about itself"), text))
    return Incident(tuple(parts))


def save(incident: Incident, path: Path) -> Path:
    """Write the report as a zip file, whole or not at all; returns where it is."""
    from zipfile import ZIP_DEFLATED, ZipFile

    part = path.with_name(f"{path.name}.part")
    try:
        with ZipFile(part, "w", ZIP_DEFLATED) as archive:
            for one in incident.parts:
                archive.writestr(one.name, one.text)
        os.replace(part, path)  # noqa: PTH105 -- it says that the old one is replaced
    finally:
        part.unlink(missing_ok=True)
    return path


def _counts(reader: Reader) -> str:
    lines = [f"{table}: {reader.value(f'SELECT count(*) FROM {table}')}" for table in BUSINESS]
    for name in ("page_count", "page_size", "freelist_count", "user_version", "journal_mode"):
        lines.append(f"{name}: {reader.value(f'PRAGMA {name}')}")
    return "\n".join(lines)


def _settings(reader: Reader) -> str:
    lines = []
    for key in _FIGURES:
        lines.append(f"{key}: {reader.value(f'SELECT {key} FROM shop')}")
    for row in reader.rows("SELECT key, value FROM setting WHERE deleted_at IS NULL ORDER BY key"):
        key = _NUMBER.sub("…", log.redact(row["key"]))
        lines.append(f"{key}: {_without_words(row['value'])}")
    return "\n".join(lines)


def _without_words(kept: str) -> str:
    """A kept value when it is a switch or a small number; of all else only what kind it is."""
    value = json.loads(kept)
    if isinstance(value, bool) or (isinstance(value, int) and abs(value) < 1_000_000):
        return str(value)
    return f"({type(value).__name__}, {len(value)})" if isinstance(value, (str, list, dict)) else "(number)"


def _log_files(logs: Path) -> Iterable[Path]:
    return sorted(file for file in logs.glob("*.log*") if file.is_file()) if logs.is_dir() else ()


def _tail(file: Path) -> str:
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - MOST_BYTES))
        return stream.read().decode("utf-8", "replace")


def _scrub(text: str, known: frozenset[str]) -> str:
    """The log once more without anything that stands in the book: also lines a library wrote, or an older version."""
    lines = []
    for line in text.splitlines():
        if step := _STEP.match(line):
            lines.append(f'  File "{log.inside(step[1])}", line {step[2]}, in {step[3]}')
            continue
        stamp = _STAMP.match(line)
        head = stamp[0] if stamp else ""
        safe = log.redact(line[len(head) :])
        lines.append(head + _LATIN.sub(lambda found: "…" if found[0].casefold() in known else found[0], safe))
    return "\n".join(lines)


def _book_words(reader: Reader) -> frozenset[str]:
    """Every Latin word in the names, addresses and notes of the book; words in other scripts never stay in a log."""
    found: set[str] = set()
    for table, columns in _WORDS.items():
        for column in columns:
            held = reader.rows(
                f"SELECT DISTINCT {column} FROM {table} WHERE {column} GLOB '*[A-Za-z][A-Za-z][A-Za-z]*'"
            )
            for row in held:
                found.update(word.casefold() for word in _LATIN.findall(row[0]))
    return frozenset(found)
