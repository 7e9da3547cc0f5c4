"""The pages of a database file without SQLite: sizes, decryption, and what a log beside it has newer. Rows: `salvage`.

Formats: https://www.sqlite.org/fileformat2.html and https://www.zetetic.net/sqlcipher/design/ (version 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol

_HEADER = b"SQLite format 3\x00"
_SIZES = (4096, 1024, 2048, 8192, 16384, 32768, 65536, 512)
# SQLCipher 4: 4096-byte pages that end with 16 bytes of IV and 64 of HMAC-SHA512.
CIPHER_PAGE, CIPHER_RESERVE, _IV, _MAC = 4096, 80, 16, 64
_SALT_MASK = 0x3A
LEAF_TABLE, LEAF_INDEX, INNER_TABLE, INNER_INDEX = 13, 10, 5, 2
_KINDS = frozenset({LEAF_TABLE, LEAF_INDEX, INNER_TABLE, INNER_INDEX})
# So many pages are looked at to guess the page size of a file whose header is gone.
_PROBED = 400
_MOST_TREES = 0.5


class Opener(Protocol):
    """What makes a protected page plain."""

    def plain(self, number: int, page: bytes) -> bytes | None:
        """The page as SQLite wrote it; None when it was changed by anything but SQLCipher."""
        ...


class Pages:
    """The pages of one file by their numbers, 1 is the first. Close it, or use `with`."""

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        """`key`: of a protected book. Raises OSError."""
        self._file: BinaryIO = path.open("rb")
        self._opener: Opener | None = _Cipher(key) if key is not None else None
        self.bytes = path.stat().st_size
        self._newer: dict[int, bytes] = {}
        self.refused = 0  # protected pages whose HMAC does not agree
        self.overflow: set[int] = set()  # pages that turned out to be the tail of a long record
        if key is not None:
            self.size, self.reserve = CIPHER_PAGE, CIPHER_RESERVE
        else:
            self.size, self.reserve = self._sizes(path)
        self.count = -(-self.bytes // self.size) if self.bytes else 0
        log = _log(path)
        if log.exists():
            self._newer = newer_pages(log, self.size)
            self.count = max(self.count, *self._newer, 0) if self._newer else self.count

    def __enter__(self) -> Pages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @property
    def usable(self) -> int:
        """How many bytes of a page SQLite uses."""
        return self.size - self.reserve

    def page(self, number: int) -> bytes | None:
        """A whole page, plain; None past the end, cut short, or changed (of a protected book)."""
        raw = self._newer.get(number)
        if raw is None:
            if not 1 <= number <= self.count:
                return None
            self._file.seek((number - 1) * self.size)
            raw = self._file.read(self.size)
            if len(raw) != self.size:
                if self._opener is not None or len(raw) < self.size // 8:
                    return None
                raw = raw.ljust(self.size, b"\x00")  # cut in the middle: its first cells may be whole
        if self._opener is None:
            return raw
        plain = self._opener.plain(number, raw)
        self.refused += plain is None
        return plain

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """All pages that can be read, with their numbers."""
        for number in range(1, self.count + 1):
            page = self.page(number)
            if page is not None:
                yield number, page

    def trees(self) -> float:
        """Which part of the pages looks like pages of a tree, 0 to 1; of a plain file."""
        return self._looks_right(self.size)

    def _sizes(self, path: Path) -> tuple[int, int]:
        """Page size and reserve as the header tells, else the log's, else the smallest size that fits."""
        head = self._file.read(100)
        size = int.from_bytes(head[16:18], "big")
        size = 65536 if size == 1 else size
        if head.startswith(_HEADER) and size in _SIZES and head[20] == 0:
            return size, 0
        if _log(path).exists():
            with _log(path).open("rb") as log:
                size = int.from_bytes(log.read(12)[8:], "big")
            if size in _SIZES:
                return size, 0
        likely = {one: self._looks_right(one) for one in _SIZES}
        # At a multiple of the true size pages begin as well, at a part of it only some do.
        return min(one for one, found in likely.items() if found >= 0.8 * max(likely.values())), 0

    def _looks_right(self, size: int) -> float:
        """How many of the pages look like pages of a tree, were they of this size."""
        found, seen = 0, 0
        for number in range(1, min(self.bytes // size, _PROBED)):
            self._file.seek(number * size)
            page = self._file.read(size)
            if any(page[:8]):
                seen += 1
                found += is_tree(page, 0, size)
        return found / seen if seen else 0.0


def was_database(path: Path) -> bool:
    """True for a file whose head is no database's any more, and most of whose pages still are."""
    with Pages(path) as pages:
        return pages.count > 1 and pages.trees() >= _MOST_TREES


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def is_tree(page: bytes, at: int, usable: int) -> bool:
    """True when the head of a page (beginning at `at`) is one of a b-tree page."""
    if len(page) < at + 8 or page[at] not in _KINDS:
        return False
    cells = int.from_bytes(page[at + 3 : at + 5], "big")
    content = int.from_bytes(page[at + 5 : at + 7], "big") or 65536
    return cells * 2 + at + 8 <= content <= usable


def newer_pages(log: Path, size: int) -> dict[int, bytes]:
    """The pages of a write-ahead log up to its last commit whose checksums hold; they are newer than the file's."""
    with log.open("rb") as file:
        head = file.read(32)
        if len(head) < 32 or int.from_bytes(head[:4], "big") not in (0x377F0682, 0x377F0683):
            return {}
        if int.from_bytes(head[8:12], "big") != size:
            return {}
        order = "big" if head[3] & 1 else "little"
        sums = _checksum(head[:24], (0, 0), order)
        if sums != _pair(head[24:32]):
            return {}
        kept: dict[int, bytes] = {}
        waiting: dict[int, bytes] = {}
        while len(frame := file.read(24 + size)) == 24 + size:
            sums = _checksum(frame[24:], _checksum(frame[:8], sums, order), order)
            if frame[8:16] != head[16:24] or sums != _pair(frame[16:24]):
                break
            waiting[int.from_bytes(frame[:4], "big")] = frame[24:]
            if int.from_bytes(frame[4:8], "big"):  # the last frame of a commit
                kept |= waiting
                waiting = {}
        return kept


def _pair(eight: bytes) -> tuple[int, int]:
    return int.from_bytes(eight[:4], "big"), int.from_bytes(eight[4:], "big")


def _checksum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    import struct

    one, two = sums
    words = struct.unpack(f"{'>' if order == 'big' else '<'}{len(data) // 4}I", data)
    for place in range(0, len(words), 2):
        one = (one + words[place] + two) & 0xFFFFFFFF
        two = (two + words[place + 1] + one) & 0xFFFFFFFF
    return one, two


class _Cipher:
    """Pages of SQLCipher 4 under a raw key: AES-256-CBC, each with its own IV and HMAC-SHA512."""

    def __init__(self, key: bytes) -> None:
        import hashlib

        from cryptography.hazmat.primitives.ciphers import algorithms, modes

        from shopbook.storage.vault import salt_of

        self._salt = salt_of(key)
        self._key, self._algorithm, self._mode = key, algorithms.AES(key), modes.CBC
        mask = bytes(one ^ _SALT_MASK for one in self._salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key, mask, 2, 32)

    def plain(self, number: int, page: bytes) -> bytes | None:
        """See `Opener`. The HMAC covers the page, its IV and its number."""
        import hashlib
        import hmac

        from cryptography.hazmat.primitives.ciphers import Cipher

        begin = len(self._salt) if number == 1 else 0
        body, end = page[begin:-CIPHER_RESERVE], len(page) - CIPHER_RESERVE
        iv, mac = page[end : end + _IV], page[end + _IV : end + _IV + _MAC]
        signed = body + iv + number.to_bytes(4, "little")
        if not hmac.compare_digest(hmac.digest(self._mac_key, signed, hashlib.sha512), mac):
            return None
        opened = Cipher(self._algorithm, self._mode(iv)).decryptor()
        text = opened.update(body) + opened.finalize()
        return (_HEADER if number == 1 else b"") + text + bytes(CIPHER_RESERVE)
