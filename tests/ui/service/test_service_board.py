"""The board of the workshop: the late ones first, one key for the next step, and a way back from each."""

from __future__ import annotations

import datetime as dt

from shopbook.localisation.language import _
from shopbook.service.model import Finding
from tests.ui.desk import Desk
from tests.ui.service.bench import brought, deeds, lines, opened, page

MENDED = Finding("repaired", "কয়েল বদলানো", charge_paisa=500_00, cost_paisa=120_00)


def test_an_empty_workshop_says_what_belongs_there_and_how_to_fill_it(desk: Desk) -> None:
    desk.begin()
    page(desk)
    assert desk.focus.accessibleName() == _("Take in for service")
    desk.press("N")
    assert desk.sheet.person.isVisible()


def test_the_late_ones_come_first_then_the_ready_ones_then_each_where_it_is(desk: Desk) -> None:
    jobs = desk.book.jobs
    brought(desk, "ফ্যান", days_ago=3, due=2)
    brought(desk, "ফ্রিজ", days_ago=20, due=-5, name="রহিমা")
    ready = brought(desk, "জগ", days_ago=4, due=-1, name="করিম")
    away = brought(desk, "টিভি", days_ago=9, due=6)
    jobs.ready(ready.id, MENDED)
    jobs.send(away.id, "ওয়ালটন")
    desk.begin()
    assert lines(desk) == [
        "কথার চেয়ে দেরি ১",
        "ফ্রিজ, A-০০০০০২, রহিমা · জমা নেওয়া · জমা ২০ দিন, ৫ দিন দেরি",
        "তৈরি — গ্রাহককে জানান ১",
        "জগ, A-০০০০০৩, করিম · তৈরি আজ, তৈরি",
        "দোকানে কাজ চলছে ১",
        "ফ্যান, A-০০০০০১, জসিম · জমা নেওয়া · জমা ৩ দিন, কথা: ২ দিন পরে",
        "কোম্পানিতে আছে ১",
        "টিভি, A-০০০০০৪, জসিম · কোম্পানিতে · জমা ৯ দিন, কথা: ৬ দিন পরে",
    ]
    chips = [button.text() for button in page(desk).board.chips.values()]
    assert chips == ["জমা আছে ৪", "দেরি ১", "তৈরি ১", "কোম্পানিতে ১", "পার্টস লাগবে", "বুঝিয়ে দেওয়া"]


def test_the_opened_job_says_whose_what_and_how_late_and_never_what_it_cost_unasked(desk: Desk) -> None:
    job = brought(desk, "ফ্রিজ", "ঠান্ডা হয় না", days_ago=12, due=-5, condition="দাগ আছে", accessories="রিমোট")
    desk.book.jobs.ready(job.id, MENDED)
    desk.begin()
    shown = opened(desk)
    for words in ("জসিম", "০১৮১১-০০০০০৯", "ঠান্ডা হয় না", "দাগ আছে", "রিমোট", "কয়েল বদলানো", "৳৫০০"):
        assert words in shown
    assert "৳১২০" not in shown
    desk.press("Alt+P")
    assert "৳১২০" in opened(desk)
    desk.ctx.navigation.go("today")
    assert "৳১২০" not in opened(desk), "the eye closes by itself"


def test_only_what_fits_the_state_is_offered(desk: Desk) -> None:
    job = brought(desk, due=3)
    desk.begin()
    assert {"next", "company", "later", "look", "part", "edit", "end"} <= deeds(desk)
    assert "undo" not in deeds(desk), "taking in is not a step to take back"
    desk.book.jobs.send(job.id, "ওয়ালটন")
    assert {"look", "part", "end"}.isdisjoint(deeds(desk)), "what is away cannot be worked on"
    assert _("It came back") in opened(desk)
    assert {"company", "later", "undo"} <= deeds(desk)
    desk.book.jobs.ready(job.id, Finding("repaired"))
    assert {"later", "company", "part"}.isdisjoint(deeds(desk))
    assert _("Hand over") in opened(desk)
    desk.book.jobs.deliver(job.id)
    page(desk).open("closed")
    assert {"next", "edit", "later", "end"}.isdisjoint(deeds(desk))


