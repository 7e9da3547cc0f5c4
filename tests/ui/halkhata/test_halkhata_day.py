"""The day itself: who comes is found, ticked and pays in two keys; cards before it; the book closed after it."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from shopbook.errors import Cancelled, DocumentProblem
from tests.ui.halkhata.conftest import Party


def test_a_guest_pays_the_whole_due_with_a_name_and_two_enters(party: Party) -> None:
    party.begin()
    party.find("rahim")
    party.desk.keys = 0
    party.desk.press("Enter", "Enter")
    assert party.desk.keys == 2 and party.owes("রহিম উদ্দিন") == 0
    assert party.desk.said() == "রহিম উদ্দিন: ৳২,০০০ জমা, বাকি রইল ৳০"
    report = party.report()
    assert (report.came, report.paid, report.collected_paisa, report.drive_paisa) == (1, 1, 2000_00, 2000_00)
    assert party.desk.focus is party.page.guests.box.line and party.page.guests.box.value() == ""


def test_another_amount_is_typed_over_the_offer_and_b_is_bkash(party: Party) -> None:
    party.begin()
    party.find("0002").desk.press("Enter")
    party.desk.write("৫০০b")
    party.desk.press("Enter")
    assert party.owes("রহিম উদ্দিন") == 1500
    entry = party.book.dues.statement(party.people["রহিম উদ্দিন"])[-1]
    assert (entry.method, entry.amount_paisa) == ("bkash", -500_00)


def test_the_rest_may_be_let_off_with_the_money(party: Party) -> None:
    party.begin()
    party.find("সালমা").desk.press("Enter")
    party.desk.write("600")
    panel = party.page.guests.panel
    panel.discount.line.setText("100")
    panel.discount.line.setFocus()
    party.desk.press("Enter")
    assert party.owes("সালমা বেগম") == 0
    assert (party.report().collected_paisa, party.report().lessened_paisa) == (600_00, 100_00)


def test_more_let_off_than_is_due_is_said_under_its_field(party: Party) -> None:
    party.begin()
    party.find("সালমা").desk.press("Enter")
    party.desk.write("600")
    panel = party.page.guests.panel
    panel.discount.line.setText("500")
    panel.save()
    assert panel.discount.problem_text() and party.owes("সালমা বেগম") == 700


def test_ctrl_z_takes_the_money_and_the_tick_back(party: Party) -> None:
    party.begin()
    party.find("রহিম").desk.press("Enter", "Enter", "Ctrl+Z")
    assert party.owes("রহিম উদ্দিন") == 2000
    assert (party.report().came, party.report().collected_paisa) == (0, 0)


def test_space_ticks_who_came_and_ticks_them_off_again(party: Party) -> None:
    drive = party.begin()
    party.desk.press("Down", "Space")
    assert party.report().came == 1 and "এসেছেন ১" in party.reads()
    party.desk.press("Down", "Space")
    assert party.report().came == 2
    party.desk.press("Space")
    assert party.book.halkhatas.guest_ids(drive, "came") == party.book.halkhatas.guest_ids(drive)[:1]


def test_esc_in_the_amount_leads_back_to_the_search(party: Party) -> None:
    party.begin()
    party.find("রহিম").desk.press("Enter", "Esc")
    assert party.desk.focus is party.page.guests.box.line and party.owes("রহিম উদ্দিন") == 2000


def test_esc_in_the_search_empties_it_and_then_leaves_the_page(party: Party) -> None:
    party.begin()
    party.find("রহিম").desk.press("Esc")
    assert party.page.guests.box.typed() == "" and party.page.guests.model.rowCount() == 3
    party.desk.press("Esc")
    assert party.desk.ctx.navigation.here.key != "halkhata"


def test_letters_over_the_list_go_into_the_search(party: Party) -> None:
    party.begin()
    party.desk.press("Down")
    party.desk.write("স")
    assert party.page.guests.box.line.text() == "স"


def test_a_scanned_number_chooses_its_guest(party: Party) -> None:
    party.begin()
    code = party.book.customers.get(party.people["সালমা বেগম"]).code
    assert party.page.scanned(code)
    assert party.page.guests.panel.guest.name == "সালমা বেগম"
    assert party.desk.focus is party.page.guests.panel.amount.line


def test_somebody_who_was_not_invited_becomes_a_guest_at_the_door(party: Party) -> None:
    drive = party.begin()
    party.find("নগদ ক্রেতা")
    [button] = party.page.guests._other_buttons
    assert "নগদ ক্রেতা" in button.text() and "এই নামে কোনো দাওয়াতি নেই" in party.reads()
    button.click()
    assert party.book.halkhatas.guest_of(drive, party.people["নগদ ক্রেতা"]) is not None
    assert party.page.guests.panel.guest.name == "নগদ ক্রেতা"


def test_the_chips_count_and_choose(party: Party) -> None:
    party.begin()
    party.find("রহিম").desk.press("Enter", "Enter")
    guests = party.page.guests
    guests.chips["left"].click()
    assert guests.model.rowCount() == 2
    guests.chips["paid"].click()
    assert [guests.model.row_at(0).name, guests.model.rowCount()] == ["রহিম উদ্দিন", 1]
    assert "টাকা দিয়েছেন ১" in party.reads()


def test_money_taken_with_f3_counts_and_the_report_says_so(party: Party) -> None:
    from shopbook.dues.model import PaymentDraft

    drive = party.begin()
    party.book.dues.take_payment(PaymentDraft(party.people["রহিম উদ্দিন"], 300_00, party.book.clock.today()))
    party.open({"halkhata_id": drive, "tab": "report"})
    words = party.reads()
    assert "হালখাতায় ৳০, অন্যভাবে ৳৩০০" in words and "৳৭,৪০০" in words


def test_a_guest_taken_off_the_list_is_put_back_by_undo(party: Party) -> None:
    party.begin()
    party.find("রহিম")
    party.page.guests.panel.leave.click()
    assert party.report().invited == 2
    party.desk.press("Ctrl+Z")
    assert party.report().invited == 3


def test_closing_carries_the_rest_and_undo_opens_it_again(party: Party) -> None:
    drive = party.begin()
    party.find("রহিম").desk.press("Enter", "Enter")
    party.desk.press("Ctrl+Tab")
    party.page.report.close_it.click()
    assert party.desk.said() == "বন্ধ হলো: ৳৫,৭০০ নতুন খাতায় গেল"
    assert party.book.halkhatas.get(drive).status == "closed"
    assert "এই হালখাতা বন্ধ হয়েছে" in party.reads()
    party.desk.press("Ctrl+Tab")
    assert not party.page.guests.panel.amount.isVisible()
    party.desk.press("Ctrl+Z")
    assert party.book.halkhatas.get(drive).is_open and party.page.guests.panel.amount.isVisible()


def test_a_tile_of_the_report_opens_its_list(party: Party) -> None:
    party.begin()
    party.desk.press("Ctrl+Tab")
    party.page.report.tiles["left"].pressed.emit()
    assert party.page.tabs.key == "guests" and party.page.guests.chips["left"].isChecked()


def test_a_halkhata_called_off_can_be_opened_again(party: Party) -> None:
    drive = party.begin()
    party.desk.press("Ctrl+Tab")
    party.page.report.call_off.click()
    assert party.book.halkhatas.get(drive).status == "cancelled"
    party.page.report.again.click()
    assert party.book.halkhatas.get(drive).is_open


# ---- paper


def test_all_cards_come_as_one_paper_drawn_on_the_other_thread(party: Party) -> None:
    drive = party.begin(days=5)
    party.desk.press("Ctrl+P")
    party.wait()
    preview = party.desk.ctx.navigation.page("preview")
    assert preview.view.page_count() == 1 and preview.paper.file_name == "halkhata-2026-11-26.pdf"
    assert party.book.halkhatas.get(drive).printed == 0, "looking is not printing"
    preview.paper.printed()
    assert party.book.halkhatas.get(drive).printed == 3


def test_cards_saved_as_a_file_count_as_printed(party: Party, tmp_path: object) -> None:
    drive = party.begin(days=5)
    party.desk.press("Ctrl+P")
    party.wait()
    preview = party.desk.ctx.navigation.page("preview")
    preview.file.set_value(f"{tmp_path}/দাওয়াত.pdf")
    preview.save_now()
    assert party.book.halkhatas.get(drive).printed == 3
    party.desk.ctx.navigation.back()
    assert "কার্ড ছাপা হয়েছে" in str(party.page.guests.model.index(0, 0).data())


def test_stopped_half_way_no_card_counts_as_printed(party: Party, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.printing import print_paper
    from ui.widgets import preview

    drive = party.begin(days=5)

    def stopped(*_args: object, **_more: object) -> None:
        raise Cancelled

    monkeypatch.setattr(preview, "print_pdf", stopped)
    print_paper(party.desk.ctx, "invitations", {"halkhata_id": drive})
    party.wait()
    assert party.book.halkhatas.get(drive).printed == 0
    monkeypatch.setattr(preview, "print_pdf", lambda *_args, **_more: None)
    print_paper(party.desk.ctx, "invitations", {"halkhata_id": drive})
    party.wait()
    assert party.book.halkhatas.get(drive).printed == 3


def test_without_a_printer_nothing_counts_and_the_way_out_is_shown(
    party: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shopbook.errors import Message
    from ui.printing import print_paper
    from ui.widgets import preview

    drive = party.begin(days=5)

    def missing(*_args: object, **_more: object) -> None:
        raise DocumentProblem(Message("No printer was found."))

    monkeypatch.setattr(preview, "print_pdf", missing)
    print_paper(party.desk.ctx, "invitations", {"halkhata_id": drive})
    party.wait()
    assert party.book.halkhatas.get(drive).printed == 0
    note = party.desk.ctx.messages.last()
    assert note is not None and note.kind == "problem"


def test_the_two_lists_are_papers_of_their_own(party: Party) -> None:
    from shopbook.documents import pages

    drive = party.begin(days=5)
    party.page.guests.paper_list.click()
    view = party.desk.ctx.navigation.page("preview").view
    assert "হালখাতার দাওয়াতি তালিকা" in pages.page_text(view.pdf, 0)
    party.open({"halkhata_id": drive, "tab": "report"})
    party.page.report.paper.click()
    assert "নতুন খাতার জের" in pages.page_text(party.desk.ctx.navigation.page("preview").view.pdf, 0)


def test_the_day_in_the_head_is_in_both_calendars(party: Party) -> None:
    party.begin(days=3)
    assert party.page.when.text() == "মঙ্গলবার, ২৪ নভেম্বর ২০২৬ · ৯ই অগ্রহায়ণ ১৪৩৩ · ৩ দিন পরে · শুভ হালখাতা"
    assert party.book.halkhatas.get(party.page.drive_id).held_on == dt.date(2026, 11, 24)
    assert party.page.guests.list.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_only_who_has_no_card_yet_gets_one_and_a_lost_one_is_printed_alone(party: Party) -> None:
    drive = party.begin(days=5)
    ids = party.book.halkhatas.guest_ids(drive)
    party.book.halkhatas.printed(drive, ids[:2])
    party.desk.settle()
    assert party.page.guests.cards.text() == "দাওয়াত কার্ড ১"
    party.desk.press("Ctrl+P")
    party.wait()
    preview = party.desk.ctx.navigation.page("preview")
    assert "সালমা" in words(preview) and "রহিম" not in words(preview)
    preview.paper.printed()
    party.desk.ctx.navigation.back()
    party.desk.settle()
    assert party.page.guests.cards.text() == "দাওয়াত কার্ড"
    party.find("রহিম")
    party.page.guests.panel.print.click()
    party.wait()
    assert "রহিম" in words(preview) and "সালমা" not in words(preview) and preview.view.page_count() == 1
    preview.sizes.set_value("4A6")
    party.desk.ctx.navigation.back()
    party.desk.press("Ctrl+P")
    party.wait()
    assert "সালমা" in words(preview) and "রহিম" in words(preview)


def words(preview: object) -> str:
    """Every word of the paper shown."""
    from shopbook.documents import pages

    pdf = preview.view.pdf  # type: ignore[attr-defined]
    return "\n".join(pages.page_text(pdf, page) for page in range(pages.page_count(pdf)))


def test_the_same_money_twice_is_asked_about_and_one_enter_too_many_takes_nothing(party: Party) -> None:
    party.begin()
    party.find("রহিম").desk.press("Enter")
    party.desk.write("500")
    party.desk.press("Enter", "Enter", "Enter")
    assert party.owes("রহিম উদ্দিন") == 1500 and party.owes("আব্দুল করিম") == 5000
    party.find("রহিম").desk.press("Enter")
    party.desk.write("500")
    party.desk.press("Enter")
    assert party.owes("রহিম উদ্দিন") == 1500
    assert "A-০০০০০১" in party.page.guests.panel.amount.problem_text()
    party.desk.press("Enter")
    assert party.owes("রহিম উদ্দিন") == 1000
