"""What a shopkeeper and a printer see at once: type too small, a sum on a sheet of its own, a figure broken in two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from shopbook.customers.model import Customer, CustomerDraft
from shopbook.documents import pages
from shopbook.documents.carried import CarriedLine, CarriedPaper, carried_list, guest_list
from shopbook.documents.due_slip import due_slip
from shopbook.documents.invitation import InvitationPaper, InvitedGuest, invitations
from shopbook.documents.job_slip import job_slip
from shopbook.documents.memo import MemoLine, MemoPaper, memo
from shopbook.documents.page import MM, Sheet, ShopHead, Type
from shopbook.documents.papers_money import person_of
from shopbook.documents.pieces import Person
from shopbook.documents.receipt import receipt
from shopbook.documents.return_slip import return_slip
from shopbook.documents.statement import statement
from shopbook.documents.text import font
from shopbook.documents.warranty_card import warranty_card
from shopbook.documents.warranty_card_small import small_card
from shopbook.localisation.dates import date_long
from shopbook.localisation.language import _, using
from shopbook.localisation.numbers import money, money_plain, to_script
from shopbook.localisation.words import amount_in_words
from tests.core.documents.ink import ink_box, page_picture, squeezed
from tests.core.documents.money_papers import (
    DUE_SLIP,
    EACH,
    JOB,
    MEMO,
    PAPERS,
    PLAN,
    RECEIPT,
    RETURN,
    account,
)
from tests.core.documents.papers import CARD, DAY

LONG_SHOP = ShopHead(
    "মেসার্স আল-মদিনা ট্রেডার্স এন্ড ইলেকট্রনিক্স হোম অ্যাপ্লায়েন্স",
    "M/S Al-Madina Traders & Electronics Home Appliance",
    "দোকান নং ১২–১৪, দ্বিতীয় তলা, হাজী আব্দুল গফুর সুপার মার্কেট, স্টেশন রোড (অগ্রণী ব্যাংকের নিচে), "
    "ব্রাহ্মণবাড়িয়া সদর, ব্রাহ্মণবাড়িয়া-৩৪০০",
    "+8801712345678",
    "সকাল ৯টা – রাত ৯টা (শুক্রবার বন্ধ)",
)
LONG_NAME = "আলহাজ্ব মোহাম্মদ শফিকুর রহমান চৌধুরী (মুক্তিযোদ্ধা) ওরফে বাচ্চু মিয়া"
CRORES = 1_25_00_00_000_00


@contextmanager
def sizes_of_type(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, float]]]:
    """Every line that is drawn, with the size of its type."""
    drawn: list[tuple[str, float]] = []
    usual = Sheet.line

    def line(
        self: Sheet, x: float, top: float, text: str, kind: Type, *rest: object, **more: object
    ) -> float:
        drawn.append((text, kind.size))
        return usual(self, x, top, text, kind, *rest, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Sheet, "line", line)
        yield drawn


def memo_of(count: int, paisa: int = 1_250_00) -> MemoPaper:
    """A memo with so many lines."""
    lines = tuple(MemoLine(f"রাইস কুকার {at}", "১", paisa, paisa) for at in range(1, count + 1))
    total = paisa * count
    return replace(MEMO, lines=lines, subtotal_paisa=total, discount_paisa=0, total_paisa=total)


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize(("name", "size"), EACH)
def test_no_letter_is_too_small_for_a_cheap_laser_or_a_thermal_head(
    name: str, size: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, data, _sizes = PAPERS[name]
    with sizes_of_type(monkeypatch) as drawn:
        draw(data, size, language)
    # Seven points are 20 dots of a thermal head.
    assert [text for text, points in drawn if text.strip() and points < 7.0] == []


@pytest.mark.parametrize("size", ["A4", "A5", "A6"])
def test_the_sums_of_a_memo_stay_together_with_a_line_of_its_goods(size: str) -> None:
    for count in (1, 5, 8, 11, 13, 16, 20, 24, 29):
        data = memo_of(count)
        pdf = memo(data, size)
        texts = [squeezed(pages.page_text(pdf, at)) for at in range(pages.page_count(pdf))]
        due, total = money(data.due_paisa), money(data.total_paisa)
        with_due = [text for text in texts if due in text] if data.due_paisa else texts[-1:]
        assert len(with_due) == 1 and total in with_due[0]
        assert squeezed(amount_in_words(data.total_paisa)) in with_due[0]
        assert squeezed(data.lines[-1].name) in with_due[0]


def test_twelve_lines_and_the_longest_head_still_are_one_sheet() -> None:
    data = replace(memo_of(12), shop=LONG_SHOP, customer=replace(MEMO.customer, name=LONG_NAME))
    assert pages.page_count(memo(data, "A5")) == 1


@pytest.mark.parametrize("size", ["A4", "A5", "A6"])
def test_crores_stand_on_one_line_in_type_that_can_be_read(
    size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = memo_of(3, CRORES)
    with sizes_of_type(monkeypatch) as drawn:
        memo(data, size)
    with using("bn"):
        found = [points for text, points in drawn if text == money_plain(CRORES)]
    assert len(found) >= 6 and min(found) >= 7.0


@pytest.mark.parametrize("size", ["A5", "A6", "80", "58"])
def test_the_heads_of_the_columns_are_never_broken(size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("bn", "en"):
        for draw, data in ((memo, memo_of(1)), (return_slip, RETURN)):
            with sizes_of_type(monkeypatch) as drawn:
                draw(data, size, language)  # type: ignore[operator]
            texts = [text for text, _points in drawn]
            with using(language):
                assert _("Quantity") in texts or size in ("80", "58")


@pytest.mark.parametrize("size", ["A4", "A5", "A6", "80", "58"])
def test_the_words_of_the_total_do_not_stand_under_the_due(size: str) -> None:
    pdf = memo(MEMO, size)
    text = squeezed("".join(pages.page_text(pdf, at) for at in range(pages.page_count(pdf))))
    with using("bn"):
        said = squeezed(_("Total in words: {words}").format(words=amount_in_words(MEMO.total_paisa)))
        assert 0 < text.index(said[:12]) < text.index(squeezed(money(MEMO.due_paisa)))


@pytest.mark.parametrize("size", ["A5", "A6", "80", "58"])
def test_a_receipt_reckons_what_stays_before_the_customers_eyes(size: str) -> None:
    text = squeezed(pages.page_text(receipt(RECEIPT, size), 0))
    with using("bn"):
        steps = [money(RECEIPT.before_paisa), money(-RECEIPT.amount_paisa), money(-RECEIPT.discount_paisa)]
        places = [text.rindex(squeezed(step)) for step in [*steps, money(RECEIPT.after_paisa)]]
    assert RECEIPT.before_paisa - RECEIPT.amount_paisa - RECEIPT.discount_paisa == RECEIPT.after_paisa
    assert places == sorted(places)


@pytest.mark.parametrize("size", ["A6", "80", "58"])
def test_the_day_of_a_small_due_slip_is_as_large_as_its_words(
    size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sizes_of_type(monkeypatch) as drawn:
        due_slip(DUE_SLIP, size)
    assert min(points for text, points in drawn if "নভেম্বর" in text) >= 7.0


@pytest.mark.parametrize("size", ["80", "58"])
def test_a_serial_is_not_broken_on_a_roll(size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with sizes_of_type(monkeypatch) as drawn:
        job_slip(JOB, size)
    assert [text for text, _points in drawn].count(JOB.serial) == 2


def test_a_slip_of_nobody_begins_at_the_left_edge() -> None:
    pdf = return_slip(replace(RETURN, customer=Person(), reason=""), "A5")
    lines = pages.page_text(pdf, 0).splitlines()
    with using("bn"):
        memo_line = next(line for line in lines if to_script(RETURN.memo_no) in line)
        assert memo_line.startswith(_("Memo"))


def test_later_sheets_write_the_number_as_the_first_one_does() -> None:
    many = replace(PLAN, lines=PLAN.lines * 6)
    draw = PAPERS["plan_card"][0]
    pdf = draw(many, "A5", "bn")
    assert pages.page_count(pdf) > 1
    for at in range(pages.page_count(pdf)):
        with using("bn"):
            assert to_script(PLAN.plan_no) in pages.page_text(pdf, at)


# ---- cards


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_longest_address_stays_on_the_card_for_the_purse(language: str) -> None:
    pdf = small_card(replace(CARD, shop=LONG_SHOP, design="plain"), language)
    for at in range(2):
        left, _top, right, _bottom = (edge * 25.4 / 300 for edge in ink_box(page_picture(pdf, at, 300)))
        width = pages.page_size(pdf, at)[0] / MM
        assert left >= 3 and right <= width - 3
    assert "01712" in pages.page_text(pdf, 1) or "০১৭১২" in pages.page_text(pdf, 1)


@pytest.mark.parametrize("paper", ["A5", "A6"])
def test_terms_too_long_for_the_front_stand_together_on_the_back(paper: str) -> None:
    terms = tuple(f"শর্ত নম্বর {at}: {CARD.terms[1]}" for at in range(1, 13))
    pdf = warranty_card(paper, replace(CARD, terms=terms))
    assert pages.page_count(pdf) == 2
    front, back = (squeezed(pages.page_text(pdf, at)) for at in range(2))
    assert [term for term in terms if squeezed(term)[:14] in front] == []
    assert [term for term in terms if squeezed(term)[:14] not in back] == []


# ---- halkhata

INVITED = InvitationPaper(
    shop=LONG_SHOP,
    title="শুভ হালখাতা ১৪৩৪",
    held_on=dt.date(2027, 4, 14),
    words="আপনার উপস্থিতি আমাদের আনন্দ দেবে। মিষ্টিমুখ করে নতুন খাতা খুলে যাবেন।" * 3,
    amount="folded",
    counted_on=DAY,
    host="আব্দুল করিম",
)


@pytest.mark.parametrize("amount", ["folded", "open", "none"])
def test_long_words_make_the_ornaments_smaller_before_the_letters(
    amount: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sizes_of_type(monkeypatch) as drawn:
        invitations("A6", replace(INVITED, amount=amount), [InvitedGuest(LONG_NAME, "H1-0001", 500_00)])
    assert min(points for text, points in drawn if "আনন্দ" in text) >= 7.0
    name = [points for text, points in drawn if "শফিকুর" in text or "বাচ্চু" in text]
    assert len(name) == 2 and min(name) >= 9.0


@pytest.mark.parametrize("draw", [carried_list, guest_list])
def test_a_long_name_in_the_list_takes_two_lines(draw: object, monkeypatch: pytest.MonkeyPatch) -> None:
    line = CarriedLine(LONG_NAME, "+8801819555555", "ভানুগাছ রোড", 500_00, left_paisa=500_00)
    data = CarriedPaper(LONG_SHOP, "শুভ হালখাতা ১৪৩৪", dt.date(2027, 4, 14), (line,), DAY)
    with sizes_of_type(monkeypatch) as drawn:
        draw(data)  # type: ignore[operator]
    name = [points for text, points in drawn if "শফিকুর" in text or "বাচ্চু" in text]
    assert len(name) == 2 and min(name) >= 7.0


# ---- figures under one another


@pytest.mark.parametrize("size", ["A4", "A5", "A6", "80", "58"])
def test_taka_stand_under_taka_where_some_amounts_have_paisa(
    size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a column a whole amount ends where the taka of the others end."""
    ends: dict[str, float] = {}
    usual = Sheet.line

    def line(self: Sheet, x: float, top: float, text: str, kind: Type, *rest: object) -> float:
        if rest == ("right",):
            whole, _dot, paisa = text.partition(".")
            ends[whole] = x - (font(kind.bold).width(f".{paisa}", kind.size) if paisa else 0.0)
        return usual(self, x, top, text, kind, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Sheet, "line", line)
    memo(MEMO, size)
    with using("bn"):
        whole, parted = money_plain(35_500_00), money_plain(4_200_75).partition(".")[0]
        total, subtotal = money(MEMO.total_paisa), money(MEMO.subtotal_paisa).partition(".")[0]
    assert ends[whole] == pytest.approx(ends[parted], abs=0.6)
    # The total is bold, the sum above it is not: a hair between their paisa.
    assert ends[total] == pytest.approx(ends[subtotal], abs=1.5)


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_the_last_sheet_of_an_account_begins_with_some_lines(size: str) -> None:
    for count in range(60, 130, 3):
        data = account(count)
        pdf = statement(data, size)
        last = pages.page_text(pdf, pages.page_count(pdf) - 1)
        assert sum(line.what.replace(" ", "") in squeezed(last) for line in data.lines) >= 3


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_an_account_of_nothing_due_is_not_spelled_out(size: str) -> None:
    data = account(3)
    last = replace(data.lines[-1], amount_paisa=data.lines[-1].amount_paisa - data.closing_paisa)
    even = replace(data, lines=(*data.lines[:-1], last), closing_paisa=0)
    assert amount_in_words(0) not in pages.page_text(statement(even, size, "en"), 0)
    assert "In words" in pages.page_text(statement(data, size, "en"), 0)


