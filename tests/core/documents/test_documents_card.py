"""The warranty card in the customer's hand: everything promised is on it, readable, on one sheet."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import pytest
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from shopbook.documents import pages
from shopbook.documents.page import MM, SAFE_EDGE, ShopHead
from shopbook.documents.warranty_card import warranty_card
from shopbook.documents.warranty_card_facts import CardPaper
from shopbook.localisation.dates import bangla_date, date_long
from shopbook.localisation.language import _, set_language, using
from shopbook.localisation.numbers import money, number, phone
from tests.core.documents.ink import is_white, page_picture, squeezed, words_of
from tests.core.documents.papers import CARD, SHOP

LONG = replace(
    CARD,
    shop=ShopHead(
        name_bn="মেসার্স ব্রাহ্মণবাড়িয়া শ্রীশ্রী লক্ষ্মীনারায়ণ ইলেকট্রনিক্স অ্যান্ড ফার্নিচার সেন্টার",
        name_en="M/S Brahmanbaria Sree Sree Laxmi Narayan Electronics & Furniture Centre",
        address="হোল্ডিং ১২৩/ক, দ্বিতীয় তলা, আলহাজ্ব আব্দুল কুদ্দুস সুপার মার্কেট, স্টেশন রোড, ব্রাহ্মণবাড়িয়া-৩৪০০",
        hotline="+8801712345678",
        hours="সকাল ৯টা – রাত ৯টা · শুক্রবার বন্ধ",
    ),
    customer_name="আলহাজ্ব মোহাম্মদ মুস্তাফিজুর রহমান চৌধুরী বীর মুক্তিযোদ্ধা (অবসরপ্রাপ্ত প্রধান শিক্ষক)",
    customer_address="গ্রাম: উত্তর কৃষ্ণনগর, ডাকঘর: কিংকর্তব্যবিমূঢ়পুর, উপজেলা: ব্রাহ্মণবাড়িয়া সদর, জেলা: ব্রাহ্মণবাড়িয়া",
    product="স্মার্ট ইনভার্টার ডাবল ডোর ফ্রস্ট ফ্রি রেফ্রিজারেটর (৫৬৩ লিটার)",
    brand_model="Walton WNM-5F3-GDEL DD-INVERTER 2026 SPECIAL EDITION",
    serials=tuple(f"SN-2026-0045{n:04d}" for n in range(12)),
    terms=CARD.terms * 6,
    copy_no=12,
)
both_papers = pytest.mark.parametrize("paper", ["A5", "A6"])


def values_of(card: CardPaper) -> list[str]:
    """All a Bengali card must say, as it is written on it."""
    promised = [c.label for c in card.coverages] + [c.length_text for c in card.coverages]
    ends = [c.ends_on for c in card.coverages if c.ends_on]
    return [
        *(card.shop.name_bn, card.shop.name_en, card.shop.address, phone(card.shop.hotline), card.shop.hours),
        *(card.card_no, card.memo_no, card.customer_name, phone(card.customer_phone), card.customer_address),
        *(
            card.product,
            card.brand_model,
            *card.serials,
            date_long(card.start_on),
            money(card.price_paisa or 0),
        ),
        *promised,
        *(date_long(day) for day in ends),
        *(bangla_date(day) for day in ends),
        *(*card.terms, card.usage_tip, _("Warranty card"), _("no end date")),
        *(_("Customer's signature"), _("Seller's signature and stamp")),
        _("If the card is lost, it can be printed again by phone number or serial."),
    ]


@both_papers
@pytest.mark.parametrize("card", [CARD, LONG], ids=["usual", "long"])
def test_everything_on_the_card_can_be_read_and_copied(paper: str, card: CardPaper) -> None:
    words = words_of(warranty_card(paper, card))
    assert [value for value in values_of(card) if not in_order(value, words)] == []


def in_order(value: str, words: str) -> bool:
    """Whether every word of a value stands on the paper, one after the other.

    A value that wraps in one column is copied with the lines of the other column in between.
    """
    at = 0
    for word in value.split():
        at = words.find(squeezed(word), at)
        if at < 0:
            return False
        at += len(squeezed(word))
    return True


@both_papers
def test_a_product_without_blanks_is_cut_not_lost(paper: str) -> None:
    product = "স্মার্টইনভার্টারডাবলডোরফ্রস্টফ্রিরেফ্রিজারেটরস্মার্টইনভার্টারডাবলডোর"
    model = "WNM5F3" * 15
    alone = replace(CARD, customer_phone="", customer_address="", memo_no="", price_paisa=None)
    words = words_of(warranty_card(paper, replace(alone, product=product, brand_model=model)))
    assert squeezed(product) in words
    assert squeezed(model) in words


@both_papers
def test_the_paper_has_the_exact_size_lying_down(paper: str) -> None:
    width, height = pages.page_size(warranty_card(paper, CARD), 0)
    expected = {"A5": (210, 148), "A6": (148, 105)}[paper]
    assert (width / MM, height / MM) == pytest.approx(expected, abs=0.01)


def test_another_paper_is_not_made_by_guessing() -> None:
    with pytest.raises(ValueError, match="A4"):
        warranty_card("A4", CARD)


@both_papers
def test_a_usual_card_is_one_page(paper: str) -> None:
    assert pages.page_count(warranty_card(paper, CARD)) == 1
    assert pages.page_count(warranty_card(paper, replace(CARD, copy_no=3))) == 1
    assert pages.page_count(warranty_card(paper, CARD, "en")) == 1


@both_papers
def test_very_long_terms_go_on_to_another_page_which_names_the_card(paper: str) -> None:
    card = warranty_card(paper, LONG)
    count = pages.page_count(card)
    assert count > 1
    for page in range(count):
        words = squeezed(pages.page_text(card, page))
        assert LONG.card_no in words
        assert (
            squeezed(_("Page {page} of {pages}").format(page=number(page + 1), pages=number(count))) in words
        )


def test_only_a_reprint_says_duplicate() -> None:
    mark = squeezed(_("Duplicate {n}").format(n=number(2)))
    word = squeezed(_("Duplicate {n}").format(n=""))
    assert mark in words_of(warranty_card("A5", replace(CARD, copy_no=2)))
    assert word not in words_of(warranty_card("A5", CARD))


def test_an_english_card_has_english_words_and_digits() -> None:
    words = words_of(warranty_card("A5", CARD, "en"))
    for text in (
        "Warranty card",
        "01819-555555",
        "21 November 2026",
        "until 21 November 2027",
        "no end date",
    ):
        assert squeezed(text) in words


def test_the_card_can_not_even_be_told_what_the_shop_thinks_of_the_customer() -> None:
    told = {field.name for field in fields(CardPaper)}
    assert not {
        name for name in told if any(word in name for word in ("tier", "note", "private", "due", "grade"))
    }


def test_empty_fields_leave_no_label_behind() -> None:
    bare = replace(
        CARD, shop=ShopHead("রহিম স্টোর"), memo_no="", customer_phone="", customer_address="", terms=(), usage_tip="",
        brand_model="", serials=(), price_paisa=None,
    )  # fmt: skip
    words = words_of(warranty_card("A5", bare))
    with using("bn"):
        labels = [
            _("Mobile"),
            _("Address"),
            _("Memo no."),
            _("Model"),
            _("Serial no."),
            _("Terms"),
            _("Price"),
        ]
    assert [label for label in labels if squeezed(label) in words] == []
    assert squeezed("রহিম স্টোর") in words


@both_papers
@pytest.mark.parametrize("card", [CARD, LONG], ids=["usual", "long"])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_nothing_is_printed_near_the_edges_or_over_the_frame(
    paper: str, card: CardPaper, language: str
) -> None:
    pdf = warranty_card(paper, card, language)
    dpi = 150
    margin = {"A5": 11, "A6": 8.5}[paper] * MM
    for page in range(pages.page_count(pdf)):
        picture = page_picture(pdf, page, dpi)
        k = dpi / 72
        edge, inner, text = (SAFE_EDGE - 1) * k, (SAFE_EDGE + 0.6 * MM + 1.2) * k, (margin - 1) * k
        corner = SAFE_EDGE * k + 2 * MM * k
        right, bottom = picture.width, picture.height
        assert is_white(picture, (0, 0, edge, bottom)), "left edge of the paper"
        assert is_white(picture, (right - edge, 0, right, bottom)), "right edge of the paper"
        assert is_white(picture, (0, 0, right, edge)), "top edge of the paper"
        assert is_white(picture, (0, bottom - edge, right, bottom)), "bottom edge of the paper"
        assert is_white(picture, (inner, corner, text, bottom - corner)), "between frame and text, left"
        assert is_white(picture, (right - text, corner, right - inner, bottom - corner)), (
            "between frame and text, right"
        )
        assert is_white(picture, (corner, inner, right - corner, text - 1)), "between frame and text, top"
        assert is_white(picture, (corner, bottom - text + 1, right - corner, bottom - inner)), (
            "text runs out below"
        )


@both_papers
def test_the_square_is_the_qr_of_the_card_number(paper: str) -> None:
    margin, side = {"A5": (11 * MM, 20 * MM), "A6": (8.5 * MM, 14 * MM)}[paper]
    code = QRCode(None, QRErrorCorrectLevel.Q)
    code.addData(CARD.card_no)
    code.make()
    count = code.getModuleCount()
    picture = page_picture(warranty_card(paper, CARD), dpi=300)
    k = 300 / 72
    left, top = picture.width - (margin + side + 0.8 * MM) * k, (margin + 0.8 * MM) * k
    cell = side * k / count
    seen = [
        [
            picture.getpixel((int(left + (x + 0.5) * cell), int(top + (y + 0.5) * cell))) < 128
            for x in range(count)
        ]
        for y in range(count)
    ]
    assert seen == [[bool(code.isDark(y, x)) for x in range(count)] for y in range(count)]


def test_the_same_card_is_the_same_file_whatever_was_printed_before() -> None:
    first = warranty_card("A5", CARD)
    many = [
        warranty_card("A6", replace(CARD, card_no=f"W-{n:06d}", customer_name=f"{name} {n}", copy_no=n % 3))
        for n, name in enumerate(["শ্রীমঙ্গল ঊর্ধ্ব", "কিংকর্তব্যবিমূঢ়", "Müller", "দ্বন্দ্ব ক্ষ্ম", "জ্ঞান ষ্ট্রু"] * 40)
    ]
    assert len(set(many)) == 200
    assert warranty_card("A5", CARD) == first
    for n in (0, 1, 100, 199):
        assert f"W-{n:06d}" in words_of(many[n])
    assert squeezed("দ্বন্দ্ব ক্ষ্ম 198") in words_of(many[198])


def test_the_counter_and_the_worker_may_print_at_once() -> None:
    cards = [replace(CARD, card_no=f"W-{n:06d}") for n in range(12)]
    alone = [warranty_card("A5", card) for card in cards]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda card: warranty_card("A5", card), cards)) == alone


def test_the_language_of_the_screen_does_not_change_the_paper() -> None:
    bengali, english = warranty_card("A5", CARD, "bn"), warranty_card("A5", CARD, "en")
    set_language("en")
    assert warranty_card("A5", CARD, "bn") == bengali
    assert warranty_card("A5", CARD, "en") == english != bengali


def test_the_computers_locale_and_folder_do_not_change_the_paper(tmp_path: Path) -> None:
    script = (
        "import hashlib, locale\n"
        "locale.setlocale(locale.LC_ALL, '')\n"
        "from tests.core.documents.papers import CARD\n"
        "from shopbook.documents.warranty_card import warranty_card\n"
        "print(hashlib.sha256(warranty_card('A6', CARD)).hexdigest())\n"
    )
    root = Path(__file__).resolve().parents[3]
    expected = hashlib.sha256(warranty_card("A6", CARD)).hexdigest()
    for settings in (
        {"LC_ALL": "C", "PYTHONHASHSEED": "1", "TZ": "America/New_York"},
        {"LC_ALL": "C.UTF-8", "LANG": "ar_EG"},
    ):
        environment = {**os.environ, **settings, "PYTHONPATH": str(root), "PYTHONUTF8": "1"}
        run = subprocess.run(
            [sys.executable, "-c", script],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == expected


def test_the_file_tells_nothing_about_the_computer() -> None:
    pdf = warranty_card("A5", CARD)
    assert str(Path(__file__).resolve().parents[3]).encode() not in pdf
    assert b"/home/" not in pdf


def test_a_card_is_small_enough_to_send(tmp_path: Path) -> None:
    assert len(warranty_card("A5", replace(CARD, shop=SHOP))) < 80_000
