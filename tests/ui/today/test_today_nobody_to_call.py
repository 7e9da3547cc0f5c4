"""Cards without a number, and cards without a person: only what makes sense is offered."""

from __future__ import annotations

from shopbook.care.complaints import ComplaintDraft
from shopbook.followups.reminders import ReminderDraft
from tests.ui.desk import Desk
from ui.widgets.buttons import Button


def offered(desk: Desk) -> list[str]:
    """The buttons under the opened card, as they are read."""
    panel = desk.page.panel
    shown = [button for button in panel.buttons if button.isVisibleTo(panel) and button is not panel.more]
    return [button.accessibleName() for button in shown if isinstance(button, Button)]


def test_a_rumour_is_the_shops_own_work_and_nobody_is_missed_on_the_phone(desk: Desk) -> None:
    desk.book.complaints.open(
        ComplaintDraft("মাল নাকি নকল", kind="rumour", promised_on=desk.book.clock.today())
    )
    desk.begin().settle()
    assert "ফোন নম্বর নেই" not in desk.panel()
    assert sorted(offered(desk)) == sorted(["হয়ে গেছে", "পিছিয়ে দিন"])
    desk.page.panel.finish.click()
    assert desk.sheet is not None


def test_somebody_without_a_number_can_be_talked_to_but_not_missed(desk: Desk) -> None:
    id = desk.customer("করিম")
    desk.book.followups.remind(ReminderDraft("টিভির মাপ জানাতে হবে", desk.book.clock.today(), customer_id=id))
    desk.begin().settle()
    assert "ফোন নম্বর নেই" in desk.panel()
    assert "ধরেননি" not in offered(desk)
    assert "কথা হয়েছে" in offered(desk)
