"""The day's call sheet on the clipboard: nobody missing, nobody cut in two, room to write."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shopbook.documents import pages
from shopbook.documents.call_sheet import call_sheet, call_sheets
from shopbook.documents.page import MM
from shopbook.localisation.dates import bangla_date, date_weekday
from shopbook.localisation.language import _, ngettext, pgettext
from shopbook.localisation.numbers import money, number, phone
from tests.core.documents.ink import is_white, page_picture, squeezed, words_of
from tests.core.documents.papers import DAY, PERSON, SHOP, sheet_of

STORY = "মেয়ের বিয়ের জন্য ফ্রিজ, টিভি আর ওয়াশিং মেশিন একসঙ্গে নিতে চান, দাম নিয়ে বড় ভাইয়ের সঙ্গে কথা বলবেন। " * 12


def people(count: int) -> list[str]:
    """Names that can be told apart on the paper."""
    return [f"গ্রাহক-{chr(0x0995 + n)}{n}শ্রী" for n in range(count)]


def test_each_person_is_on_the_sheet_with_all_that_is_needed_for_the_call() -> None:
    words = words_of(call_sheet(sheet_of(PERSON)))
    said = _("Last time: {words}").format(words=PERSON.last_said)
    due = _("Due: {amount}").format(amount=money(PERSON.due_paisa))
    time = _("Best time: {time}").format(time=PERSON.best_time)
    wanted = [
        SHOP.name_bn,
        phone(SHOP.hotline),
        "করিম",
        date_weekday(DAY),
        bangla_date(DAY),
        _("Result"),
        _("They said:"),
        _("Next date"),
    ]
    wanted += [PERSON.name, PERSON.area, phone(PERSON.phone), *PERSON.reasons, said, due, time]
    assert [text for text in wanted if squeezed(text) not in words] == []


def test_every_page_tells_the_keys_that_record_the_outcome() -> None:
    sheet = call_sheet(sheet_of(*[replace(PERSON, number=n + 1) for n in range(9)]))
    names = ["talked", "no answer", "later", "will pay", "will buy", "complaint"]
    keys = [*enumerate(names, 1), (0, "wrong number")]
    wanted = [squeezed(f"{number(key)} {pgettext('call outcome', name)}") for key, name in keys]
    assert pages.page_count(sheet) > 1
    for page in range(pages.page_count(sheet)):
        text = squeezed(pages.page_text(sheet, page))
        assert [words for words in wanted if words not in text] == []


def test_each_member_begins_on_a_page_of_their_own_with_their_own_numbers() -> None:
    karim = replace(sheet_of(*[replace(PERSON, number=n + 1) for n in range(7)]), sheet_no=3)
    rahim = replace(sheet_of(PERSON), staff_name="রহিম শেখ", sheet_no=4)
    nobody = replace(sheet_of(), staff_name="সেলিনা")
    both = call_sheets([karim, rahim, nobody])
    texts = [squeezed(pages.page_text(both, page)) for page in range(pages.page_count(both))]
    own = pages.page_count(call_sheet(karim))
    assert len(texts) == own + 2 > 3
    assert all("করিম" in text and "রহিম" not in text for text in texts[:own])
    assert "রহিমশেখ" in texts[own]
    assert squeezed(_("Page {page} of {pages}").format(page=number(1), pages=number(1))) in texts[own]
    assert [squeezed(_("Sheet {n}").format(n=number(no))) in text for text, no in
            zip(texts, [3] * own + [4], strict=False)] == [True] * (own + 1)  # fmt: skip
    assert squeezed(_("Nobody has to be called today.")) in texts[-1]


@pytest.mark.parametrize("count", [1, 8, 25])
def test_nobody_is_lost_and_nobody_is_cut_by_the_end_of_a_page(count: int) -> None:
    lines = [
        replace(PERSON, number=n + 1, name=name, last_said=STORY) for n, name in enumerate(people(count))
    ]
    sheet = call_sheet(sheet_of(*lines))
    texts = [squeezed(pages.page_text(sheet, page)) for page in range(pages.page_count(sheet))]
    assert [sum(squeezed(name) in text for text in texts) for name in people(count)] == [1] * count
    for text in texts:
        # As many lines to write on as names: each block is whole on its page.
        assert (
            text.count(squeezed(_("They said:"))) == sum(squeezed(name) in text for name in people(count)) > 0
        )


def test_every_page_says_which_it_is_and_whose() -> None:
    sheet = call_sheet(sheet_of(*[replace(PERSON, number=n + 1) for n in range(25)]))
    count = pages.page_count(sheet)
    assert count >= 4
    for page in range(count):
        text = squeezed(pages.page_text(sheet, page))
        assert (
            squeezed(_("Page {page} of {pages}").format(page=number(page + 1), pages=number(count))) in text
        )
        assert squeezed(f"{SHOP.name_bn} ·") in text


def test_a_day_without_calls_still_has_a_kind_word() -> None:
    sheet = call_sheet(sheet_of())
    assert pages.page_count(sheet) == 1
    assert squeezed(_("Nobody has to be called today.")) in words_of(sheet)


def test_a_person_with_a_name_alone_has_no_empty_labels() -> None:
    bare = replace(PERSON, phone="", area="", reasons=(), last_said="", due_paisa=0, best_time="")
    words = words_of(call_sheet(sheet_of(bare)))
    assert squeezed(_("no number")) in words
    for label in (_("Last time: {words}"), _("Due: {amount}"), _("Best time: {time}")):
        assert squeezed(label.partition(":")[0] + ":") not in words


def test_the_most_talkative_person_does_not_fill_the_sheet() -> None:
    talkative = replace(PERSON, reasons=(STORY,) * 9, last_said=STORY, name=STORY[:120], area=STORY[:90])
    sheet = call_sheet(sheet_of(talkative, replace(PERSON, number=2)))
    assert pages.page_count(sheet) == 1
    assert "…" in words_of(sheet)
    assert squeezed(
        ngettext("and {n} more reason", "and {n} more reasons", 4).format(n=number(4))
    ) in words_of(sheet)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_nothing_reaches_the_edges(language: str) -> None:
    sheet = call_sheet(sheet_of(*[replace(PERSON, name=STORY[:90], best_time=STORY[:200])] * 6), language)
    for page in range(pages.page_count(sheet)):
        width, height = pages.page_size(sheet, page)
        assert (width / MM, height / MM) == pytest.approx((210, 297), abs=0.01)
        picture = page_picture(sheet, page, 100)
        edge = (12 * MM - 1.5) * 100 / 72
        for box in (
            (0, 0, edge, picture.height),
            (picture.width - edge, 0, picture.width, picture.height),
            (0, 0, picture.width, edge),
            (0, picture.height - edge, picture.width, picture.height),
        ):
            assert is_white(picture, box)


def test_the_same_day_is_the_same_file() -> None:
    assert call_sheet(sheet_of(PERSON)) == call_sheet(sheet_of(PERSON))
    assert call_sheet(sheet_of(PERSON), "en") != call_sheet(sheet_of(PERSON))


def test_what_is_the_shops_own_affair_is_nobodys_call_on_paper_either() -> None:
    rent = replace(
        PERSON, name="", phone="", area="", reasons=("দোকান ভাড়া",), last_said="", due_paisa=0, best_time=""
    )
    words = words_of(call_sheet(sheet_of(rent)))
    assert squeezed(_("For the shop itself")) in words
    assert squeezed(_("no number")) not in words
    assert squeezed(_("(no name)")) not in words
