"""Papers of money and of the workshop: every word and sum on every size, nothing outside the margins."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from shopbook.documents import pages
from shopbook.documents.due_slip import DueSlipPaper, due_slip
from shopbook.documents.job_delivery import job_delivery
from shopbook.documents.job_slip import job_slip
from shopbook.documents.layout import PRINTABLE_MM, ROLLS
from shopbook.documents.memo import memo
from shopbook.documents.page import MM, ShopHead
from shopbook.documents.pieces import Person
from shopbook.documents.plan_card import plan_card
from shopbook.documents.receipt import receipt
from shopbook.documents.statement import StatementPaper
from shopbook.localisation.dates import date_long
from shopbook.localisation.language import _, using
from shopbook.localisation.numbers import money, money_plain, number, phone, to_script
from shopbook.localisation.words import amount_in_words
from tests.core.documents.ink import ink_box, page_picture, squeezed, words_of
from tests.core.documents.money_papers import (
    DELIVERY,
    DUE_SLIP,
    EACH,
    JOB,
    MEMO,
    PAPERS,
    PLAN,
    RAHIM,
    RECEIPT,
)
from tests.core.documents.papers import SHOP

LANGUAGES = ("bn", "en")


def drawn(name: str, size: str, language: str = "bn") -> bytes:
    draw, data, _sizes = PAPERS[name]
    return draw(data, size, language)


def lost(pdf: bytes, *texts: str) -> list[str]:
    """What cannot be copied from the paper; a text wrapped beside another column is looked for word by word."""
    words = words_of(pdf)
    return [
        text
        for text in texts
        if squeezed(text) not in words and not all(word in words for word in re.split(r"[\s-]+", text))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "size"), EACH)
def test_every_paper_says_whose_shop_and_who_it_is_for(name: str, size: str, language: str) -> None:
    with using(language):
        pdf = drawn(name, size, language)
        wanted = [
            SHOP.name_bn,
            SHOP.name_en,
            SHOP.address,
            phone(SHOP.hotline),
            RAHIM.name,
            phone(RAHIM.phone),
        ]
        assert lost(pdf, *wanted) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "size"), EACH)
def test_nothing_is_drawn_outside_the_margins(name: str, size: str, language: str) -> None:
    pdf = drawn(name, size, language)
    for page in range(pages.page_count(pdf)):
        picture = page_picture(pdf, page, 150)
        left, top, right, bottom = (edge * 25.4 / 150 for edge in ink_box(picture))
        width, height = (side / MM for side in pages.page_size(pdf, page))
        if size in ROLLS:
            edge = (int(size) - PRINTABLE_MM[size]) / 2
            assert edge <= left and right <= width - edge, "the head does not reach this far"
            assert top > 1 and bottom < height - 1
        else:
            assert min(left, top, width - right, height - bottom) >= 5.8, "a laser leaves the edge blank"


@pytest.mark.parametrize(("name", "size"), EACH)
def test_the_same_facts_are_the_same_file(name: str, size: str) -> None:
    assert drawn(name, size) == drawn(name, size)


@pytest.mark.parametrize("name", PAPERS)
def test_a_size_that_is_not_made_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="A3"):
        drawn(name, "A3")


@pytest.mark.parametrize(
    "size", [size for name, size in EACH if name in ("memo", "due_slip") and size in ROLLS]
)
def test_a_roll_is_as_long_as_what_stands_on_it(size: str) -> None:
    short = memo(replace(MEMO, lines=MEMO.lines[:1]), size)
    long = memo(replace(MEMO, lines=MEMO.lines * 10), size)
    assert pages.page_count(long) == 1
    assert pages.page_size(long, 0)[1] > pages.page_size(short, 0)[1] * 2
    assert pages.page_size(long, 0)[0] == pytest.approx(int(size) * MM)


# ---- the memo


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PAPERS["memo"][2])
def test_a_memo_tells_every_line_and_every_sum(size: str, language: str) -> None:
    with using(language):
        pdf = memo(MEMO, size, language)
        wanted = [to_script("A-000124"), date_long(MEMO.sold_on), amount_in_words(MEMO.total_paisa)]
        for line in MEMO.lines:
            wanted += [
                line.name,
                money_plain(line.price_paisa),
                money_plain(line.amount_paisa),
                *line.details,
            ]
        wanted += [money(MEMO.subtotal_paisa), money(-MEMO.discount_paisa), money(MEMO.total_paisa)]
        wanted += [
            money(MEMO.paid_paisa),
            money(15_000_00),
            "8N7A6D5",
            date_long(MEMO.promised_on or MEMO.sold_on),
        ]
        wanted += [MEMO.delivery, MEMO.warranty_note, MEMO.footer]
        assert lost(pdf, *(to_script(text) if text == "8N7A6D5" else text for text in wanted)) == []


def test_the_lines_of_the_sample_memo_come_to_its_total() -> None:
    assert sum(line.amount_paisa for line in MEMO.lines) == MEMO.subtotal_paisa
    assert MEMO.subtotal_paisa - MEMO.discount_paisa == MEMO.total_paisa


def test_a_paid_memo_names_no_due() -> None:
    paid = replace(MEMO, paid_paisa=MEMO.total_paisa)
    assert lost(memo(MEMO), _("Due")) == []
    assert lost(memo(paid), _("The rest will be paid on {day}.").format(day=date_long(MEMO.sold_on))) != []
    assert squeezed(money(15_000_00)) not in words_of(memo(paid))


def test_a_voided_memo_says_so() -> None:
    assert lost(memo(replace(MEMO, voided=True)), _("VOID: this memo does not count")) == []


@pytest.mark.parametrize("size", ["A4", "A5", "A6"])
def test_a_long_memo_goes_on_over_the_page_with_its_heads(size: str) -> None:
    lines = tuple(replace(MEMO.lines[1], name=f"পণ্য{chr(0x0995 + at % 30)}{at}") for at in range(90))
    pdf = memo(replace(MEMO, lines=lines), size)
    count = pages.page_count(pdf)
    assert count > 1
    words = words_of(pdf)
    assert [words.count(squeezed(line.name) + "২") for line in lines] == [1] * 90
    for page in range(count):
        text = squeezed(pages.page_text(pdf, page))
        numbered = _("Page {page} of {pages}").format(page=number(page + 1), pages=number(count))
        assert squeezed(numbered) in text
        if "পণ্য" in text:
            assert squeezed(_("Particulars")) in text
        if page:
            assert squeezed(to_script(MEMO.memo_no)) in text
    assert squeezed(_("Buyer's signature")) in squeezed(pages.page_text(pdf, count - 1))


def test_the_last_page_of_a_memo_is_never_signatures_alone() -> None:
    for count in range(12, 40):
        pdf = memo(replace(MEMO, lines=(MEMO.lines[1],) * count), "A5")
        last = squeezed(pages.page_text(pdf, pages.page_count(pdf) - 1))
        assert any(squeezed(text) in last for text in (MEMO.warranty_note, MEMO.lines[1].name))


# ---- receipt and due slip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PAPERS["receipt"][2])
def test_a_receipt_tells_how_much_how_and_what_is_left(size: str, language: str) -> None:
    with using(language):
        pdf = receipt(RECEIPT, size, language)
        wanted = [to_script("M-000007"), money(5_000_00), amount_in_words(5_000_00), money(15_000_00)]
        wanted += [money(500_00), money(9_500_00), *RECEIPT.papers, to_script("8N7A6D5")]
        assert lost(pdf, *wanted) == []


def test_money_beyond_the_due_is_called_an_advance() -> None:
    pdf = receipt(replace(RECEIPT, after_paisa=-2_000_00))
    assert lost(pdf, _("Paid ahead"), money(2_000_00)) == []
    assert squeezed(_("Due now")) not in words_of(pdf)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PAPERS["due_slip"][2])
def test_a_due_slip_adds_up_before_everybodys_eyes(size: str, language: str) -> None:
    with using(language):
        pdf = due_slip(DUE_SLIP, size, language)
        signed = ["+ " + money(45_000_00), *("− " + money(paisa) for paisa in (500_00, 1_000_00, 30_000_50))]
        assert lost(pdf, money(12_500_00), *signed, money(25_999_50), date_long(DUE_SLIP.on)) == []
        assert lost(pdf, _("Customer's signature"), _("For the shop")) == []


def test_a_slip_whose_sum_is_wrong_is_never_drawn() -> None:
    with pytest.raises(ValueError, match="new due"):
        due_slip(replace(DUE_SLIP, new_paisa=DUE_SLIP.new_paisa + 1))


def test_what_was_nothing_today_is_not_on_the_slip() -> None:
    only_paid = replace(DUE_SLIP, bought_paisa=0, discount_paisa=0, returned_paisa=0, new_paisa=-17_500_50)
    only_paid = replace(only_paid, footer="")
    words = words_of(due_slip(only_paid))
    assert "−৳০" not in words and squeezed(_("Goods returned")) not in words
    assert squeezed(_("Added today")) not in words
    assert lost(due_slip(only_paid), _("Paid ahead"), money(17_500_50)) == []


# ---- instalments


@pytest.mark.parametrize("size", PAPERS["plan_card"][2])
def test_every_instalment_has_its_day_and_amount_and_the_paid_ones_their_day(size: str) -> None:
    pdf = plan_card(PLAN, size)
    wanted = [date_long(line.due_on) for line in PLAN.lines]
    wanted += [to_script("K-000003"), money(45_000_00), money(15_000_00), money(18_000_00)]
    wanted += [to_script(line.settled_on.strftime("%d/%m/%Y")) for line in PLAN.lines if line.settled_on]
    assert lost(pdf, *wanted, _("{amount} paid").format(amount=money_plain(2_000_00))) == []
    months = sum(
        f"{date_long(line.due_on)}{money_plain(5_000_00)}".replace(" ", "") in words_of(pdf)
        for line in PLAN.lines
    )
    assert months == 6


def test_a_paid_instalment_is_ticked() -> None:
    unpaid = replace(PLAN, lines=tuple(replace(line, settled_on=None, paid_paisa=0) for line in PLAN.lines))
    # The first row's right end of its "paid on" cell, seen at 100 dpi.
    with_tick, without = (page_picture(plan_card(plan), 0, 100) for plan in (PLAN, unpaid))
    assert sum(with_tick.histogram()[:100]) > sum(without.histogram()[:100])


def test_instalments_of_years_keep_their_heads_on_every_page() -> None:
    many = replace(PLAN, lines=PLAN.lines[2:] * 20)
    pdf = plan_card(many)
    assert pages.page_count(pdf) > 2
    for page in range(pages.page_count(pdf)):
        assert squeezed(_("Paid on")) in squeezed(pages.page_text(pdf, page))


# ---- the workshop


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PAPERS["job_slip"][2])
def test_a_job_slip_tells_what_was_taken_in_and_how_it_was(size: str, language: str) -> None:
    with using(language):
        pdf = job_slip(JOB, size, language)
        wanted = [
            JOB.product,
            JOB.serial,
            JOB.problem,
            JOB.condition,
            JOB.accessories,
            to_script(JOB.card_no),
        ]
        wanted += [date_long(JOB.promised_on or JOB.received_on), money(1_500_00), *JOB.terms]
        wanted += [
            _("yes, until {day}").format(day=date_long(cover.ends_on))
            for cover in JOB.covers[:1]
            if cover.ends_on
        ]
        assert lost(pdf, *wanted) == []


@pytest.mark.parametrize("size", PAPERS["job_slip"][2])
def test_the_shops_copy_has_the_number_twice_over_for_eyes_and_scanner(size: str) -> None:
    words = words_of(job_slip(JOB, size))
    assert words.count(squeezed(to_script(JOB.job_no))) == 2
    assert words.count(squeezed(JOB.serial)) == 2
    assert squeezed(_("the shop's copy: stays with the thing")) in words


def test_without_a_card_the_slip_says_that_there_is_no_warranty() -> None:
    pdf = job_slip(replace(JOB, card_no="", covers=()))
    assert lost(pdf, _("Warranty: none")) == []
    assert squeezed(_("Warranty on this day")) not in words_of(pdf)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PAPERS["job_delivery"][2])
def test_a_delivery_slip_tells_the_work_the_warranty_and_the_money(size: str, language: str) -> None:
    with using(language):
        pdf = job_delivery(DELIVERY, size, language)
        wanted = [DELIVERY.work_done, DELIVERY.new_serial, date_long(DELIVERY.on), money(2_000_00)]
        wanted += [money(-200_00), money(1_800_00), money(1_000_00), money(800_00), amount_in_words(1_800_00)]
        wanted += [_("The warranty is longer by the days it was here.")]
        wanted += [
            _("until {day}").format(day=date_long(cover.ends_on))
            for cover in DELIVERY.covers
            if cover.ends_on
        ]
        assert lost(pdf, *wanted) == []


def test_free_work_is_said_to_be_free() -> None:
    free = replace(DELIVERY, charge_paisa=0, discount_paisa=0, paid_paisa=0)
    words = words_of(job_delivery(free, language="en"))
    assert "Chargefree" in words
    assert re.search("Due৳|Total", words) is None
    assert squeezed(money(0)) not in words


def test_the_words_of_each_effect_on_the_warranty_are_told_apart() -> None:
    effects = ("none", "extend", "restart", "new")
    texts = {
        words_of(job_delivery(replace(DELIVERY, effect=effect, new_card_no="A-000200"))) for effect in effects
    }
    assert len(texts) == 4


# ---- the longest there can be

LONG = "শ্রীমঙ্গলব্রাহ্মণবাড়িয়াকিংকর্তব্যবিমূঢ়" * 4 + " Walton-WFC-3D8-GDEL-XX/2026_SERIAL.NUMBER@SHOP " + "লক্ষ্মী " * 12
MOST = 99_99_99_99_999_99


def longest(data: object) -> object:
    """The same paper with every text as long as people type them and every amount as large as the book takes."""
    changed: dict[str, object] = {}
    for name in data.__dataclass_fields__:  # type: ignore[attr-defined]
        value = getattr(data, name)
        if name.endswith("_no") and value:
            changed[name] = "A-" + "9" * 16
        elif name in ("size", "every", "method", "refund_method", "outcome", "effect", "state"):
            continue
        elif isinstance(value, str) and value:
            changed[name] = LONG
        elif name.endswith("_paisa") and value:
            changed[name] = MOST
        elif isinstance(value, tuple):
            changed[name] = tuple(
                longest(one) if hasattr(one, "__dataclass_fields__") else LONG for one in value
            )
        elif hasattr(value, "__dataclass_fields__"):
            changed[name] = longest(value)
    if isinstance(data, DueSlipPaper):
        changed["new_paisa"] = -MOST  # old + bought - discount - returned - paid
    if isinstance(data, StatementPaper):
        changed["closing_paisa"] = MOST * (1 + len(data.lines))
    if isinstance(data, ShopHead):
        changed = dict.fromkeys(("name_bn", "name_en", "address", "hours"), LONG[:110])
    if isinstance(data, Person):
        del changed["phone"]
    return replace(data, **changed)  # type: ignore[type-var]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "size"), EACH)
def test_the_longest_words_and_the_largest_sums_stay_on_the_paper(
    name: str, size: str, language: str
) -> None:
    draw, data, _sizes = PAPERS[name]
    pdf = draw(longest(data), size, language)
    for page in range(pages.page_count(pdf)):
        picture = page_picture(pdf, page, 100)
        left, _top, right, bottom = (edge * 25.4 / 100 for edge in ink_box(picture))
        width, height = (side / MM for side in pages.page_size(pdf, page))
        edge = (int(size) - PRINTABLE_MM[size]) / 2 if size in ROLLS else 5.5
        assert edge - 0.3 <= left and right <= width - edge + 0.3
        assert bottom <= height - (1 if size in ROLLS else 5.5)


@pytest.mark.parametrize(
    ("name", "size"), [(name, size) for name, size in EACH if name in ("due_slip", "receipt")]
)
def test_a_slip_is_drawn_while_the_customer_puts_the_purse_away(name: str, size: str) -> None:
    drawn(name, size)
    seconds = []
    for _time in range(5):
        began = time.perf_counter()
        drawn(name, size)
        seconds.append(time.perf_counter() - began)
    # 8 to 12 ms on a quiet computer; the others of the test machine have their share.
    assert min(seconds) < 0.08