def test_a_memo_paid_in_full_says_so_where_the_due_would_stand() -> None:
    paid = replace(MEMO, paid_paisa=MEMO.total_paisa, promised_on=None)
    assert "Paid in full" in pages.page_text(memo(paid, "A5", "en"), 0)
    for other in (MEMO, replace(paid, voided=True), replace(paid, paid_paisa=MEMO.total_paisa + 100_00)):
        assert "Paid in full" not in pages.page_text(memo(other, "A5", "en"), 0)


def customer_of(draft: CustomerDraft) -> Customer:
    """Somebody new in the book."""
    return Customer(1, "A-000001", draft, (), DAY, False, None, 0, None, None, None, None, None, None, 0)


def test_an_address_in_english_keeps_its_figures() -> None:
    draft = CustomerDraft(name="Rafiq", address="House 12, Road 8")
    with using("bn"):
        assert person_of(customer_of(draft)).address == "House 12, Road 8"
        bengali = replace(draft, address="বাড়ি 12, রোড 8")
        assert person_of(customer_of(bengali)).address == "বাড়ি ১২, রোড ৮"


def test_later_sheets_name_the_shop_in_the_papers_language() -> None:
    lines = tuple(CarriedLine(f"গ্রাহক {at}", "", "", 500_00, left_paisa=500_00) for at in range(40))
    data = CarriedPaper(LONG_SHOP, "Halkhata", DAY, lines, DAY)
    card = replace(CARD, shop=LONG_SHOP, terms=CARD.terms * 4)
    for draw in (
        lambda language: carried_list(data, language),
        lambda language: warranty_card("A5", card, language),
        lambda language: memo(replace(memo_of(40), shop=LONG_SHOP), "A5", language),
    ):
        for language, name in (("bn", LONG_SHOP.name_bn), ("en", LONG_SHOP.name_en)):
            pdf = draw(language)
            assert pages.page_count(pdf) > 1
            assert squeezed(name)[:20] in squeezed(pages.page_text(pdf, 1))


