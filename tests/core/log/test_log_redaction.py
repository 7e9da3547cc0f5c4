"""What the log and the report of a problem tell: where the program failed, and nothing of the shop's people."""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopbook import log
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.errors import Message, Refused
from shopbook.notes.model import NoteDraft
from shopbook.reports import incident
from tests.language import TestShop

SECRETS = ("Rahim", "Uddin", "rahim", "uddin", "রহিম", "উদ্দিন", "01712345678", "712345678", "০১৭১২৩৪৫৬৭৮",
           "০১৭১২-৩৪৫৬৭৮", "Kazipara", "কাজীপাড়া", "বোনের বিয়ে")  # fmt: skip
PHONES = ("01712345678", "+880 1712-345678", "০১৭১২-৩৪৫৬৭৮", "০১৭১২৩৪৫৬৭৮", "٠١٧١٢٣٤٥٦٧٨", "(017) 12 345 678")


@pytest.fixture
def logger(tmp_path: Path) -> Iterator[logging.Logger]:
    """A logger into the log of an empty folder."""
    made = logging.getLogger("tests.redaction")
    handler = log.plain_handler(tmp_path)
    made.addHandler(handler)
    made.setLevel(logging.DEBUG)
    yield made
    made.removeHandler(handler)
    handler.close()


def _written(folder: Path) -> str:
    return (folder / log.FILE_NAME).read_text("utf-8")


@pytest.mark.parametrize("phone", PHONES)
def test_a_telephone_number_in_any_digits_does_not_reach_a_log(phone: str) -> None:
    assert log.redact(f"called {phone} twice") == "called <number> twice"


def test_small_numbers_and_plain_words_of_the_program_stay() -> None:
    said = "7 of 20 rows, retry in 15 s and/or at 10:45"
    assert log.redact(said) == said


def test_words_in_bengali_quotations_and_folders_do_not_reach_a_log() -> None:
    assert log.redact("saved মোঃ রহিম উদ্দিন, মিরপুর ১০ for 'Rahim'") == "saved <words> for <words>"
    assert log.redact("no /home/rahim/khata/shop.shopbook") == "no <file>.shopbook"
    assert log.redact(r"no C:\Users\Rahim\shop.shopbook") == "no <file>.shopbook"
    assert log.redact("in /home/rahim/app/ui/page.py") == "in ui/page.py"


def test_what_fills_a_log_sentence_is_kept_only_when_it_is_the_programs_own(
    logger: logging.Logger, tmp_path: Path
) -> None:
    logger.warning("customer %s has %s rows, version %s", "rahim uddin", 3, log.Code("0.3.0"))
    logger.warning("balance %d", 1234567)
    logger.warning("at %(place)s", {"place": Path("/home/rahim/a.shopbook")})
    told = _written(tmp_path)
    assert "customer <str> has 3 rows, version 0.3.0" in told
    assert "at <file>.shopbook" in told
    assert "1234567" not in told and "rahim" not in told


def _find(name: str) -> None:
    phone = "01712345678"
    raise LookupError(f"no such customer: {name}, {phone}")


def test_a_fault_tells_where_it_happened_and_not_to_whom(logger: logging.Logger, tmp_path: Path) -> None:
    try:
        _find("rahim uddin")
    except LookupError as error:
        logger.critical("unhandled", exc_info=error)
    told = _written(tmp_path)
    assert "LookupError: no such customer: … …, <number>" in told
    assert ", in _find" in told and 'File "tests/core/log/test_log_redaction.py"' in told
    assert "rahim" not in told and str(Path.home()) not in told


def test_every_link_of_a_chain_of_faults_is_redacted(logger: logging.Logger, tmp_path: Path) -> None:
    try:
        try:
            int("রহিম")
        except ValueError as first:
            raise KeyError("Rahim Uddin") from first
    except KeyError as error:
        error.add_note("01712345678")
        logger.critical("unhandled", exc_info=error)
    told = _written(tmp_path)
    assert "ValueError: invalid literal for int() with base 10: <words>" in told
    assert "which led to:" in told and "KeyError: <words>" in told
    assert not [secret for secret in ("Rahim", "রহিম", "01712345678") if secret in told.split("KeyError")[-1]]


def test_an_error_of_the_shop_is_told_by_its_sentence_without_what_fills_it() -> None:
    error = Refused(Message("{name} owes {due_paisa}.", name="Rahim", due_paisa=500_00))
    assert log.fault(error) == "Refused: {name} owes {due_paisa}."


