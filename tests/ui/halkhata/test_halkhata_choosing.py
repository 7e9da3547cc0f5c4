"""Beginning a halkhata: the day, from how much due, who that is, and who is left out."""

from __future__ import annotations

import datetime as dt

from tests.ui.halkhata.conftest import Party


def names(party: Party) -> list[str]:
    model = party.page.choosing.model
    return [model.row_at(row).name for row in range(model.rowCount())]


def test_a_shop_without_a_halkhata_is_asked_for_one_on_the_coming_boishakh(party: Party) -> None:
    choosing = party.open().page.choosing
    assert party.page.stack.currentWidget() is choosing
    assert choosing.fields.held_on.value() == dt.date(2027, 4, 14)
    assert choosing.fields.held_on.hint_now() == "বুধবার, ১৪ এপ্রিল ২০২৭ · ১লা বৈশাখ ১৪৩৪ · ৪ মাস পরে"
    assert names(party) == ["আব্দুল করিম", "রহিম উদ্দিন", "সালমা বেগম"]
    assert choosing.summary.text() == "৩ জন · মোট বাকি ৳৭,৭০০"
    assert party.desk.focus is choosing.fields.held_on.line


def test_the_list_and_its_sum_follow_the_amount_and_the_area(party: Party) -> None:
    choosing = party.open().page.choosing
    choosing.least.line.setText("৫০")
    choosing.count()
    assert choosing.summary.text() == "৪ জন · মোট বাকি ৳৭,৭৯০"
    choosing.area.set_value("মিরপুর")
    choosing.count()
    assert names(party) == ["রহিম উদ্দিন", "সালমা বেগম"]
    choosing.least.line.setText("10000")
    choosing.count()
    assert names(party) == [] and not choosing.invite.isEnabled()
    assert "এত টাকা কারও বাকি নেই" in party.reads()
    assert "৳০" not in party.reads(), "nobody and no money are not counted above it"


def test_space_leaves_somebody_out_and_takes_them_in_again(party: Party) -> None:
    choosing = party.open().page.choosing
    choosing.list.setFocus()
    party.desk.press("Space")
    assert choosing.summary.text() == "২ জন · মোট বাকি ৳২,৭০০"
    party.desk.press("Space", "Down", "Space")
    assert choosing.summary.text() == "২ জন · মোট বাকি ৳৫,৭০০"
    choosing.begin()
    assert party.report().invited == 2
    assert party.book.halkhatas.guest_of(party.page.drive_id, party.people["রহিম উদ্দিন"]) is None


def test_ctrl_enter_in_a_field_writes_the_invitations_down(party: Party) -> None:
    party.open()
    party.desk.press("Ctrl+Enter")
    assert party.desk.said() == "৩ জন দাওয়াত পেলেন"
    assert party.page.stack.currentWidget() is party.page.tabs
    drive = party.book.halkhatas.get(party.page.drive_id)
    assert (drive.title, drive.held_on, drive.words, drive.amount_shown) == (
        "শুভ হালখাতা", dt.date(2027, 4, 14), "", "folded",
    )  # fmt: skip


def test_any_day_may_be_typed_and_a_past_one_is_said_under_the_field(party: Party) -> None:
    choosing = party.open().page.choosing
    choosing.fields.held_on.line.setText("1/11/2026")
    choosing.begin()
    assert choosing.fields.held_on.problem_text() == "এই দিন পার হয়ে গেছে।"
    assert party.book.halkhatas.ids() == []
    choosing.fields.held_on.line.setText("+7")
    choosing.begin()
    assert party.book.halkhatas.get(party.page.drive_id).held_on == dt.date(2026, 11, 28)


def test_what_cannot_be_read_is_said_at_once_for_every_field(party: Party) -> None:
    choosing = party.open().page.choosing
    choosing.fields.held_on.line.setText("কবে যেন")
    choosing.fields.title.line.setText("")
    choosing.least.line.setText("অনেক")
    choosing.begin()
    assert choosing.fields.held_on.problem_text() and choosing.least.problem_text()
    choosing.fields.held_on.line.setText("+7")
    choosing.least.line.setText("500")
    choosing.begin()
    assert choosing.fields.title.problem_text() == "কার্ডের শিরোনাম কী হবে?"


def test_another_drive_is_begun_beside_the_first_and_back_leads_to_it(party: Party) -> None:
    first = party.begin(days=10)
    party.desk.press("Alt+N")
    assert party.page.stack.currentWidget() is party.page.choosing
    party.desk.press("Esc")
    assert party.page.stack.currentWidget() is party.page.tabs and party.page.drive_id == first
    party.desk.press("Alt+N", "Ctrl+Enter")
    assert len(party.book.halkhatas.ids()) == 2 and party.page.drives.isVisible()


def test_day_and_words_are_changed_in_a_sheet_with_a_way_back(party: Party) -> None:
    party.begin(days=10)
    party.desk.press("Ctrl+E")
    sheet = party.desk.sheet
    sheet.fields.held_on.line.setText("+3")
    sheet.fields.words.area.setPlainText("আসবেন কিন্তু")
    party.desk.press("Ctrl+Enter")
    drive = party.book.halkhatas.get(party.page.drive_id)
    assert (drive.held_on, drive.words) == (dt.date(2026, 11, 24), "আসবেন কিন্তু") and party.desk.sheet is None
    party.desk.press("Ctrl+Z")
    assert party.book.halkhatas.get(party.page.drive_id).words == ""
