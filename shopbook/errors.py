"""Every error a person can act on, and the lazy sentences they carry. Bugs are ordinary exceptions, elsewhere.

ShopbookError                 a sentence in the user's language and what to do next; never a traceback
├── Invalid                   a draft with problems, all at once, each under its field
├── NotFound                  the thing asked for is not in the book (any more)
├── Refused                   a rule of the shop says no (already voided, nothing due, ...)
│   └── NotAllowed            the role of whoever works at the counter does not allow it
├── Cancelled                 the person pressed Cancel; everything was rolled back
├── BookError                 the file cannot be opened as a book
│   ├── BookMissing  BookEmpty  BookForeign  BookTooNew  BookOnNetwork  BookInUse  BookExists
│   ├── BookDamaged
│   └── BookProtected        a passphrase or recovery code is needed
│       └── WrongKey  KeyFileMissing
├── StorageError              the world failed while the book was open
│   └── DiskFull  BookLocked  BookReadOnly  DiskFailed
├── BackupProblem             a backup cannot be made, opened or trusted
├── ImportProblem             a file to take in cannot be read
└── DocumentProblem           a paper cannot be made or printed
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class Message:
    """A sentence to translate when it is shown: an English msgid with named placeholders and their values.

    The catalog extraction knows the name `Message`, so the first argument must be a literal string.
    """

    __slots__ = ("text", "values")

    def __init__(self, text: str, **values: object) -> None:
        self.text = text
        self.values: Mapping[str, object] = MappingProxyType(values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.text, dict(self.values)) == (
            other.text,
            dict(other.values),
        )

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Message({self.text!r}, {dict(self.values)!r})"

    def __str__(self) -> str:
        """The untranslated sentence, for logs."""
        try:
            return self.text.format(**self.values)
        except (KeyError, IndexError, ValueError):
            return self.text


class ShopbookError(Exception):
    """The user can act on this: `message` says what happened, `advice` what to do next."""

    def __init__(self, message: Message, advice: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.advice = advice


class Invalid(ShopbookError):
    """A draft that cannot be saved; `problems` maps a field name to the sentence shown under it."""

    def __init__(self, problems: Mapping[str, Message]) -> None:
        super().__init__(Message("Please look at the marked fields."))
        self.problems: Mapping[str, Message] = MappingProxyType(dict(problems))

    def __str__(self) -> str:
        return "; ".join(f"{field}: {problem}" for field, problem in self.problems.items())


class NotFound(ShopbookError):
    """The thing asked for is not in the book."""


class Refused(ShopbookError):
    """A rule of the shop says no."""


class NotAllowed(Refused):
    """Somebody else in the shop may do this."""


class Cancelled(ShopbookError):
    """The person pressed Cancel; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(Message("Stopped. Nothing was changed."))


class BookError(ShopbookError):
    """The file cannot be opened as a book; the file itself was not touched."""


class BookMissing(BookError):
    """There is no file at that place."""


class BookExists(BookError):
    """A file already stands where a new book should go."""


class BookEmpty(BookError):
    """The file has no content (SQLite would silently make it a new, empty book)."""


class BookForeign(BookError):
    """The file is something else than a Shopbook book."""


class BookTooNew(BookError):
    """The book was written by a newer version of the program."""


class BookOnNetwork(BookError):
    """The file lies on a network drive, where SQLite's locks do not hold."""


class BookInUse(BookError):
    """Another running program holds the book."""


class BookDamaged(BookError):
    """The file is a book, but its pages are damaged."""


class BookProtected(BookError):
    """The book is protected: it needs its passphrase or its recovery code."""


class WrongKey(BookProtected):
    """The passphrase or recovery code that was given is not the right one."""


class KeyFileMissing(BookProtected):
    """A protected book without the file that holds its locked-up key; no passphrase helps before that is found."""


class StorageError(ShopbookError):
    """The world failed while the book was open; what was being saved was rolled back."""


class DiskFull(StorageError):
    """No space left for the change."""


class BookLocked(StorageError):
    """Another program is writing to the file right now."""


class BookReadOnly(StorageError):
    """The file or its medium cannot be written."""


class DiskFailed(StorageError):
    """The drive did not answer, or the file was moved or removed while open."""


class BackupProblem(ShopbookError):
    """A backup cannot be made, opened or trusted."""


class ImportProblem(ShopbookError):
    """A file to take in cannot be read as a list of customers."""


class DocumentProblem(ShopbookError):
    """A paper cannot be made or printed."""
