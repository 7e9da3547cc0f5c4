"""Warranty cards in every design and size, many on a sheet, and stickers: their bars are read back from the pixels."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from shopbook.documents import pages
from shopbook.documents.labels import GRIDS, SIZES, Label, label_sheet
from shopbook.documents.page import MM
from shopbook.documents.warranty_card import warranty_card
from shopbook.documents.warranty_card_facts import DESIGNS, CardPaper, ServiceLine
from shopbook.documents.warranty_card_sheet import card_sheets, cards_a_sheet
from shopbook.documents.warranty_card_small import small_card
from shopbook.errors import Cancelled
from shopbook.localisation.dates import date_long
from shopbook.localisation.language import _, ngettext, using
from shopbook.localisation.numbers import number, phone
from shopbook.progress import Progress
from tests.core.documents.code128 import decode
from tests.core.documents.ink import is_white, page_picture, squeezed, words_of
from tests.core.documents.papers import CARD, DAY

# A cheap office laser; the thermal head has 203.
DPI = 300
LANGUAGES = pytest.mark.parametrize("language", ["bn", "en"])


def sign() -> bytes:
    """A black square with a hole: what a shop's sign may be."""
    picture = Image.new("RGB", (120, 120), "black")
    ImageDraw.Draw(picture).rectangle((40, 40, 80, 80), fill="white")
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


SERVICED = replace(
    CARD,
    services=(
        ServiceLine(1, DAY + dt.timedelta(120), DAY + dt.timedelta(118)),
        ServiceLine(2, DAY + dt.timedelta(240)),
    ),
    in_place_of="W-000101",
    coverages=(replace(CARD.coverages[0], extended_days=12), *CARD.coverages[1:]),
)


@LANGUAGES
@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("size", ["A5", "A6"])
def test_the_bars_on_a_card_are_its_number_in_every_design(size: str, design: str, language: str) -> None:
    pdf = warranty_card(size, replace(CARD, design=design, logo=sign()), language)
    assert decode(page_picture(pdf, dpi=DPI)) == [CARD.card_no]


@LANGUAGES
@pytest.mark.parametrize("design", DESIGNS)
def test_the_bars_of_the_card_for_the_purse_are_on_its_back(design: str, language: str) -> None:
    pdf = small_card(replace(CARD, design=design, logo=sign()), language)
    assert pages.page_count(pdf) == 2
    assert decode(page_picture(pdf, 0, DPI)) == []
    assert decode(page_picture(pdf, 1, DPI)) == [CARD.card_no]


@pytest.mark.parametrize("size", ["A5", "A6"])
def test_a_plain_card_has_no_frame_and_only_the_design_with_a_sign_has_one(size: str) -> None:
    pictures = {
        design: page_picture(warranty_card(size, replace(CARD, design=design, logo=sign())))
        for design in DESIGNS
    }
    k = 150 / 72
    for design, picture in pictures.items():
        middle = picture.height / 2
        strip = (0, middle - 20, 8 * MM * k, middle + 20)
        assert is_white(picture, strip) is (design == "plain")
    assert pictures["logo"].tobytes() != pictures["bordered"].tobytes()
    without = page_picture(warranty_card(size, replace(CARD, design="logo")))
    assert without.tobytes() == pictures["bordered"].tobytes(), "a shop without a sign has the bordered card"


@LANGUAGES
@pytest.mark.parametrize("size", ["A5", "A6", "card"])
def test_what_a_card_was_through_is_printed_on_it(size: str, language: str) -> None:
    card = replace(SERVICED, copy_no=3)
    pdf = small_card(card, language) if size == "card" else warranty_card(size, card, language)
    words = words_of(pdf)
    with using(language):
        wanted = [
            _("{n}) done on {date}").format(n=number(1), date=date_long(DAY + dt.timedelta(118))),
            _("{n}) {date}").format(n=number(2), date=date_long(DAY + dt.timedelta(240))),
            _("In place of"),
            "W-000101",
            _("Duplicate {n}").format(n=number(3)),
        ]
        if size != "card":
            wanted.append(ngettext("{n} day added", "{n} days added", 12).format(n=number(12)).split()[0])
    assert [text for text in wanted if squeezed(text) not in words] == []