def test_a_missing_file_is_told_without_its_name() -> None:
    try:
        Path("/home/rahim/নতুন খাতা.shopbook").read_bytes()
    except OSError as error:
        assert log.fault(error) == "FileNotFoundError: [2] No such file or directory"


def test_a_refused_row_tells_the_column_and_not_the_value(shop: TestShop) -> None:
    from shopbook.errors import ShopbookError

    with pytest.raises(Exception) as caught, shop.book.store.operation() as op:
        op.insert(
            "customer_phone", {"customer_id": 1, "raw": "রহিম 01712345678", "e164": "রহিম", "position": -5}
        )
    assert not isinstance(caught.value, ShopbookError)
    told = log.trace(caught.value)
    assert "রহিম" not in told and "712345678" not in told


def test_the_log_is_kept_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LARGEST", 2000)
    handler = log.rotating_handler(tmp_path)
    made = logging.getLogger("tests.rotation")
    made.addHandler(handler)
    for _line in range(400):
        made.warning("a line that is long enough to fill the file in no time")
    made.removeHandler(handler)
    handler.close()
    assert len(list(tmp_path.iterdir())) == log.OLD_ONES + 1
    assert all(file.stat().st_size <= 2100 for file in tmp_path.iterdir())


def _furnished(shop: TestShop) -> int:
    draft = CustomerDraft(
        name="Rahim Uddin", area="Kazipara", address="কাজীপাড়া, House 7", phones=(PhoneDraft("01712345678"),)
    )
    customer_id = shop.book.customers.add(draft)
    shop.book.customers.add(CustomerDraft(name="রহিম উদ্দিন", phones=(PhoneDraft("০১৮১২-৩৪৫৬৭৮"),)))
    shop.book.notes.write(NoteDraft(customer_id, "বোনের বিয়ে, Uddin family"))
    shop.book.settings.keep("import_mapping", {"Rahim": "name"})
    return customer_id


def test_the_report_holds_no_name_no_phone_and_no_address_of_the_book(
    shop: TestShop, logger: logging.Logger, tmp_path: Path
) -> None:
    _furnished(shop)
    try:
        int("Rahim Uddin 01712345678")
    except ValueError as error:
        logger.error("import of %s failed", "Rahim", exc_info=error)
    # What a library wrote by itself, and a log of an older version that did not redact.
    with (tmp_path / log.FILE_NAME).open("a", encoding="utf-8") as file:
        file.write(
            "said: রহিম উদ্দিন is saved\n2026-11-21 10:00:00,123 W qt: rahim uddin of kazipara 01712345678\n"
        )
        file.write('  File "/home/rahim/shopbook/ui/page.py", line 7, in refresh\n    self.ask()\n')
    (tmp_path / incident.NATIVE_LOG).write_text(
        '  File "/home/rahim/app/ui/app.py", line 3 in main\n', "utf-8"
    )
    made = incident.gather(shop.book.store, tmp_path, {"Version": "0.3.0"}, [("dues", 12, 0)])
    saved = incident.save(made, tmp_path / "report.zip")
    with zipfile.ZipFile(saved) as archive:
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert set(texts) == {"versions.txt", "counts.txt", "settings.txt", "check.txt", "logs/shopbook.log",
                          "logs/native-crash.log"}  # fmt: skip
    everything = "\n".join(texts.values())
    assert not [secret for secret in SECRETS if secret in everything]
    assert "ValueError: invalid literal for int()" in texts["logs/shopbook.log"]
    assert 'File "ui/page.py", line 7, in refresh' in texts["logs/shopbook.log"]
    assert 'File "ui/app.py", line 3, in main' in texts["logs/native-crash.log"]
    assert "customer: 2" in texts["counts.txt"]
    assert (
        "import_mapping: (dict, 1)" in texts["settings.txt"] and "day_capacity: 20" in texts["settings.txt"]
    )
    assert "dues: 12 compared, 0 differ" in texts["check.txt"]


def test_the_report_of_a_program_without_a_book_tells_its_version_and_its_log(tmp_path: Path) -> None:
    made = incident.gather(None, tmp_path / "no logs yet", {"Version": "0.3.0"})
    assert [part.name for part in made.parts] == ["versions.txt"]


def test_a_report_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_any: object) -> None:
        raise OSError(28, "No space left on device")

    made = incident.gather(None, tmp_path, {"Version": "0.3.0"})
    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space"):
        incident.save(made, tmp_path / "report.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_setting_with_words_is_named_by_its_kind_only() -> None:
    assert incident._without_words(json.dumps("রহিম")) == "(str, 4)"
    assert incident._without_words("true") == "True"
    assert incident._without_words("01712345678".lstrip("0")) == "(number)"
