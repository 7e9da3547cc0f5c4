"""The command line as a script sees it: what a command prints, its exit code, and one line when something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shopbook import cli
from shopbook.book import Book
from shopbook.calls.model import CallbackDraft
from shopbook.customers.model import CustomerDraft, PhoneDraft
from tests.core.documents.ink import words_of
from tests.language import TODAY, TestShop

ROOT = Path(__file__).resolve().parents[3]
COMMANDS = (
    "new",
    "import",
    "find",
    "today",
    "dues",
    "statement",
    "card",
    "sheet",
    "calendar",
    "demo",
    "check",
    "backup",
    "staff",
)
DAY = ("--date", TODAY.isoformat())


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run a command; gives exit code, what it printed and what it complained."""

    def command(*words: object) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def sample(tmp_path: Path, run) -> Path:  # type: ignore[no-untyped-def]
    """A sample shop of thirty customers, as the command makes it."""
    book = tmp_path / "sample.shopbook"
    assert run("demo", book, "--customers", 30, "--seed", 7, *DAY)[0] == 0
    return book


@pytest.fixture
def empty(tmp_path: Path, run) -> Path:  # type: ignore[no-untyped-def]
    book = tmp_path / "shop.shopbook"
    assert run("new", book, "--shop", "রহিম স্টোর", *DAY)[0] == 0
    return book


# ---- help and mistakes


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(name: str, language: str, run) -> None:  # type: ignore[no-untyped-def]
    code, said, _ = run(name, "--help", "--language", language)
    assert code == 0
    assert "BOOK" in said
    options = [line for line in said.splitlines() if line.startswith("  --")]
    assert options


def test_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"python3 -m shopbook {name} BOOK" not in readme] == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("sell", "x"),
        ("today",),
        ("today", "x", "--date", "31/12/2026"),
        ("demo", "x", "--customers", "-3"),
    ],
)
def test_a_command_written_wrong_ends_with_2(words: tuple[str, ...], run) -> None:  # type: ignore[no-untyped-def]
    code, said, complained = run(*words)
    assert (code, said) == (2, "")
    assert complained