def test_looked_at_with_one_key_and_taken_back_with_another(desk: Desk) -> None:
    job = brought(desk)
    desk.begin()
    page(desk)
    desk.press("K")
    assert desk.book.jobs.get(job.id).status == "checking"
    assert desk.said() == "A-০০০০০১: দেখা হচ্ছে"
    desk.press("U")
    assert desk.book.jobs.get(job.id).status == "received"
    desk.press("K", "Ctrl+Z")
    assert desk.book.jobs.get(job.id).status == "received"


def test_another_day_is_promised_with_two_keys(desk: Desk) -> None:
    job = brought(desk, due=-2, days_ago=9)
    desk.begin()
    page(desk)
    desk.press("S").write("+3")
    desk.press("Enter").settle()
    assert desk.keys == 2
    assert desk.book.jobs.get(job.id).promised_on == dt.date(2026, 11, 24)
    assert desk.sheet is None
    assert lines(desk)[0] == "দোকানে কাজ চলছে ১", "it is not late any more"
    assert "২১ নভেম্বর · নতুন দিনের কথা" in page(desk).board.panel.steps.texts()


def test_without_a_day_it_is_asked_for_under_the_field(desk: Desk) -> None:
    brought(desk, due=-2, days_ago=9)
    desk.begin()
    page(desk)
    desk.press("S", "Enter")
    assert desk.sheet.day.problem_text() == _("Choose the day.")


def test_the_company_is_remembered_asked_again_and_it_comes_back(desk: Desk) -> None:
    earlier = brought(desk, "টিভি", days_ago=30)
    desk.book.jobs.send(earlier.id, "ওয়ালটন সার্ভিস সেন্টার", on=dt.date(2026, 10, 25))
    desk.book.jobs.came_back(earlier.id)
    desk.book.jobs.cancel(earlier.id, "লাগবে না")
    job = brought(desk, "ফ্রিজ")
    desk.begin()
    page(desk)
    desk.press("C", "Down", "Enter").settle()
    assert desk.book.jobs.get(job.id).company == "ওয়ালটন সার্ভিস সেন্টার"
    shown = opened(desk)
    assert "ওয়ালটন সার্ভিস সেন্টার" in shown
    desk.days_later(7)
    desk.press("C").write("প্যানেল আসেনি")
    desk.sheet.expected.chips[0].click()
    desk.press("Enter").settle()
    asked = desk.book.jobs.events(job.id)[-1]
    assert (asked.deed, asked.note) == ("chase", "প্যানেল আসেনি")
    assert "কোম্পানিতে ১ বার খোঁজ" in opened(desk)
    desk.press("D").write("বোর্ড বদলানো")
    desk.press("Enter").settle()
    back = desk.book.jobs.get(job.id)
    assert (back.status, back.back_on) == ("checking", dt.date(2026, 11, 28))


def test_a_part_is_waited_for_with_its_name(desk: Desk) -> None:
    job = brought(desk)
    desk.begin()
    page(desk)
    desk.press("W").write("হিটিং কয়েল")
    desk.press("Enter").settle()
    assert desk.book.jobs.get(job.id).status == "waiting_part"
    assert "২১ নভেম্বর · পার্টসের অপেক্ষায় — হিটিং কয়েল" in page(desk).board.panel.steps.texts()


def test_refusing_it_needs_a_reason_and_what_its_owner_takes_back_is_another_thing(desk: Desk) -> None:
    job = brought(desk)
    desk.begin()
    page(desk)
    desk.press("X", "Enter")
    assert desk.sheet.note.problem_text() == _("Write why.")
    desk.sheet.step.buttons[desk.sheet.steps.index("cancel")].click()
    desk.write("অন্য জায়গায় করাবেন")
    desk.press("Enter").settle()
    ended = desk.book.jobs.get(job.id)
    assert (ended.status, ended.close_reason) == ("cancelled", "অন্য জায়গায় করাবেন")
    desk.press("Ctrl+Z")
    assert desk.book.jobs.get(job.id).status == "received"


