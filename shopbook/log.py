"""What a log line may say: no names, no phones, no addresses, no words of the shop. Where logs lie is the caller's.

A line is a sentence of the program with holes. The sentence is kept; what fills a hole is kept only when it is a small
number or was marked as `Code`. Of a fault are kept its kind, where in the program it happened, and those words of its
message that stand in the program's own source.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any

from shopbook.errors import ShopbookError

FILE_NAME = "shopbook.log"
LARGEST, OLD_ONES = 512_000, 4
FORMAT = "%(asctime)s %(levelname).1s %(name)s: %(message)s"

# Any script's digits, with what people put between the groups of a telephone number.
_NUMBER = re.compile(r"\+?\(?\d(?:[\s().\-/]{0,2}\d){5,}")
_QUOTED = re.compile(r"(?:'[^'\n]*'|\"[^\"\n]*\"|[“‘«][^”’»\n]*[”’»])")
_PATH = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\\/\s:'\"<>|,;]+)+[\\/]?|(?:~|%\w+%)[\\/]\S+")
# Bengali letters with the joiners between them; the danda is a full stop.
_NATIVE = re.compile(r"[^\W\d_a-zA-Z]+(?:[\u0980-\u09ff\u200c\u200d\s.,'-]*[\u0980-\u09ff])?")
_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
# Faults whose message is made of the program's own names and never of what stands in the book.
_OF_CODE = (
    AttributeError,
    NameError,
    ImportError,
    TypeError,
    RecursionError,
    MemoryError,
    NotImplementedError,
)
# What Python and SQLite themselves say, around the value they quote.
_PLAIN = frozenset(
    word
    for line in (
        "invalid literal for int with base could not convert string to float list tuple index out of range not",
        "enough too many values unpack expected got constraint failed unique check foreign key null no such table",
        "column database is locked disk image malformed file a an the in of and or be must argument codec can t",
        "decode encode byte position ordinal error empty sequence max min divide division by zero month day year",
        "hour minute second dictionary changed size during iteration deque popped from pop already deleted internal",
        "object maximum recursion depth read only readonly write attempt unable open full UNIQUE CHECK FOREIGN KEY",
        "NOT NULL",
    )
    for word in line.split()
)
_STARTS = frozenset({"shopbook", "ui", "tests", "site-packages"})
_MOST_CAUSES = 6


class Code(str):
    """A word of the program itself (a version, a key, a topic) that may stand in a log as it is."""

    __slots__ = ()


def redact(text: str) -> str:
    """A text with quotations, files, long numbers and every word in another script than Latin put out."""
    text = _QUOTED.sub("<words>", text)
    text = _PATH.sub(_short_path, text)
    return _NATIVE.sub("<words>", _NUMBER.sub("<number>", text))


def fault(error: BaseException) -> str:
    """A fault in one line: its kind and as much of its message as is the program's own."""
    kind = type(error).__name__
    words = _own_words(error)
    return f"{kind}: {words}" if words else kind


def trace(error: BaseException) -> str:
    """A fault with the way that led to it, as in a traceback, without values and without this computer's folders."""
    return "\n".join(_trace(error, _MOST_CAUSES))


def plain_handler(folder: Path) -> logging.Handler:
    """Write into the log of a folder; cheap, for the start of the program."""
    return _dressed(logging.FileHandler(folder / FILE_NAME, encoding="utf-8"))


def rotating_handler(folder: Path) -> logging.Handler:
    """Write into the log of a folder and keep it short: half a megabyte, and four older ones."""
    # Deliberately here: this module brings sockets along, which nobody at the first paint needs.
    from logging.handlers import RotatingFileHandler

    return _dressed(
        RotatingFileHandler(folder / FILE_NAME, maxBytes=LARGEST, backupCount=OLD_ONES, encoding="utf-8")
    )


def _dressed(handler: logging.Handler) -> logging.Handler:
    handler.setFormatter(SafeFormatter(FORMAT))
    return handler