def test_a_book_that_is_not_there_is_one_line_and_1(tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    code, said, complained = run("today", tmp_path / "none.shopbook")
    assert (code, said) == (1, "")
    assert complained.count("\n") == 1
    assert complained.startswith("shopbook: The book was not found: none.shopbook")
    assert "Traceback" not in complained


def test_the_complaint_is_in_the_language_asked_for(tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    _, _, complained = run("today", tmp_path / "none.shopbook", "--language=bn")
    assert "খাতা" in complained


def test_a_book_that_is_there_already_is_not_made_again(empty: Path, run) -> None:  # type: ignore[no-untyped-def]
    before = empty.read_bytes()
    for words in (("new", empty, "--shop", "অন্য"), ("demo", empty, "--customers", 5)):
        code, _, complained = run(*words)
        assert code == 1
        assert "already" in complained
    assert empty.read_bytes() == before


# ---- new, import, find


def test_a_new_book_has_its_shop_in_the_script_it_was_written_in(tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    for place, name in enumerate(("রহিম স্টোর", "Rahim Store")):
        path = tmp_path / f"{place}.shopbook"
        assert run("new", path, "--shop", name)[0] == 0
        with Book.open(path) as book:
            shop = book.settings.shop()
        assert (shop.name_bn, shop.name_en) == ((name, "") if place == 0 else ("", name))


def test_a_shop_without_a_name_is_refused(tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "x.shopbook"
    code, _, complained = run("new", path, "--shop", "  ")
    assert code == 1
    assert complained == "shopbook: Write the name of the shop.\n"
    assert not path.exists()


def test_import_counts_every_row_and_says_why_one_was_not_taken(empty: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    contacts = tmp_path / "list.csv"
    contacts.write_text("নাম,মোবাইল,বাকি\nরহিম,০১৭১২৩৪৫৬৭৮,৫০০\nকরিম,01812345678,\n,,১০০\n", encoding="utf-8")
    rehearsal = json.loads(run("import", empty, contacts, "--dry-run", "--json", *DAY)[1])
    assert rehearsal["batch"] is None
    assert json.loads(run("find", empty, "রহিম", "--json")[1]) == [], "a rehearsal writes nothing"
    code, said, _ = run("import", empty, contacts, "--json", *DAY)
    result = json.loads(said)
    assert code == 0
    assert list(result) == ["rows", "added", "matched", "rejected", "needs_review", "batch"]
    assert result["rows"] == result["added"] + result["matched"] + len(result["rejected"])
    assert result["added"] == 2
    assert [sorted(one) for one in result["rejected"]] == [["reason", "row"]] * len(result["rejected"])
    assert isinstance(result["batch"], int)
    again = json.loads(run("import", empty, contacts, "--json", *DAY)[1])
    assert (again["added"], again["matched"]) == (0, 2)


def test_a_file_that_is_no_list_is_refused(empty: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    nothing = tmp_path / "none.csv"
    for path in (nothing, tmp_path):
        code, _, complained = run("import", empty, path)
        assert code == 1
        assert complained.count("\n") == 1


def test_find_gives_the_obvious_answer_first_in_one_shape(empty: Path, run) -> None:  # type: ignore[no-untyped-def]
    with Book.open(empty) as book:
        draft = CustomerDraft(name="রহিম উদ্দিন", area="মিরপুর", phones=(PhoneDraft("01712345678"),))
        rahim = book.customers.add(draft)
        book.customers.add(CustomerDraft(name="করিম"))
    code, said, _ = run("find", empty, "rohim", "--json")
    assert code == 0
    found = json.loads(said)
    assert found == [
        {
            "kind": "customer",
            "id": rahim,
            "title": "রহিম উদ্দিন",
            "phone": "+8801712345678",
            "detail": "মিরপুর",
        }
    ]
    assert list(found[0]) == ["kind", "id", "title", "phone", "detail"]
    assert run("find", empty, "নাই", "এমন", "--language", "en")[1] == "Nothing found.\n"


def test_a_memo_number_is_found_with_whose_it_is(sample: Path, run) -> None:  # type: ignore[no-untyped-def]
    with Book.open(sample) as book:
        memo, buyer = book.store.rows(
            "SELECT s.memo_no, c.name FROM sale s JOIN customer c ON c.id = s.customer_id ORDER BY s.id LIMIT 1"
        )[0]
    found = {one["kind"]: one for one in json.loads(run("find", sample, memo, "--json")[1])}
    assert (found["memo"]["title"], found["memo"]["detail"]) == (memo, buyer)


# ---- today, card, sheet


def test_today_in_json_is_the_list_of_the_window_in_its_order(sample: Path, run) -> None:  # type: ignore[no-untyped-def]
    code, said, _ = run("today", sample, "--json", *DAY)
    cards = json.loads(said)
    assert code == 0
    assert list(cards[0]) == ["customer", "phone", "lane", "score", "reasons"]
    assert list(cards[0]["customer"]) == ["id", "name"]
    assert list(cards[0]["reasons"][0]) == ["rule", "due_on", "hard", "text"]
    now = [card for card in cards if card["lane"] == "now"]
    assert [card["score"] for card in now] == sorted((card["score"] for card in now), reverse=True)
    assert cards[: len(now)] == now
    shop_rules = {reason["rule"] for card in now for reason in card["reasons"]}
    assert {"callback", "pay_promise", "note_followup", "birthday_child", "thank_you"} <= shop_rules
    assert run("today", sample, "--json", *DAY)[1] == said, "the same day gives the same bytes"


def test_another_day_has_another_list(sample: Path, run) -> None:  # type: ignore[no-untyped-def]
    today, later = (
        json.loads(run("today", sample, "--json", "--date", day)[1]) for day in ("2026-11-21", "2026-12-06")
    )
    rules = [{reason["rule"] for card in cards for reason in card["reasons"]} for cards in (today, later)]
    assert "thank_you" in rules[0] - rules[1]


def test_today_for_people_has_a_name_a_readable_phone_and_the_reason(sample: Path, run) -> None:  # type: ignore[no-untyped-def]
    lines = run("today", sample, "--language", "en", *DAY)[1].splitlines()
    assert lines[0].startswith("1.  ")
    assert lines[1].startswith("    Called today")


def test_an_empty_book_has_nobody_to_call(empty: Path, run) -> None:  # type: ignore[no-untyped-def]
    assert run("today", empty, "--language", "en")[1] == "Nobody to call today.\n"
    assert run("today", empty, "--json")[1] == "[]\n"


def test_a_card_is_printed_and_counted_as_printed(sample: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "card.pdf"
    for already in (0, 1):
        assert run("card", sample, "A-000003", "--out", out)[0] == 0
        assert out.read_bytes().startswith(b"%PDF-")
        with Book.open(sample) as book:
            card = book.warranties.card_by_no("3")
            assert card is not None
            assert card.print_count == already + 1


def test_a_card_nobody_has_or_a_folder_that_is_not_there(sample: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    code, _, complained = run("card", sample, "A-999999", "--out", tmp_path / "x.pdf", "--language", "en")
    assert (code, complained) == (1, "shopbook: There is no card with the number A-999999.\n")
    assert run("card", sample, "A-000003", "--out", tmp_path / "no" / "x.pdf")[0] == 1
    with Book.open(sample) as book:
        assert book.store.value("SELECT max(print_count) FROM warranty") == 0, (
            "what was not saved was not printed"
        )


def test_the_coming_month_is_written_for_the_phone_while_the_program_is_open(
    sample: Path, tmp_path: Path, run
) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "month.ics"
    with Book.open(sample):
        code, said, _ = run("calendar", sample, "--out", out, *DAY)
    assert code == 0
    assert str(out) in said
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert out.read_bytes().count(b"BEGIN:VEVENT") > 3


def test_the_sheet_of_the_day_is_printed_while_the_program_is_open(sample: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "sheet.pdf"
    with Book.open(sample):
        assert run("sheet", sample, "--out", out, *DAY)[0] == 0
        assert run("find", sample, "রহিম")[0] == 0
        code, _, complained = run("card", sample, "A-000003", "--out", tmp_path / "c.pdf")
        assert code == 1, "a printing is counted, and two programs never write one book"
        assert complained.count("\n") == 1
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_member_gets_the_calls_that_are_theirs(tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    shop = TestShop(tmp_path)
    salma, karim = (shop.book.settings.add_staff(name) for name in ("Salma", "করিম"))
    for _twin in range(2):
        shop.book.settings.add_staff("জামাল")
    for last in range(6):
        shop.book.calls.ask_callback(
            CallbackDraft(f"0171234567{last}", staff_id=salma if last < 4 else karim)
        )
    shop.book.close()
    path, whole, own = shop.path, tmp_path / "whole.pdf", tmp_path / "own.pdf"
    assert run("sheet", path, "--out", whole, *DAY)[0] == 0
    assert run("sheet", path, "--staff", "salma", "--out", own, *DAY)[0] == 0
    assert "Salma" in words_of(own.read_bytes()) and "Salma" not in words_of(whole.read_bytes())
    rows = [words_of(each.read_bytes()).count("০১৭১২") for each in (whole, own)]
    assert rows == [6, 4]
    for unclear in ("জামাল", "কেউ না"):
        code, _, complained = run("sheet", path, "--staff", unclear, "--out", tmp_path / "no.pdf", *DAY)
        assert code == 1 and "করিম" in complained
    assert not (tmp_path / "no.pdf").exists()


# ---- check


def test_check_finds_a_sample_shop_whole(sample: Path, run) -> None:  # type: ignore[no-untyped-def]
    code, said, _ = run("check", sample, "--json")
    report = json.loads(said)
    assert list(report) == ["compared", "differences", "differing"]
    assert (code, report["differences"], report["differing"]) == (0, [], 0)
    assert report["compared"]["dues"] >= 30  # every customer of the sample, those in the trash too


def test_check_names_what_differs_and_ends_with_3(tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    shop = TestShop(tmp_path)
    rahim = shop.customer("রহিম")
    with shop.book.store.operation() as op:
        op.execute("UPDATE customer SET balance_paisa = 700 WHERE id = ?", (rahim.id,))
    shop.book.close()
    code, said, _ = run("check", shop.path, "--json")
    assert code == 3
    assert json.loads(said)["differences"] == [
        {"check": "dues", "what": "balance_paisa", "id": rahim.id, "kept": 700, "counted": 0}
    ]
    code, said, _ = run("check", shop.path, "--language", "en")
    assert (code, "balance_paisa" in said) == (3, True)


# ---- as a program


def test_a_script_needs_no_qt_and_reads_utf8(tmp_path: Path) -> None:
    book = tmp_path / "shop.shopbook"
    program = (
        "import sys\nfrom shopbook import cli\n"
        f"codes = [cli.main(['demo', {str(book)!r}, '--customers', '6', '--date', '2026-11-21']),\n"
        f"         cli.main(['today', {str(book)!r}, '--language', 'bn', '--date', '2026-11-21'])]\n"
        "assert codes == [0, 0], codes\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, env={**os.environ, "LANG": "C"}
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "১." in done.stdout.decode("utf-8")


def test_the_front_door_hands_commands_on(tmp_path: Path) -> None:
    words = ["new", str(tmp_path / "a.shopbook"), "--shop", "দোকান"]
    done = subprocess.run([sys.executable, "-m", "shopbook", *words], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    done = subprocess.run([sys.executable, "-m", "shopbook", *words], cwd=ROOT, capture_output=True)
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
