"""The catalog is whole: nothing English reaches a Bengali shop, and the tool that keeps it so can be trusted."""

from __future__ import annotations

import gettext
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from shopbook import paths
from shopbook.localisation import catalogs
from shopbook.localisation.qt_strings import LEFT_AS_THEY_ARE, LEFT_STRINGS, QT_STRINGS


def entries(catalog: Catalog) -> dict[tuple[str | None, str], object]:
    return {(m.context, m.id if isinstance(m.id, str) else m.id[0]): m.string for m in catalog if m.id}


def source_files() -> Iterator[Path]:
    for root in ("shopbook", "ui"):
        yield from sorted((paths.base() / root).rglob("*.py"))


# ---------------------------------------------------------------- the shop's own catalog


def test_every_sentence_the_program_shows_is_in_the_catalog_and_in_bengali() -> None:
    faults = catalogs.check()
    assert not faults, "\n".join(faults)


def test_the_compiled_catalog_is_what_the_written_one_says() -> None:
    with catalogs.mo_path().open("rb") as file:
        read_by_gettext = gettext.GNUTranslations(file)
    for (context, msgid), string in entries(catalogs.read_catalog()).items():
        if isinstance(string, str) and string:
            said = read_by_gettext.pgettext(context, msgid) if context else read_by_gettext.gettext(msgid)
            assert said == string


def test_all_bengali_is_in_one_form_of_unicode_and_none_is_left_english_by_mistake() -> None:
    for (context, msgid), string in entries(catalogs.read_catalog()).items():
        for form in [string] if isinstance(string, str) else string:  # type: ignore[attr-defined]
            assert not re.search("[\u09dc\u09dd\u09df]", form), f"{msgid!r} is not NFC"
            looks_bengali = re.search("[\u0980-\u09ff]", form)
            says_something = re.search("[a-zA-Z]{3}", re.sub(r"{\w*}|%\d", "", msgid))
            if form and says_something and context not in QT_STRINGS and form == msgid:
                assert looks_bengali, f"{msgid!r} was copied instead of translated"


def test_nothing_is_marked_with_a_text_that_cannot_be_found_by_reading_the_code() -> None:
    marked = re.compile(r"(?<![\w.])(?:_|gettext|ngettext|pgettext|npgettext|Message)\(\s*f[\"']")
    for path in source_files():
        found = marked.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: a sentence with values goes through .format(), not an f-string"


def test_qts_own_words_have_their_bengali() -> None:
    held = entries(catalogs.read_catalog())
    for context, strings in QT_STRINGS.items():
        assert context not in LEFT_AS_THEY_ARE
        for text in strings:
            if text not in LEFT_STRINGS:
                assert held[context, text], f"{context}: {text}"


# ---------------------------------------------------------------- the tool, on a small program of its own


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of one file, with a catalog folder of its own and none of Qt's words."""
    (tmp_path / "shopbook").mkdir()
    (tmp_path / "ui").mkdir()
    monkeypatch.setattr(catalogs, "base", lambda: tmp_path)
    monkeypatch.setattr(catalogs, "translations_dir", lambda: tmp_path / "translations")
    monkeypatch.setattr(catalogs, "QT_STRINGS", {})
    return tmp_path


def write(program: Path, code: str, file: str = "shopbook/counter.py") -> None:
    (program / file).write_text(code, encoding="utf-8")


def translate(**bengali: str) -> None:
    catalog = catalogs.read_catalog()
    for message in catalog:
        key = message.id if isinstance(message.id, str) else "plural"
        if message.id and key in bengali:
            message.string = bengali[key] if isinstance(message.id, str) else (bengali[key], bengali[key])
    catalogs.write_catalog(catalog)
    catalogs.compile_catalog()


def test_every_way_of_marking_a_sentence_is_found(program: Path) -> None:
    write(
        program,
        "# i18n: on the button\n"
        "# of the sale page\n"
        "a = _('one')\n"
        "b = f\"{_('two')} {language.pgettext('ctx', 'three')}\"\n"
        "c = ngettext('{n} four', '{n} fours', n).format(n=number(n))\n"
        "d = Message('five {why}', why=Message('six ' 'and a half'), name='not this')\n"
        "e = npgettext('ctx', '{n} seven', '{n} sevens', n)\n"
        "f = _(variable)\n",
    )
    catalogs.update()
    assert set(entries(catalogs.read_catalog())) == {
        (None, "one"), (None, "two"), ("ctx", "three"), (None, "{n} four"), (None, "five {why}"),
        (None, "six and a half"), ("ctx", "{n} seven"),
    }  # fmt: skip
    assert "#. on the button of the sale page\n" in catalogs.po_path().read_text(encoding="utf-8")


