"""The owner's evening paper: every figure, every promise with its day, whole on its pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from shopbook.documents import pages
from shopbook.documents.day_summary import SIZES, day_summary
from shopbook.documents.page import MM
from shopbook.followups.day_summary import ComplaintOfDay, DaySummary, MemberDay, PromiseMade
from shopbook.localisation.dates import bangla_date, date_weekday, month_day
from shopbook.localisation.language import _, pgettext
from shopbook.localisation.numbers import money, number
from tests.core.documents.ink import is_white, page_picture, squeezed, words_of
from tests.core.documents.papers import DAY, SHOP

PAY = PromiseMade("pay", "লক্ষ্মী রানী দাস", "", 12_500_00, dt.date(2026, 11, 28), 1)
BUY = PromiseMade("buy", "মোঃ রফিকুল ইসলাম", "রাইস কুকার", 3250_00, dt.date(2026, 11, 30), 2)
OURS = PromiseMade("shop", "", "স্ট্যান্ড এনে দেওয়া", None, dt.date(2026, 11, 23), None)
EVENING = DaySummary(
    DAY,
    MemberDay(None, "", 17, 11, 5, 3, 1, 1, 18_500_00, 4),
    (
        MemberDay(1, "সোহেল রানা", 9, 6, 3, 2, 1, 0, 12_000_00, 3),
        MemberDay(2, "জান্নাতুল ফেরদৌস", 8, 5, 2, 1, 0, 1, 0, 1),
        MemberDay(None, "", received_paisa=6_500_00),
    ),
    (PAY, BUY, OURS),
    (ComplaintOfDay("রহিমা খাতুন", "ফ্রিজ ঠান্ডা হয় না", True, False), ComplaintOfDay("", "রিমোট নষ্ট", False, True)),
)


@pytest.mark.parametrize("size", SIZES)
def test_the_evening_stands_on_the_paper(size: str) -> None:
    words = words_of(day_summary(SHOP, EVENING, size))
    wanted = [SHOP.name_bn, _("The day in short"), date_weekday(DAY), bangla_date(DAY)]
    wanted += [number(figure) for figure in (17, 11, 5, 4)] + [money(18_500_00), money(12_000_00)]
    wanted += [member.name for member in EVENING.members] + [_("The shop")]
    for made in EVENING.promises:
        wanted += [made.name, made.what, month_day(made.due_on.month, made.due_on.day)]
        wanted += [money(made.amount_paisa)] if made.amount_paisa else []
    wanted += ["ফ্রিজ ঠান্ডা হয় না", "রিমোট নষ্ট", pgettext("complaint", "open"), _("settled")]
    assert [text for text in wanted if squeezed(text) not in words] == []


def test_a_shop_of_one_has_no_table_of_members() -> None:
    alone = replace(EVENING, members=EVENING.members[:1])
    assert squeezed(_("Who did what")) not in words_of(day_summary(SHOP, alone))
    assert squeezed(_("Who did what")) in words_of(day_summary(SHOP, EVENING))


def test_a_day_without_promises_and_complaints_says_so() -> None:
    words = words_of(day_summary(SHOP, replace(EVENING, promises=(), complaints=())))
    assert squeezed(_("No promise was made today.")) in words
    assert squeezed(_("Complaints")) not in words


def test_a_day_gone_by_does_not_tell_what_is_left() -> None:
    past = replace(
        EVENING,
        total=replace(EVENING.total, left=None),
        members=tuple(replace(one, left=None) for one in EVENING.members),
    )
    assert squeezed(_("left to call")) not in words_of(day_summary(SHOP, past))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_busy_day_goes_on_over_the_page_and_loses_nobody(size: str, language: str) -> None:
    long = "মেয়ের বিয়ের জন্য ফ্রিজ আর টিভি একসঙ্গে নিতে চান, দাম নিয়ে বড় ভাইয়ের সঙ্গে কথা বলবেন " * 3
    names = [f"গ্রাহক{chr(0x0995 + n)}শ্রী" for n in range(30)]
    busy = replace(
        EVENING,
        promises=tuple(replace(BUY, name=name, what=long) for name in names),
        members=tuple(replace(EVENING.members[0], name=long[:70], received_paisa=10**11) for _n in range(6)),
    )
    paper = day_summary(SHOP, busy, size, language)
    assert pages.page_count(paper) > 1
    words = words_of(paper)
    assert [words.count(squeezed(name)) for name in names] == [1] * 30
    for page in range(pages.page_count(paper)):
        picture = page_picture(paper, page, 100)
        edge = (10 * MM - 1.5) * 100 / 72
        for box in (
            (0, 0, edge, picture.height),
            (picture.width - edge, 0, picture.width, picture.height),
            (0, 0, picture.width, edge),
            (0, picture.height - edge, picture.width, picture.height),
        ):
            assert is_white(picture, box)


def test_the_same_evening_is_the_same_file() -> None:
    assert day_summary(SHOP, EVENING) == day_summary(SHOP, EVENING)
    assert day_summary(SHOP, EVENING, "A4") != day_summary(SHOP, EVENING)


def test_who_asked_for_advice_is_told_only_when_somebody_did() -> None:
    words = "asked for our advice"
    assert squeezed(words) not in words_of(day_summary(SHOP, EVENING, language="en"))
    assert squeezed(words) in words_of(day_summary(SHOP, replace(EVENING, advice=2), language="en"))
