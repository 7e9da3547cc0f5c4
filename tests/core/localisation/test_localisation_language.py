"""The language switch, the lazy sentences and what happens when the catalog is not there."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from shopbook import paths
from shopbook.errors import Cancelled, Invalid, Message, Refused
from shopbook.localisation import language
from shopbook.localisation.dates import date_long, weekday_name
from shopbook.localisation.numbers import number


def test_a_new_shop_speaks_bengali_and_switches_without_a_restart() -> None:
    saturday = dt.date(2026, 11, 21)
    assert language.current_language() == "bn"
    assert weekday_name(saturday) == "শনিবার"
    language.set_language("en")
    assert weekday_name(saturday) == "Saturday"


def test_every_language_is_named_as_its_own_speakers_write_it() -> None:
    assert dict(language.languages()) == {"bn": "বাংলা", "en": "English"}


@pytest.mark.parametrize("code", ["", "de", "BN"])
def test_an_unknown_language_is_refused_and_changes_nothing(code: str) -> None:
    with pytest.raises(ValueError, match="unknown language"):
        language.set_language(code)
    with pytest.raises(ValueError, match="unknown language"), language.using(code):
        pass
    assert language.current_language() == "bn"


def test_an_english_paper_leaves_the_screen_and_other_threads_bengali() -> None:
    heard: list[str] = []
    with language.using("en"):
        assert number(1234) == "1,234"
        thread = threading.Thread(target=lambda: heard.append(number(1234)))
        thread.start()
        thread.join()
        with language.using("bn"):
            assert number(7) == "৭"
        assert number(7) == "7"
    assert heard == ["১,২৩৪"]
    assert number(7) == "৭"


def test_the_language_comes_back_after_a_paper_that_failed() -> None:
    with pytest.raises(ZeroDivisionError), language.using("en"):
        raise ZeroDivisionError
    assert language.current_language() == "bn"


def test_digits_follow_the_language_unless_the_shop_chose_them() -> None:
    assert number(5) == "৫"
    language.set_digits("latin")
    assert number(5) == "5"
    assert date_long(dt.date(2026, 11, 21)) == "21 নভেম্বর 2026"
    language.set_digits("bn")
    language.set_language("en")
    assert number(5) == "৫"
    language.set_digits("auto")
    assert number(5) == "5"
    with language.using("en", digits="bn"):
        assert number(5) == "৫"
    with pytest.raises(ValueError, match="unknown digits"):
        language.set_digits("roman")  # type: ignore[arg-type]


def test_an_empty_text_stays_empty_and_is_never_the_catalogs_header() -> None:
    assert language.gettext("") == ""
    assert language.pgettext("month", "") == ""


def test_a_text_without_translation_is_shown_in_english() -> None:
    assert language.gettext("Nobody has ever said this here.") == "Nobody has ever said this here."
    assert language.ngettext("{n} unheard thing", "{n} unheard things", 2) == "{n} unheard things"
    assert language.npgettext("nowhere", "{n} unheard thing", "{n} unheard things", 1) == "{n} unheard thing"


@pytest.mark.parametrize("content", [None, b"", b"not a catalog at all", b"\xde\x12\x04\x95" + b"\xff" * 60])
def test_a_lost_or_torn_catalog_leaves_the_shop_with_english_words(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "translations_dir", lambda: tmp_path)
    if content is not None:
        folder = tmp_path / "bn" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "shopbook.mo").write_bytes(content)
    language.forget_catalogs()
    try:
        assert language.gettext("yesterday") == "yesterday"
    finally:
        monkeypatch.undo()
        language.forget_catalogs()
    assert language.gettext("yesterday") == "গতকাল"


def test_say_writes_each_value_as_its_placeholder_asks() -> None:
    message = Message(
        "{name} · {due_paisa} · {paid_on} · {phone} · {count} · {year} · {at}",
        name="রহিম 2",
        due_paisa=1234550,
        paid_on=dt.date(2026, 11, 21),
        phone="+8801712345678",
        count=1234,
        year=2026,
        at=dt.datetime(2026, 11, 21, 3, 12, tzinfo=dt.UTC),
    )
    assert (
        language.say(message)
        == "রহিম 2 · ৳১২,৩৪৫.৫০ · ২১ নভেম্বর ২০২৬ · ০১৭১২-৩৪৫৬৭৮ · ১,২৩৪ · ২০২৬ · সকাল ৯:১২"
    )
    with language.using("en"):
        assert (
            language.say(message)
            == "রহিম 2 · ৳12,345.50 · 21 November 2026 · 01712-345678 · 1,234 · 2026 · 9:12 AM"
        )


def test_numbers_of_papers_are_said_in_the_digits_of_the_shop() -> None:
    message = Message("{memo_no} {serial}", memo_no="A-000161", serial="SN-0098")
    assert language.say(message) == "A-০০০১৬১ SN-0098"
    with language.using("en"):
        assert language.say(message) == "A-000161 SN-0098"


def test_say_reads_dates_stored_as_text_and_leaves_other_text_alone() -> None:
    assert language.say(Message("{due_on}", due_on="2026-11-21")) == "২১ নভেম্বর ২০২৬"
    assert language.say(Message("{due_on}", due_on="someday")) == "someday"


def test_say_translates_a_message_inside_a_message() -> None:
    assert language.say(Message("({when})", when=Message("yesterday"))) == "(গতকাল)"


def test_say_survives_a_translation_with_a_wrong_placeholder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "gettext", lambda _text: "{nmae} হারিয়ে গেছে")
    assert language.say(Message("{name} is lost", name="রহিম")) == "রহিম is lost"


def test_say_shows_the_bare_sentence_when_a_value_was_forgotten() -> None:
    assert language.say(Message("{name} is lost")) == "{name} is lost"


def test_explain_tells_what_happened_and_what_to_do() -> None:
    error = Refused(Message("yesterday"), Message("tomorrow"))
    assert language.explain(error) == "গতকাল আগামীকাল"
    assert language.explain(Cancelled()) == "থামানো হলো। কিছুই বদলায়নি।"


def test_explain_lists_every_problem_of_a_draft_under_its_sentence() -> None:
    error = Invalid({"on": Message("yesterday"), "to": Message("tomorrow")})
    assert language.explain(error).splitlines() == ["দাগ দেওয়া ঘরগুলো একটু দেখুন।", "গতকাল", "আগামীকাল"]


def test_the_first_words_come_without_babel_or_qt() -> None:
    code = (
        "import sys\n"
        "from shopbook.localisation import collation, dates, language, numbers, words\n"
        "import datetime as dt\n"
        "dates.both_calendars(dt.date(2026, 11, 21)); numbers.money(5); words.amount_in_words(5)\n"
        "dates.parse_date('+7', dt.date(2026, 11, 21)); collation.sort_key('ক')\n"
        "print([m for m in ('babel', 'PySide6', 'sqlite3') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=paths.base(), capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