def test_update_keeps_translations_and_drops_what_nobody_says_any_more(program: Path) -> None:
    write(program, "_('yes'); _('no')")
    catalogs.update()
    translate(yes="হ্যাঁ", no="না")
    write(program, "_('yes'); _('perhaps')")
    catalogs.update()
    assert entries(catalogs.read_catalog()) == {(None, "yes"): "হ্যাঁ", (None, "perhaps"): ""}


def test_update_run_twice_writes_the_same_bytes_without_dates_or_line_numbers(program: Path) -> None:
    write(program, "\n\n_('yes')")
    catalogs.update()
    first = catalogs.po_path().read_bytes()
    write(program, "\n\n\n\n_('yes')")
    catalogs.update()
    assert catalogs.po_path().read_bytes() == first
    assert b"DATE" not in first.upper()
    assert b"counter.py:" not in first


def test_a_file_somebody_is_in_the_middle_of_loses_nothing(program: Path) -> None:
    write(program, "_('yes')")
    write(program, "_('no')", "ui/page.py")
    catalogs.update()
    translate(yes="হ্যাঁ", no="না")
    write(program, "_('yes'", "shopbook/counter.py")
    catalogs.update()
    assert entries(catalogs.read_catalog()) == {(None, "yes"): "হ্যাঁ", (None, "no"): "না"}
    assert "cannot be read: shopbook/counter.py" in catalogs.check()


def test_a_sentence_that_gains_a_plural_keeps_its_bengali(program: Path) -> None:
    write(program, "_('{n} call')")
    catalogs.update()
    translate(**{"{n} call": "{n}টি কল"})
    write(program, "ngettext('{n} call', '{n} calls', n)")
    catalogs.update()
    assert entries(catalogs.read_catalog()) == {(None, "{n} call"): ("{n}টি কল", "{n}টি কল")}
    write(program, "_('{n} call')")
    catalogs.update()
    assert entries(catalogs.read_catalog()) == {(None, "{n} call"): "{n}টি কল"}


def test_check_finds_each_fault_and_is_silent_without_one(program: Path) -> None:
    write(program, "_('{name} owes'); ngettext('{n} call', '{n} calls', n)")
    catalogs.update()
    catalogs.compile_catalog()
    assert any("missing or fuzzy: '{name} owes'" in fault for fault in catalogs.check())

    translate(**{"{name} owes": "{name}-এর বাকি", "plural": "{n}টি কল"})
    assert catalogs.check() == []

    translate(**{"{name} owes": "{nmae}-এর বাকি", "plural": "কল"})
    faults = catalogs.check()
    assert {fault for fault in faults if fault.startswith("placeholders differ")} == {
        "placeholders differ: '{name} owes' -> '{nmae}-এর বাকি'",
        "placeholders differ: '{n} calls' -> 'কল'",
    }

    translate(**{"{name} owes": "{name-এর বাকি", "plural": "{n}টি কল"})
    assert any(fault.startswith("broken braces") for fault in catalogs.check())

    translate(**{"{name} owes": "{name}-এর বাকি"})
    catalogs.mo_path().write_bytes(b"")
    assert catalogs.check() == ["the .mo is not the .po's, run compile"]
    catalogs.compile_catalog()

    write(program, "_('{name} owes'); _('new')")
    assert sorted(catalogs.check()) == [
        "no longer in the code, run update: '{n} call'",
        "not in the catalog, run update: 'new'",
    ]


def test_a_fuzzy_translation_is_neither_shown_nor_passed(program: Path) -> None:
    write(program, "_('yes')")
    catalogs.update()
    translate(yes="হ্যাঁ")
    text = catalogs.po_path().read_text(encoding="utf-8")
    catalogs.po_path().write_text(text.replace('msgid "yes"', '#, fuzzy\nmsgid "yes"'), encoding="utf-8")
    catalogs.compile_catalog()
    assert catalogs.check() == ["missing or fuzzy: 'yes'"]
    with catalogs.mo_path().open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("yes") == "yes"


def test_the_tools_three_commands(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(program, "_('yes')")
    assert catalogs.main(["update"]) == 0
    assert catalogs.main(["check"]) == 1
    translate(yes="হ্যাঁ")
    assert catalogs.main(["compile"]) == 0
    assert catalogs.main(["check"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "The catalog is whole."
    assert catalogs.main([]) == 2
    shutil.rmtree(program / "translations")
    assert catalogs.main(["check"]) == 1
