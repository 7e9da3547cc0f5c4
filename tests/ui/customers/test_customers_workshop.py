"""What lies in the workshop, in a customer's story and in the search box: read in words, opened with one press."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shopbook.service.model import Finding, JobDraft
from ui.context import Context
from ui.customers.entry import open_entry
from ui.customers.finds import finds
from ui.customers.profile import CustomerPage
from ui.main_window import MainWindow

Add = Callable[..., int]


@pytest.fixture
def rahim(add: Add) -> int:
    return add("রহিম", "01712345678", honorific="bhai")


def brings(ctx: Context, customer_id: int | None) -> int:
    draft = JobDraft("ফ্যান", "ঘোরে না", customer_id, name="জসিম", serial="SN-88001234")
    return ctx.book.jobs.take_in(draft).id


@pytest.fixture
def went(window: MainWindow, ctx: Context, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """Where the program was told to go."""
    told: list[tuple[str, object]] = []
    monkeypatch.setattr(ctx.navigation, "go", lambda key, target=None: told.append((key, target)))
    return told


def test_a_repair_stands_in_the_story_with_its_number(window: MainWindow, ctx: Context, rahim: int) -> None:
    job = brings(ctx, rahim)
    ctx.book.jobs.ready(job, Finding("repaired", "কয়েল বদলানো", charge_paisa=300_00))
    ctx.book.jobs.deliver(job, paid_paisa=100_00)
    ctx.navigation.go("customer", rahim)
    page = ctx.navigation.page("customer")
    assert isinstance(page, CustomerPage)
    page.timeline.choose("bought")
    looks = [page.timeline.look(entry) for entry in page.timeline.model.rows()]
    assert [look.icon for look in looks] == ["hammer", "hammer"]
    assert looks[0].second == "জব A-০০০০০১ · কয়েল বদলানো" and looks[1].second == "জব A-০০০০০১ · ঘোরে না"
    assert all("ফ্যান" in look.title for look in looks)


def test_an_entry_of_the_workshop_opens_the_job(
    ctx: Context, rahim: int, went: list[tuple[str, object]]
) -> None:
    job = brings(ctx, rahim)
    ctx.book.jobs.cancel(job, "লাগবে না")
    page = CustomerPage(ctx)
    for entry in ctx.book.history.timeline(rahim, ("job", "job_closed")):
        open_entry(ctx, rahim, entry, page.timeline.look(entry), private=False)
    assert went == [("service", {"job_id": job, "customer_id": rahim})] * 2
    page.deleteLater()


@pytest.mark.parametrize("typed", ["A-000001", "SN-88001234", "৮৮০০১২৩৪", "1234"])
def test_the_search_box_leads_to_the_job(
    ctx: Context, rahim: int, went: list[tuple[str, object]], typed: str
) -> None:
    job = brings(ctx, rahim)
    found = [item for item in finds(ctx, typed) if item.icon == "hammer"]
    assert len(found) == 1 and "রহিম" in found[0].detail
    found[0].open()
    assert went == [("service", {"job_id": job})]


def test_the_job_of_somebody_who_is_not_in_the_book_is_found_too(
    ctx: Context, went: list[tuple[str, object]]
) -> None:
    job = brings(ctx, None)
    [item] = [item for item in finds(ctx, "A-000001") if item.icon == "hammer"]
    item.open()
    assert went == [("service", {"job_id": job})]