def test_a_step_that_was_begun_is_there_again_after_esc(desk: Desk) -> None:
    brought(desk)
    desk.begin()
    page(desk)
    desk.press("C").write("ওয়াল")
    desk.press("Esc")  # closes the list of companies
    desk.ctx.navigation.close_sheet()
    desk.press("C").settle()
    assert desk.sheet.company.typed() == "ওয়াল"
    desk.ctx.navigation.close_sheet()
    desk.press("W").settle()
    assert desk.sheet.step.value() == "part", "another key means another step"


def test_a_job_is_found_by_number_phone_name_or_scan(desk: Desk) -> None:
    rahim = desk.customer("আব্দুর রহিম", "01712345678")
    mine = brought(desk, "টিভি", customer_id=rahim, serial="SN-88001234")
    other = brought(desk, "জগ", name="জসিম উদ্দিন")
    desk.begin()
    for asked, found in (
        ("১", mine),
        ("A-2", other),
        ("০১৭১২৩৪৫৬৭৮", mine),
        ("rahim", mine),
        ("জসিম", other),
    ):
        page(desk).box.set_value(asked)
        page(desk).look_up()
        chosen = page(desk).board.chosen()
        assert chosen is not None
        assert chosen.id == found.id, asked
    assert page(desk).scanned("SN88001234")
    assert page(desk).board.chosen().id == mine.id  # type: ignore[union-attr]
    page(desk).box.set_value("XYZ-404")
    page(desk).look_up()
    assert page(desk).box.problem_text() == _("No job has this number, serial, phone or name.")
    assert lines(desk) == []


def test_letters_over_the_board_go_on_in_its_box(desk: Desk) -> None:
    brought(desk, "জগ")
    desk.begin()
    page(desk)
    desk.write("7")
    assert page(desk).box.typed() == "7"


def test_who_comes_back_to_the_desk_sees_the_whole_board(desk: Desk) -> None:
    brought(desk, "জগ")
    desk.begin()
    page(desk).open({"find": "XYZ-404"})
    desk.ctx.navigation.go("today")
    assert len(lines(desk)) == 2
    assert page(desk).box.typed() == ""


def test_earlier_jobs_of_the_same_piece_are_told_and_opened(desk: Desk) -> None:
    first = brought(desk, "টিভি", "শব্দ নেই", days_ago=60, serial="SN-88001234")
    desk.book.jobs.ready(first.id, MENDED)
    desk.book.jobs.deliver(first.id, 500_00)
    brought(desk, "টিভি", "ছবি নেই", serial="SN-88001234")
    desk.begin()
    shown = opened(desk)
    assert "জিনিসটা আরও ১ বার এসেছিল" in shown
    assert "কয়েল বদলানো" in shown
    page(desk).board.panel.earlier.opened.emit(first.id)
    assert page(desk).board.chosen().id == first.id  # type: ignore[union-attr]
    assert page(desk).board.which == "closed"


def test_the_owner_is_called_and_a_strangers_number_is_copied(desk: Desk) -> None:
    rahim = desk.customer("রহিম", "01712345678")
    brought(desk, "টিভি", customer_id=rahim)
    desk.begin()
    page(desk)
    desk.press("F5")
    assert desk.sheet is not None, "the call strip of Rahim"
    desk.ctx.navigation.close_sheet()
    brought(desk, "জগ", due=-1, days_ago=3)
    page(desk).open("late")
    desk.press("F5")
    assert desk.said() == _("{phone} is copied").format(phone="০১৮১১-০০০০০৯")
    assert desk.ctx.navigation.customer_here() is None


def test_enter_leads_to_whose_it_is_and_for_a_stranger_to_what_was_written(desk: Desk) -> None:
    rahim = desk.customer("রহিম", "01712345678")
    brought(desk, "টিভি", customer_id=rahim, due=1)
    desk.begin()
    page(desk)
    desk.press("Enter")
    here = desk.ctx.navigation.here
    assert here is not None
    assert (here.key, here.target) == ("customer", rahim)
    stranger = brought(desk, "জগ", due=-1, days_ago=3)
    page(desk).open("late")
    desk.press("Enter")
    assert desk.sheet.job.id == stranger.id