class SafeFormatter(logging.Formatter):
    """Turns a record into a line that tells nothing of the shop's people."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; the record itself stays as it is, for others who listen."""
        safe = logging.makeLogRecord(dict(record.__dict__))
        safe.msg, safe.args = _sentence(record), ()
        safe.exc_info, safe.exc_text, safe.stack_info = None, None, None
        line = super().format(safe)
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        return f"{line}\n{trace(error)}" if error is not None else line


def _sentence(record: logging.LogRecord) -> str:
    if isinstance(record.msg, BaseException):
        return fault(record.msg)
    if not record.args:
        return redact(str(record.msg))
    held = record.args
    try:
        if isinstance(held, dict):
            return str(record.msg) % {key: _filling(value) for key, value in held.items()}
        return str(record.msg) % tuple(_filling(value) for value in held)
    except (TypeError, ValueError, KeyError):
        return redact(str(record.msg))


def _filling(value: object) -> Any:
    """What fills a hole of a log sentence."""
    if value is None or isinstance(value, (Code, bool, float)):
        return value
    if isinstance(value, int):
        return value if abs(value) < 1_000_000 else Code("<number>")
    if isinstance(value, BaseException):
        return Code(fault(value))
    if isinstance(value, PurePath):
        return Code(f"<file>{value.suffix if value.suffix.isascii() else ''}")
    if isinstance(value, type):
        return Code(value.__name__)
    return Code(f"<{type(value).__name__}>")


def _own_words(error: BaseException) -> str:
    if isinstance(error, ShopbookError):
        return error.message.text  # the sentence with its holes, not what filled them
    if isinstance(error, OSError):
        return " ".join(
            part for part in (f"[{error.errno}]" if error.errno else "", error.strerror or "") if part
        )
    if isinstance(error, _OF_CODE):
        return _NATIVE.sub("<words>", _NUMBER.sub("<number>", str(error)))
    known = _PLAIN | _words_of_source(error.__traceback__)
    said = redact(str(error).splitlines()[0] if str(error) else "")
    return _WORD.sub(lambda found: found[0] if _may_stay(found[0], known) else "…", said)


def _may_stay(word: str, known: frozenset[str]) -> bool:
    return word in known or word in ("words", "number", "file")


def _words_of_source(found: TracebackType | None) -> frozenset[str]:
    """The words of the source line that raised: a sentence written there is not a customer's."""
    import linecache

    while found is not None and found.tb_next is not None:
        found = found.tb_next
    if found is None:
        return frozenset()
    code = found.tb_frame.f_code
    places = list(code.co_positions())
    first, last, *_columns = places[found.tb_lasti // 2] if found.tb_lasti >= 0 else (None, None)
    start = first or found.tb_lineno
    lines = range(start, (last or start) + 1)
    return frozenset(_WORD.findall("".join(linecache.getline(code.co_filename, one) for one in lines)))


def _trace(error: BaseException, most: int) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and most:
        yield from _trace(before, most - 1)
        yield "which led to:"
    yield from _steps(error.__traceback__)
    yield fault(error)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions[:most]:
            yield from _trace(one, 0)


def _steps(found: TracebackType | None) -> Iterator[str]:
    # Without the source lines: whoever mends it has the source, and it may hold anything.
    while found is not None:
        code = found.tb_frame.f_code
        yield f'  File "{inside(code.co_filename)}", line {found.tb_lineno}, in {code.co_name}'
        found = found.tb_next


def inside(file: str) -> str:
    """A source file's place inside the program or a library, without the folders it was put into."""
    parts = PurePath(file.replace("\\", "/")).parts
    at = max((place for place, part in enumerate(parts[:-1]) if part in _STARTS), default=None)
    if at is not None:
        return "/".join(parts[at:])
    return parts[-1] if parts else ""


def _short_path(found: re.Match[str]) -> str:
    file = found[0]
    if "/" not in file.strip("/") and "\\" not in file:
        return file  # "and/or", "/s": no place on a disk
    place = inside(file)
    known = "/" in place and place.isascii()
    suffix = PurePath(file).suffix
    return place if known else f"<file>{suffix if suffix.isascii() and ' ' not in suffix else ''}"
