"""Invitation cards and the two lists of a halkhata, as they lie on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from shopbook.documents import pages
from shopbook.documents.carried import CarriedLine, CarriedPaper, carried_list, guest_list
from shopbook.documents.invitation import SIZES, InvitationPaper, InvitedGuest, invitations
from shopbook.documents.page import A4, A5, A6, SAFE_EDGE, ShopHead
from shopbook.errors import Cancelled, Message
from shopbook.halkhata.model import WORDS
from shopbook.localisation.language import say, using

SHOP = ShopHead(
    "নিউ ভিশন ইলেকট্রনিক্স", "New Vision Electronics", "মিরপুর ১০, ঢাকা", "01711000000", "সকাল ১০টা – রাত ৯টা"
)
HELD = dt.date(2027, 4, 14)
LONG = "হাজী মোহাম্মদ আব্দুর রহমান ভূঁইয়া চৌধুরী সাহেব ভাই"


def paper(amount: str = "folded", language: str = "bn", words: str = "") -> InvitationPaper:
    with using(language):
        said = words or say(WORDS)
    return InvitationPaper(SHOP, "শুভ হালখাতা", HELD, said, amount, dt.date(2027, 4, 1), "আব্দুল করিম")


def guests(count: int) -> list[InvitedGuest]:
    return [InvitedGuest(f"রহিম {n} ভাই", f"A-{n:06}", n * 1000_00) for n in range(1, count + 1)]


def words_of(pdf: bytes, page: int = 0) -> str:
    return pages.page_text(pdf, page)


@pytest.mark.parametrize(
    ("size", "of_seven", "points"),
    [("A5", 7, (A5.width, A5.height)), ("A6", 7, (A6.width, A6.height)),
     ("2A5", 4, (A4.height, A4.width)), ("4A6", 2, (A4.width, A4.height))],
)  # fmt: skip
def test_each_size_has_its_paper_and_so_many_cards_a_sheet(
    size: str, of_seven: int, points: tuple[float, float]
) -> None:
    pdf = invitations(size, paper(), guests(7))
    assert pages.page_count(pdf) == of_seven
    assert pages.page_size(pdf, 0) == pytest.approx(points, abs=0.6)
    text = "\n".join(words_of(pdf, page) for page in range(of_seven))
    assert [f"রহিম {n} ভাই" in text for n in range(1, 8)] == [True] * 7


def test_a_card_says_who_invites_whom_on_which_day_in_both_calendars() -> None:
    text = words_of(invitations("A6", paper(), guests(1)))
    for said in ("নিউ ভিশন ইলেকট্রনিক্স", "শুভ হালখাতা", "রহিম 1 ভাই", "বুধবার, ১৪ এপ্রিল ২০২৭", "১লা বৈশাখ ১৪৩৪",
                 "হটলাইন", "মিষ্টিমুখ", "বিনীত, আব্দুল করিম", "A-০০০০০১"):  # fmt: skip
        assert said in text, said
    english = words_of(invitations("A6", paper(language="en"), guests(1), "en"))
    for said in ("Wednesday, 14 April 2027", "1 Boishakh 1434", "have sweets with us", "With regards"):
        assert said in english.replace("\n", " "), said


def lowest(pdf: bytes, wanted: str) -> float:
    """How far above the bottom of the page a text stands, as a share of the page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    textpage = page.get_textpage()
    found = textpage.search(wanted).get_next()
    assert found is not None, wanted
    bottom = textpage.get_charbox(found[0])[1]
    height: float = page.get_height()
    document.close()
    return float(bottom / height)


@pytest.mark.parametrize("size", ["A5", "A6"])
def test_a_folded_amount_stands_under_the_line_and_the_strip_hides_no_word(size: str) -> None:
    pdf = invitations(size, paper(), [InvitedGuest("রহিম ভাই", "A-1", 4500_00)])
    text = words_of(pdf)
    assert text.count("৪,৫০০") == 1 and "ভাঁজ করুন" in text and "১ এপ্রিল ২০২৭ পর্যন্ত" in text
    fold = lowest(pdf, "এই অংশ")
    assert lowest(pdf, "পুরোনো") < fold < 0.14
    # Folded up, the strip covers as much again: the last word of the card stands above that.
    assert lowest(pdf, "বিনীত") > 2 * 19 / 148


def test_an_open_amount_stands_on_the_card_and_none_nowhere() -> None:
    guest = [InvitedGuest("রহিম ভাই", "A-1", 4500_00)]
    shown = invitations("A6", paper("open"), guest)
    assert "৪,৫০০" in words_of(shown) and lowest(shown, "পুরোনো") > 0.2 and "ভাঁজ" not in words_of(shown)
    hidden = words_of(invitations("A6", paper("none"), guest))
    assert "৪,৫০০" not in hidden and "বাকি" not in hidden and "ভাঁজ" not in hidden