@LANGUAGES
def test_the_card_for_the_purse_is_as_large_as_a_bank_card_and_says_what_matters(language: str) -> None:
    pdf = small_card(CARD, language)
    for page in (0, 1):
        width, height = pages.page_size(pdf, page)
        assert (width / MM, height / MM) == pytest.approx((85.6, 54), abs=0.01)
    with using(language):
        front = squeezed(pages.page_text(pdf, 0))
        name = CARD.shop.name_bn if language == "bn" else CARD.shop.name_en
        promised = [text for line in CARD.coverages for text in (line.label, line.length_text)]
        ends = [date_long(line.ends_on) for line in CARD.coverages if line.ends_on]
        wanted = [
            name,
            CARD.card_no,
            CARD.product,
            *CARD.serials,
            phone(CARD.customer_phone),
            *promised,
            *ends,
        ]
        assert [text for text in wanted if squeezed(text) not in front] == []
        back = squeezed(pages.page_text(pdf, 1))
        assert squeezed(phone(CARD.shop.hotline)) in back
        assert squeezed(CARD.terms[0]) in back


def test_terms_that_do_not_fit_on_a_small_card_are_counted_and_none_is_cut() -> None:
    pdf = small_card(replace(CARD, terms=CARD.terms * 5))
    back = squeezed(pages.page_text(pdf, 1))
    printed = sum(back.count(squeezed(term)) for term in CARD.terms)
    left = len(CARD.terms) * 5 + 1 - printed
    more = ngettext("{n} more is in the shop's book.", "{n} more are in the shop's book.", left)
    assert 0 < printed < 20
    assert squeezed(more.format(n=number(left))) in back


def test_many_promises_go_on_at_the_top_of_the_back() -> None:
    many = tuple(replace(CARD.coverages[0], label=f"অংশ {n}") for n in range(12))
    pdf = small_card(replace(CARD, coverages=many))
    front, back = (squeezed(pages.page_text(pdf, page)) for page in (0, 1))
    found = [("অংশ" + str(n)) in front or ("অংশ" + str(n)) in back for n in range(12)]
    assert all(found)
    assert "অংশ11" in back


def cards(count: int) -> list[CardPaper]:
    return [replace(CARD, card_no=f"A-{n:06d}") for n in range(1, count + 1)]


@LANGUAGES
@pytest.mark.parametrize(("size", "places"), [("A5", 2), ("A6", 4), ("card", 10)])
def test_many_cards_stand_on_one_sheet_each_once(size: str, places: int, language: str) -> None:
    assert cards_a_sheet(size) == places
    pdf = card_sheets(size, cards(places + 1), language)
    sides = 2 if size == "card" else 1
    assert pages.page_count(pdf) == 2 * sides
    width, height = (edge / MM for edge in pages.page_size(pdf, 0))
    assert sorted((width, height)) == pytest.approx([210, 297], abs=0.1)
    barred = sides - 1
    assert sorted(decode(page_picture(pdf, barred, DPI))) == [f"A-{n:06d}" for n in range(1, places + 1)]
    assert decode(page_picture(pdf, barred + sides, DPI)) == [f"A-{places + 1:06d}"]


def test_turned_over_its_long_side_every_back_meets_its_front() -> None:
    pdf = card_sheets("card", cards(10))
    backs = page_picture(pdf, 1, DPI)
    half = backs.width // 2
    left = decode(backs.crop((0, 0, half, backs.height)))
    right = decode(backs.crop((half, 0, backs.width, backs.height)))
    assert right == [f"A-{n:06d}" for n in range(1, 11, 2)], "left fronts have their backs at the right"
    assert left == [f"A-{n:06d}" for n in range(2, 11, 2)]


def test_the_essentials_alone_need_one_side() -> None:
    assert pages.page_count(card_sheets("card", cards(10), backs=False)) == 1


