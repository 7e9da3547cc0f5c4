"""The vault: what opens it, what does not, and how a code may be typed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from shopbook.errors import BookDamaged, Invalid, WrongKey
from shopbook.storage import vault as vaults
from shopbook.storage.vault import PASSPHRASE, RecoveryCode, Vault, plain_code, unwrap, wrap

PHRASE = "আমার দোকানের খাতা"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase is hashed in no time: how long it takes is not what is tested."""
    monkeypatch.setattr(vaults, "_MEMORY_KIB", 64)
    monkeypatch.setattr(vaults, "_PASSES", 1)


def test_the_passphrase_and_the_code_both_open_the_book(tmp_path: Path) -> None:
    key, code = Vault.create(tmp_path / "shop.key", PHRASE)
    vault = Vault.read(tmp_path / "shop.key")
    assert len(key) == 32
    assert vault.open(PHRASE) == key
    assert vault.open(code=code.text) == key


def test_a_wrong_passphrase_and_a_wrong_code_each_have_their_sentence(tmp_path: Path) -> None:
    vault, _key, _code = Vault.new(PHRASE)
    with pytest.raises(WrongKey, match="password is not right"):
        vault.open("আমার দোকানের খাতা।")
    with pytest.raises(WrongKey, match="recovery code is not right"):
        vault.open(code=RecoveryCode.new().text)
    with pytest.raises(WrongKey, match="recovery code is not right"):
        vault.open(code="short")


def test_the_key_file_is_its_owners_alone_and_holds_neither_key_nor_words(tmp_path: Path) -> None:
    path = tmp_path / "shop.key"
    key, code = Vault.create(path, PHRASE)
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600
    written = path.read_text(encoding="utf-8")
    for secret in (PHRASE, code.text, code.text.replace("-", ""), key.hex()):
        assert secret not in written
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "typed",
    [
        "01abc-defgh-jkmnp-qrstv-wxyz2-34567",
        "OIABC DEFGH JKMNP QRSTV WXYZ2 34567",
        "ol abc def ghj kmn pqr stu wxy z23 456 7",
        "০১ABC-DEFGH-JKMNP-QRSTV-WXYZ২-৩৪৫৬৭",
        "  01ABCDEFGHJKMNPQRSTVWXYZ234567\n",
    ],
)
def test_a_code_may_be_typed_carelessly(typed: str) -> None:
    assert RecoveryCode("01ABC-DEFGH-JKMNP-QRSTV-WXYZ2-34567").matches(typed)


def test_another_letter_is_another_code() -> None:
    code = RecoveryCode("01ABC-DEFGH-JKMNP-QRSTV-WXYZ2-34567")
    assert not code.matches("01ABC-DEFGH-JKMNP-QRSTV-WXYZ2-34568")
    assert not code.matches("01ABC-DEFGH-JKMNP-QRSTV-WXYZ2")
    assert not code.matches("")


def test_a_code_has_thirty_letters_that_read_one_way_and_hides_from_the_log() -> None:
    code = RecoveryCode.new()
    assert [len(group) for group in code.groups] == [5] * 6
    assert plain_code(code.text) == code.text.replace("-", "")
    assert not set("ILOU") & set(code.text)
    for shown in (repr(code), str(code), f"{code}"):
        assert code.text not in shown


def test_a_passphrase_has_eight_letters_or_four_words_and_no_other_rule() -> None:
    for good in ("12345678", "চারটি ছোট শব্দ এক", "a b c d", "আমারদোকান"):
        vaults.check_passphrase(good)
    for short in ("", "1234567", "         ", "abc def", "তিন শব"):
        with pytest.raises(Invalid) as refused:
            vaults.check_passphrase(short)
        assert set(refused.value.problems) == {"passphrase"}


def test_bengali_typed_on_another_keyboard_opens_the_same_book() -> None:
    # য় as one letter and as ya with a dot; a joiner nobody sees.
    vault, key, _code = Vault.new("হৃদয়ের খাতা")
    assert vault.open("হৃদ\u09af\u09bcের খাতা") == key
    vault, key, _code = Vault.new("র\u200d্যাম দোকান")
    assert vault.open("র্যাম দোকান") == key


def test_digits_of_the_passphrase_count_as_they_were_typed() -> None:
    vault, key, _code = Vault.new("dokan-1971-khata")
    assert vault.open("dokan-1971-khata") == key
    with pytest.raises(WrongKey):
        vault.open("dokan-১৯৭১-khata")


def test_a_new_passphrase_shuts_the_old_one_out_and_keeps_the_key_and_the_code() -> None:
    vault, key, code = Vault.new(PHRASE)
    changed = vault.change_passphrase(key, "নতুন পাসওয়ার্ড")
    assert changed.open("নতুন পাসওয়ার্ড") == key == changed.open(code=code.text)
    with pytest.raises(WrongKey):
        changed.open(PHRASE)
    with pytest.raises(Invalid):
        vault.change_passphrase(key, "short")


def test_a_new_code_makes_the_old_sheet_worthless() -> None:
    vault, key, old = Vault.new(PHRASE)
    fresh = RecoveryCode.new()
    changed = vault.new_code(key, fresh)
    assert changed.open(code=fresh.text) == key == changed.open(PHRASE)
    with pytest.raises(WrongKey):
        changed.open(code=old.text)


def test_any_secret_can_be_closed_also_the_key_of_the_backups() -> None:
    slot = wrap(b"AGE-SECRET-KEY-1 of some length", "four words are enough", PASSPHRASE)
    assert unwrap(json.loads(json.dumps(slot)), "four words are enough") == b"AGE-SECRET-KEY-1 of some length"


def test_two_books_with_one_passphrase_share_nothing() -> None:
    one, two = wrap(b"k" * 32, PHRASE, PASSPHRASE), wrap(b"k" * 32, PHRASE, PASSPHRASE)
    assert one["ct"] != two["ct"]
    assert one["salt"] != two["salt"]


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "[]",
        '{"slots": []}',
        '{"slots": 5}',
        '{"slots": [{"label": "passphrase"}]}',
        '{"slots": [{"label": "passphrase", "kdf": "argon2id", "m": 99999999, "t": 1, "p": 1, '
        '"salt": "AAAAAAAAAAAAAAAAAAAAAA==", "nonce": "AAAAAAAAAAAAAAAA", "ct": "AAAA"}]}',
        '{"slots": [{"label": "passphrase", "kdf": "argon2id", "m": 64, "t": 1, "p": 1, '
        '"salt": "not base64", "nonce": "AAAAAAAAAAAAAAAA", "ct": "AAAA"}]}',
    ],
)
def test_a_spoilt_key_file_is_told_as_such_and_eats_no_memory(tmp_path: Path, spoilt: str) -> None:
    path = tmp_path / "shop.key"
    path.write_text(spoilt, encoding="utf-8")
    with pytest.raises(BookDamaged, match="key file"):
        Vault.read(path).open(PHRASE)


def test_a_changed_letter_in_the_slot_opens_nothing() -> None:
    vault, _key, _code = Vault.new(PHRASE)
    slot = dict(vault.slots[0])
    slot["ct"] = ("B" if slot["ct"][0] == "A" else "A") + slot["ct"][1:]
    with pytest.raises(WrongKey):
        unwrap(slot, PHRASE)