@pytest.mark.parametrize("amount", ["folded", "open", "none"])
def test_who_owes_nothing_is_invited_without_a_figure(amount: str) -> None:
    text = words_of(invitations("A6", paper(amount), [InvitedGuest("রহিম ভাই", "A-1", 0)]))
    assert "৳" not in text and "রহিম ভাই" in text


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("amount", ["folded", "open", "none"])
def test_nothing_is_drawn_where_cheap_printers_leave_the_paper_blank(
    size: str, amount: str, language: str
) -> None:
    long_words = "অনেক কথা দিয়ে সাজানো দাওয়াত। " * 18
    data = replace(paper(amount, language, long_words), title="শুভ নববর্ষ ও হালখাতা মহোৎসব ১৪৩৪ বঙ্গাব্দ")
    pdf = invitations(size, data, [InvitedGuest(LONG, "A-000123", 12_34_567_00)] * 4, language)
    image = pages.render(pdf, 0, 72)
    edge = int(SAFE_EDGE) - 1
    for y in (*range(edge), *range(image.height - edge, image.height)):
        row = image.data[y * image.stride : y * image.stride + image.width * 4]
        marks = sum(row[x] < 200 for x in range(0, len(row), 4))
        assert marks <= 4 * (size in ("2A5", "4A6")), f"ink in line {y}"


def test_long_words_and_names_stay_inside_their_card() -> None:
    pdf = invitations("A6", paper("open", words="কথা " * 140), [InvitedGuest(LONG, "A-1", 500_00)])
    assert lowest(pdf, "পুরোনো") > 0.1
    assert words_of(pdf).count("কথা") == 140


class Stops:
    """Somebody who presses Cancel after so many steps."""

    def __init__(self, after: int) -> None:
        self.after, self.seen = after, list[tuple[int, int]]()

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        self.seen.append((done, total))
        if len(self.seen) > self.after:
            raise Cancelled


def test_five_hundred_cards_tell_how_far_they_are_and_can_be_stopped() -> None:
    watched = Stops(after=10_000)
    pdf = invitations("4A6", paper(), guests(500), progress=watched)
    assert pages.page_count(pdf) == 125
    assert watched.seen[-1] == (500, 500) and len(watched.seen) >= 20
    assert [done for done, _total in watched.seen] == sorted({done for done, _total in watched.seen})
    impatient = Stops(after=3)
    with pytest.raises(Cancelled):
        invitations("4A6", paper(), guests(500), progress=impatient)
    assert impatient.seen[-1][0] < 200


def test_equal_data_give_equal_bytes_and_the_drawing_is_kept_once() -> None:
    few, many = invitations("A6", paper(), guests(2)), invitations("A6", paper(), guests(102))
    assert few == invitations("A6", paper(), guests(2))
    assert (len(many) - len(few)) / 100 < 2_000, "the alpona is drawn anew for every guest"


def test_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="A7"):
        invitations("A7", paper(), guests(1))


# ---- the lists


def lines(count: int) -> tuple[CarriedLine, ...]:
    return tuple(
        CarriedLine(f"গ্রাহক {n}", f"017{n:08}", "মিরপুর", n * 1000_00, n * 100_00, -n * 50_00, n * 850_00)
        for n in range(1, count + 1)
    )


def list_of(count: int) -> CarriedPaper:
    return CarriedPaper(SHOP, "শুভ হালখাতা", HELD, lines(count), HELD)


@pytest.mark.parametrize("made", [carried_list, guest_list])
@pytest.mark.parametrize("count", [0, 1, 22, 23, 24, 48, 49, 500])
def test_every_guest_stands_once_and_in_order_whatever_the_page_breaks(
    made: Callable[[CarriedPaper], bytes], count: int
) -> None:
    pdf = made(list_of(count))
    seen: list[int] = []
    for page in range(pages.page_count(pdf)):
        seen += [
            int(word)
            for word in words_of(pdf, page).replace("\n", " ").split("গ্রাহক ")[1:]
            for word in [word.split()[0]]
        ]
    assert seen == list(range(1, count + 1))
    assert pages.page_count(pdf) == max(1, -(-(count - 22) // 25) + 1 if count > 22 else 1)


def test_the_list_ends_with_its_sums_and_each_page_with_the_sum_so_far() -> None:
    pdf = carried_list(list_of(30))
    so_far, whole = words_of(pdf, 0), words_of(pdf, 1)
    assert "এ পর্যন্ত: ২২ জন" in so_far and "২,১৫,০৫০" in so_far  # 850 x 253
    assert "মোট: ৩০ জন" in whole and "৩,৯৫,২৫০" in whole and "৪,৬৫,০০০" in whole and "৪৬,৫০০" in whole
    assert "নতুন খাতার জের" in so_far and "১লা বৈশাখ ১৪৩৪" in so_far


def test_the_list_for_the_table_has_phone_and_due_and_nothing_private() -> None:
    text = words_of(guest_list(list_of(2)))
    assert "০১৭০০-০০০০০১" in text and "৮৫০" in text and "এসেছেন" in text
    english = words_of(guest_list(list_of(2), "en"))
    assert "Guests of the halkhata" in english and "Came" in english and "850" in english


@pytest.mark.parametrize("amount", ["folded", "open", "none"])
@pytest.mark.parametrize("size", ["A5", "A6"])
def test_the_longest_words_a_shop_may_write_end_above_the_ornament(size: str, amount: str) -> None:
    shop = replace(SHOP, address="দোকান ১২, তৃতীয় তলা, শাহ আলী প্লাজা, মিরপুর ১০ গোলচত্বর, মিরপুর, ঢাকা ১২১৬")
    data = replace(paper(amount, words=("দাওয়াতের কথা " * 50)[:600]), shop=shop)
    pdf = invitations(size, data, [InvitedGuest(LONG, "A-1", 500_00)])
    # For very long words the ornament itself is smaller: it ends at an eighth of the card.
    assert lowest(pdf, "বিনীত") > (2 * 19 / 148 if amount == "folded" else 0.125)