def test_printing_many_cards_can_be_stopped() -> None:
    class Stopped(Progress):
        def step(self, done: int, total: int, what: object = None) -> None:
            if done == 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        card_sheets("card", cards(10), progress=Stopped())


@pytest.mark.parametrize("size", ["A4", "58"])
def test_cards_of_an_unknown_size_are_not_guessed(size: str) -> None:
    with pytest.raises(ValueError, match="size"):
        card_sheets(size, cards(1))


# ---- stickers


def label(code: str, product: str = "রেফ্রিজারেটর Walton WFC-3D8") -> Label:
    return Label(CARD.shop.name_bn, product, code, "২১ নভেম্বর ২০২৭ পর্যন্ত")


@LANGUAGES
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", ["A-000123", "0098", "MYK22A"])
def test_the_bars_of_a_sticker_are_what_the_scanner_is_to_read(size: str, code: str, language: str) -> None:
    pdf = label_sheet(size, [label(code)], language)
    assert decode(page_picture(pdf, dpi=203 if size == "58" else DPI)) == [code]


@pytest.mark.parametrize("size", ["63x34", "63x38", "58"])
def test_an_imei_has_bars_on_every_sticker_wide_enough(size: str) -> None:
    pdf = label_sheet(size, [label("356938035643809")])
    assert decode(page_picture(pdf, dpi=203 if size == "58" else DPI)) == ["356938035643809"]


def test_a_serial_too_long_for_bars_gets_a_square_instead() -> None:
    pdf = label_sheet("38x21", [label("SN-2026-00451789-XL")])
    assert decode(page_picture(pdf, dpi=DPI)) == []
    assert squeezed("SN-2026-00451789-XL") in words_of(pdf)
    dark = page_picture(pdf, dpi=DPI).point(lambda value: 255 if value < 128 else 0).getbbox()
    assert dark is not None


@pytest.mark.parametrize("size", list(GRIDS))
def test_a_half_used_sheet_is_printed_on_from_the_chosen_sticker(size: str) -> None:
    grid = GRIDS[size]
    first = grid.across + 2  # the second sticker of the second row
    picture = page_picture(label_sheet(size, [label("A-000123")], first=first), dpi=150)
    k = 150 / 72
    x, top = (edge * k for edge in grid.corner(first - 1))
    assert is_white(picture, (0, 0, picture.width, top)), "the stickers before it are used"
    assert is_white(picture, (0, 0, x, picture.height))
    assert is_white(picture, (x + grid.width * MM * k, 0, picture.width, picture.height))
    assert is_white(picture, (0, top + grid.height * MM * k, picture.width, picture.height))


@pytest.mark.parametrize("size", list(GRIDS))
def test_a_sheet_that_is_full_goes_on_with_the_next_from_its_first_sticker(size: str) -> None:
    grid = GRIDS[size]
    pdf = label_sheet(size, [label(f"A-{n:06d}") for n in range(4)], first=grid.places - 1)
    assert [pages.page_text(pdf, page).count("A-0000") for page in (0, 1)] == [2, 2]
    assert (grid.left + grid.across * (grid.width + grid.gap_across)) <= 211
    assert grid.top + grid.down * grid.height <= 297


@pytest.mark.parametrize("first", [0, 66])
def test_a_sticker_that_is_not_on_the_sheet_is_refused(first: int) -> None:
    with pytest.raises(ValueError, match="place"):
        label_sheet("38x21", [label("A-1")], first=first)


def test_a_product_with_a_long_name_stays_on_its_sticker() -> None:
    name = "স্মার্ট ইনভার্টার ডাবল ডোর ফ্রস্ট ফ্রি রেফ্রিজারেটর ৫৬৩ লিটার Walton WNM-5F3-GDEL"
    picture = page_picture(label_sheet("38x21", [label("A-000123", name)], first=2), dpi=150)
    grid, k = GRIDS["38x21"], 150 / 72
    x, _top = (edge * k for edge in grid.corner(1))
    assert is_white(picture, (0, 0, x + 1.2 * MM * k, picture.height))
    assert is_white(picture, (x + (grid.width - 1.2) * MM * k, 0, picture.width, picture.height))
