"""What a person said of a list's columns, remembered by its headings and offered with the next list that has the same.

Guessing lives in columns; the preview shows where a remembered answer came from.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.exchange.columns import Mapping, understand
from shopbook.exchange.headings import FieldKey, heading_words
from shopbook.exchange.sheet import Sheet
from shopbook.settings.operations import Settings

_KEY = "import.columns"
# The lists of a shop come from two or three programs.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer of an earlier import: from which file, on which day."""

    file_name: str
    on: dt.date


def recall(settings: Settings, headings: tuple[str, ...]) -> tuple[Mapping, Remembered] | None:
    """What was said of such columns before; None when nothing was, or it cannot be read any more."""
    kept = settings.kept(_KEY, {})
    found = kept.get(_name(headings)) if isinstance(kept, dict) else None
    if not any(headings) or not isinstance(found, dict):
        return None
    try:
        fields = {int(place): FieldKey(key) for place, key in found["fields"].items()}
        return Mapping(fields), Remembered(str(found["file"]), dt.date.fromisoformat(found["on"]))
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def remember(
    settings: Settings, sheet: Sheet, headings: tuple[str, ...], mapping: Mapping, source: Remembered
) -> None:
    """Keep what a person changed; an answer that is no more than the guess is forgotten."""
    if sheet.headings or not any(headings):
        return
    kept = settings.kept(_KEY, {})
    answers = dict(kept) if isinstance(kept, dict) else {}
    before = answers.pop(_name(headings), None)
    if understand(sheet).mapping != mapping:
        fields = {str(place): str(key) for place, key in mapping.fields.items()}
        answers[_name(headings)] = {
            "fields": fields,
            "file": source.file_name[:100],
            "on": source.on.isoformat(),
        }
        if before is not None and before.get("fields") == fields:
            return  # said before: the day it was first said stays
    elif before is None:
        return
    settings.keep(_KEY, dict(list(answers.items())[-_MOST:]))


def _name(headings: tuple[str, ...]) -> str:
    """The same for lists with the same headings in the same order, however they are spaced and marked."""
    import hashlib

    words = "\x1f".join(heading_words(heading) for heading in headings)
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()