def test_the_days_of_an_instalment_card_stand_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("bn", "en"):
        for size in ("A5", "A4"):
            with sizes_of_type(monkeypatch) as drawn:
                PAPERS["plan_card"][0](PLAN, size, language)
            texts = [text for text, _points in drawn]
            with using(language):
                assert [line for line in PLAN.lines if date_long(line.due_on) not in texts] == []


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize(("name", "size"), [pair for pair in EACH if pair[1] in ("A4", "A5", "A6")])
def test_title_and_day_do_not_touch(
    name: str, size: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, data, _sizes = PAPERS[name]
    boxes: list[float] = []
    days: list[tuple[str, float]] = []
    usual_box, usual_line = Sheet.box, Sheet.line

    def box(self: Sheet, x: float, top: float, width: float, *rest: float, **more: float) -> None:
        boxes.append(x + width)
        usual_box(self, x, top, width, *rest, **more)

    def line(self: Sheet, x: float, top: float, text: str, kind: Type, *rest: object) -> float:
        width = usual_line(self, x, top, text, kind, *rest)  # type: ignore[arg-type]
        if rest == ("right",):
            days.append((text, x - width))
        return width

    monkeypatch.setattr(Sheet, "box", box)
    monkeypatch.setattr(Sheet, "line", line)
    draw(data, size, language)
    # The first frame is the title's; the day stands at its right.
    with using(language):
        day = next((left for text, left in days if date_long(DAY) in text), None)
    assert day is None or day - boxes[0] > 1.5 * MM
