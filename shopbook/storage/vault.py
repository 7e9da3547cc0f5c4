"""The key of a protected book, locked up by the passphrase and by the recovery code. Where the file lies: `keys`.

The book is encrypted with a random key that never changes; a slot holds that key, closed by what a person knows.
So another passphrase is a new slot and no page of the book is written again.
"""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shopbook.errors import BookDamaged, Invalid, Message, WrongKey
from shopbook.storage.syncing import sync_folder

Slot = Mapping[str, Any]

PASSPHRASE, RECOVERY = "passphrase", "recovery"
KEY_BYTES, SALT_BYTES = 32, 16
VERSION = 1

# Argon2id as RFC 9106, section 4, second choice: 64 MiB, three passes, four lanes; 0.2 s on the measured PC.
_MEMORY_KIB, _PASSES, _LANES = 65536, 3, 4
# A slot from a hand-made file must not be able to eat the computer.
_MOST_KIB, _MOST_PASSES, _MOST_LANES = 1 << 20, 20, 16

# Crockford's letters: no I, L, O, U, so whatever is read off the paper has one meaning only.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP, _GROUPS = 5, 6
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})

LEAST_LETTERS, LEAST_WORDS = 8, 4


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """Thirty letters and digits (150 bits) that open a book when the passphrase is forgotten; never in a log."""

    text: str = field(repr=False)  # "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"

    @classmethod
    def new(cls) -> RecoveryCode:
        """A fresh one, from the system's own randomness."""
        import secrets  # brings OpenSSL

        return cls("-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS)))

    @property
    def groups(self) -> tuple[str, ...]:
        """The six groups of five, as they stand on the paper."""
        return tuple(self.text.split("-"))

    def matches(self, typed: str) -> bool:
        """True when `typed` is this code, as forgiving as `plain_code`."""
        return plain_code(self.text) == plain_code(typed)

    def require(self, typed: str) -> None:
        """Raise Invalid{"code"} unless `typed` is this code: the sheet was printed and can be read."""
        if not self.matches(typed):
            raise Invalid({"code": Message("This is not the code on the sheet. Read it line by line.")})

    def __str__(self) -> str:
        return "recovery code"


def plain_code(typed: str) -> str:
    """A code as it is compared: capitals, O read as 0, I and L as 1, any digits, without spaces and hyphens."""
    letters = []
    for letter in unicodedata.normalize("NFKC", typed):
        digit = unicodedata.decimal(letter, None)
        letters.append(letter.upper() if digit is None else str(digit))
    return "".join(letter for letter in "".join(letters).translate(_READ_AS) if letter.isalnum())


def plain_passphrase(typed: str) -> str:
    """A passphrase as it is hashed: NFC, without invisible joiners; digits and spaces count as they were typed.

    Two Bengali keyboards write the same letters with and without joiners: what looks the same opens the same book.
    """
    return "".join(c for c in unicodedata.normalize("NFC", typed) if unicodedata.category(c) != "Cf")


def check_passphrase(typed: str) -> None:
    """Raise Invalid{"passphrase"} for one that is too short; there are no other rules."""
    plain = plain_passphrase(typed)
    if len(plain.strip()) >= LEAST_LETTERS or len(plain.split()) >= LEAST_WORDS:
        return
    raise Invalid(
        {
            PASSPHRASE: Message(
                "Write at least {letters} letters, or {words} words.",
                letters=LEAST_LETTERS,
                words=LEAST_WORDS,
            )
        }
    )


def wrap(secret: bytes, typed: str, label: str) -> dict[str, Any]:
    """Close `secret` (a key of any length) with a passphrase or code; `label` is PASSPHRASE or RECOVERY. 0.2 s."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    slot: dict[str, Any] = {
        "label": label,
        "kdf": "argon2id",
        "m": _MEMORY_KIB,
        "t": _PASSES,
        "p": _LANES,
        "salt": _text(os.urandom(16)),
        "nonce": _text(os.urandom(12)),
    }
    cipher = ChaCha20Poly1305(_derive(slot, typed))
    slot["ct"] = _text(cipher.encrypt(_bytes(slot["nonce"]), secret, label.encode()))
    return slot


def unwrap(slot: Slot, typed: str) -> bytes:
    """The secret of a slot, in 0.2 s. Raises WrongKey, or BookDamaged for what is no slot of ours."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        cipher = ChaCha20Poly1305(_derive(slot, typed))
        return cipher.decrypt(_bytes(slot["nonce"]), _bytes(slot["ct"]), str(slot["label"]).encode())
    except InvalidTag as error:
        raise _wrong(str(slot["label"])) from error
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable() from error


@dataclass(frozen=True, slots=True)
class Vault:
    """The slots of one key. Frozen: a changed vault is another one, saved over the first."""

    slots: tuple[Slot, ...]

    @classmethod
    def new(cls, passphrase: str) -> tuple[Vault, bytes, RecoveryCode]:
        """A vault not saved yet, its fresh 32-byte key and its code. Raises Invalid{"passphrase"}. 0.4 s."""
        check_passphrase(passphrase)
        key, code = os.urandom(KEY_BYTES), RecoveryCode.new()
        return cls((_named(key, passphrase, PASSPHRASE), _named(key, code.text, RECOVERY))), key, code

    @classmethod
    def create(cls, path: Path, passphrase: str) -> tuple[bytes, RecoveryCode]:
        """`new`, saved at `path`."""
        vault, key, code = cls.new(passphrase)
        vault.save(path)
        return key, code

    @property
    def book(self) -> str:
        """The first 16 bytes, in hex, of the files this vault's key opens; "" when the slots do not say."""
        return str(self.slots[0].get("book", ""))

    @classmethod
    def read(cls, path: Path) -> Vault:
        """The vault in a file. Raises FileNotFoundError, and BookDamaged when the file is none."""
        try:
            return cls.of(json.loads(path.read_text(encoding="utf-8"))["slots"])
        except FileNotFoundError:
            raise
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _unreadable() from error

    @classmethod
    def of(cls, slots: Iterable[Any]) -> Vault:
        """The vault whose slots a backup's manifest carries. Raises BookDamaged when they are none."""
        found = tuple(slot for slot in slots if isinstance(slot, Mapping) and "label" in slot)
        if not found:
            raise _unreadable()
        return cls(found)

    def save(self, path: Path) -> None:
        """Write it so that a power cut leaves the old file or the new one, readable by its owner only."""
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"shopbook": "vault", "version": VERSION, "slots": [*map(dict, self.slots)]}, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)

    def open(self, passphrase: str = "", code: str = "") -> bytes:
        """The key, by the passphrase or else by the code. Raises WrongKey."""
        typed, label = (passphrase, PASSPHRASE) if passphrase else (code, RECOVERY)
        if label == RECOVERY and len(plain_code(code)) != _GROUP * _GROUPS:
            raise _wrong(RECOVERY)  # nothing to compute: letters are missing
        wrong = _wrong(label)
        for slot in self.slots:
            if slot["label"] == label:
                try:
                    return unwrap(slot, typed)
                except WrongKey as error:
                    wrong = error
        raise wrong

    def change_passphrase(self, key: bytes, new: str) -> Vault:
        """The same key behind another passphrase. Raises Invalid{"passphrase"}."""
        check_passphrase(new)
        return self._with(_named(key, new, PASSPHRASE))

    def new_code(self, key: bytes, code: RecoveryCode) -> Vault:
        """The same key behind another recovery code; the old paper no longer opens it."""
        return self._with(_named(key, code.text, RECOVERY))

    def _with(self, fresh: Slot) -> Vault:
        return Vault((*(slot for slot in self.slots if slot["label"] != fresh["label"]), fresh))


def salt_of(key: bytes) -> bytes:
    """The salt all files closed with `key` begin with; it says nothing about the key.

    Made from the key and not by chance: a damaged first byte then neither locks a book nor hides whose it is.
    """
    import hashlib

    return hashlib.blake2b(key, digest_size=SALT_BYTES, person=b"shopbook salt").digest()


def _named(key: bytes, typed: str, label: str) -> Slot:
    return {**wrap(key, typed, label), "book": salt_of(key).hex()}


def _derive(slot: Slot, typed: str) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    memory, passes, lanes = int(slot["m"]), int(slot["t"]), int(slot["p"])
    if slot["kdf"] != "argon2id" or memory > _MOST_KIB or passes > _MOST_PASSES or lanes > _MOST_LANES:
        raise ValueError("not a slot of ours")
    plain: Callable[[str], str] = plain_code if slot["label"] == RECOVERY else plain_passphrase
    kdf = Argon2id(
        salt=_bytes(slot["salt"]), length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory
    )
    return kdf.derive(plain(typed).encode())


def _wrong(label: str) -> WrongKey:
    if label == RECOVERY:
        return WrongKey(
            Message("This recovery code is not right."),
            Message("Type the {count} letters and digits as they stand on your recovery sheet.",
                    count=_GROUP * _GROUPS),
        )  # fmt: skip
    return WrongKey(
        Message("This password is not right."),
        Message("Look which keyboard is on and whether Caps Lock is lit, then type it once more."),
    )


def _unreadable() -> BookDamaged:
    return BookDamaged(
        Message("The key file of the book is damaged."),
        Message("Do not delete anything. A backup of the book carries the key too: restore the newest one."),
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: object) -> bytes:
    return base64.b64decode(str(text), validate=True)
