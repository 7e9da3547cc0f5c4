"""The services of one book and how they are wired: the composition root. No rule and no SQL lives here.

Each is made, and its noun imported, when it is first asked for: a shopkeeper who opens the day's list should not wait
for sales, warranties and imports that come an hour later.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from shopbook.storage.store import Store

if TYPE_CHECKING:
    from shopbook.backups.operations import Backups
    from shopbook.calls.operations import Calls
    from shopbook.care.complaints import Complaints
    from shopbook.care.demands import Demands
    from shopbook.care.feedback import Feedback
    from shopbook.care.promises import Promises
    from shopbook.care.rewards import Rewards
    from shopbook.customers.operations import Customers
    from shopbook.directory.operations import Helpers
    from shopbook.drafts import Drafts
    from shopbook.dues.operations import Dues
    from shopbook.dues.plans import Plans
    from shopbook.dues.receivables import Receivables
    from shopbook.exchange.announcement import Announcements
    from shopbook.exchange.archive import Archive
    from shopbook.exchange.call_log import CallLog
    from shopbook.exchange.operations import Exchange
    from shopbook.followups.call_sheets import CallSheets
    from shopbook.followups.day_summary import DaySummaries
    from shopbook.followups.operations import Followups
    from shopbook.halkhata.operations import Halkhatas
    from shopbook.history.operations import History
    from shopbook.merging.operations import Merging
    from shopbook.notes.operations import Notes
    from shopbook.products.operations import Products
    from shopbook.protection.operations import Protection
    from shopbook.reports.lift import Lift
    from shopbook.reports.service import ServiceReport
    from shopbook.sales.deliveries import Deliveries
    from shopbook.sales.operations import Sales
    from shopbook.sales.returns import Returns
    from shopbook.search.queries import Search
    from shopbook.service.operations import Jobs
    from shopbook.settings.operations import Settings
    from shopbook.staff.signing import Signing
    from shopbook.trash.operations import Trash
    from shopbook.warranties.operations import Warranties
    from shopbook.warranties.visits import Visits
    from shopbook.wording.operations import Wording


class Services:
    """What a book can do, a service a noun, lowest noun first."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def settings(self) -> Settings:
        from shopbook.settings.operations import Settings

        return Settings(self.store)

    @cached_property
    def signing(self) -> Signing:
        from shopbook.staff.signing import Signing

        return Signing(self.store)

    @cached_property
    def drafts(self) -> Drafts:
        from shopbook.drafts import Drafts

        return Drafts(self.store)

    @cached_property
    def search(self) -> Search:
        from shopbook.search.queries import Search

        return Search(self.store)

    @cached_property
    def customers(self) -> Customers:
        from shopbook.customers.operations import Customers

        return Customers(self.store)

    @cached_property
    def products(self) -> Products:
        from shopbook.products.operations import Products

        return Products(self.store)

    @cached_property
    def dues(self) -> Dues:
        from shopbook.dues.operations import Dues

        return Dues(self.store)

    @cached_property
    def plans(self) -> Plans:
        from shopbook.dues.plans import Plans

        return Plans(self.store, self.dues)

    @cached_property
    def receivables(self) -> Receivables:
        from shopbook.dues.receivables import Receivables

        return Receivables(self.store)

    @cached_property
    def warranties(self) -> Warranties:
        from shopbook.warranties.operations import Warranties

        return Warranties(self.store)

    @cached_property
    def visits(self) -> Visits:
        from shopbook.warranties.visits import Visits

        return Visits(self.store)

    @cached_property
    def complaints(self) -> Complaints:
        from shopbook.care.complaints import Complaints

        return Complaints(self.store)

    @cached_property
    def promises(self) -> Promises:
        from shopbook.care.promises import Promises

        return Promises(self.store)

    @cached_property
    def demands(self) -> Demands:
        from shopbook.care.demands import Demands

        return Demands(self.store)

    @cached_property
    def feedback(self) -> Feedback:
        from shopbook.care.feedback import Feedback

        return Feedback(self.store)

    @cached_property
    def rewards(self) -> Rewards:
        from shopbook.care.rewards import Rewards

        return Rewards(self.store)

    @cached_property
    def jobs(self) -> Jobs:
        from shopbook.service.operations import Jobs

        return Jobs(self.store, self.dues, self.warranties, self.visits)

    @cached_property
    def helpers(self) -> Helpers:
        from shopbook.directory.operations import Helpers

        return Helpers(self.store)

    @cached_property
    def wording(self) -> Wording:
        from shopbook.wording.operations import Wording

        return Wording(self.store)

    @cached_property
    def call_sheets(self) -> CallSheets:
        from shopbook.followups.call_sheets import CallSheets

        return CallSheets(self.store, self.settings, self.followups)

    @cached_property
    def day_summaries(self) -> DaySummaries:
        from shopbook.followups.day_summary import DaySummaries

        return DaySummaries(self.store, self.settings, self.followups)

    @cached_property
    def sales(self) -> Sales:
        from shopbook.sales.operations import Sales

        return Sales(self.store, self.products, self.dues, self.warranties)

    @cached_property
    def returns(self) -> Returns:
        from shopbook.sales.returns import Returns

        return Returns(self.store, self.sales, self.dues, self.visits)

    @cached_property
    def deliveries(self) -> Deliveries:
        from shopbook.sales.deliveries import Deliveries

        return Deliveries(self.store, self.dues, self.warranties, self.returns)

    @cached_property
    def halkhatas(self) -> Halkhatas:
        from shopbook.halkhata.operations import Halkhatas

        return Halkhatas(self.store, self.dues)

    @cached_property
    def notes(self) -> Notes:
        from shopbook.notes.operations import Notes

        return Notes(self.store, self.complaints)

    @cached_property
    def calls(self) -> Calls:
        from shopbook.calls.operations import Calls

        care = (self.complaints, self.promises, self.demands, self.feedback)
        return Calls(self.store, self.customers, self.dues, *care)

    @cached_property
    def followups(self) -> Followups:
        from shopbook.followups.operations import Followups

        # The list itself needs none of these; they are asked for when something is written down.
        care = (lambda: self.promises, lambda: self.demands)
        return Followups(self.store, self.settings, lambda: self.calls, *care)

    @cached_property
    def history(self) -> History:
        from shopbook.history.operations import History

        return History(self.store, self.customers, self.dues, self.sales)

    @cached_property
    def lift(self) -> Lift:
        from shopbook.reports.lift import Lift

        return Lift(self.store)

    @cached_property
    def service_report(self) -> ServiceReport:
        from shopbook.reports.service import ServiceReport

        return ServiceReport(self.store)

    @cached_property
    def exchange(self) -> Exchange:
        from shopbook.exchange.operations import Exchange

        return Exchange(self.store, self.customers, self.dues)

    @cached_property
    def call_log(self) -> CallLog:
        from shopbook.exchange.call_log import CallLog

        return CallLog(self.store, self.settings, self.customers, self.calls)

    @cached_property
    def announcements(self) -> Announcements:
        from shopbook.exchange.announcement import Announcements

        return Announcements(self.store, self.settings, self.followups)

    @cached_property
    def archive(self) -> Archive:
        from shopbook.exchange.archive import Archive

        return Archive(self.store)

    @cached_property
    def merging(self) -> Merging:
        from shopbook.merging.operations import Merging

        return Merging(self.store, self.customers, self.dues)

    @cached_property
    def trash(self) -> Trash:
        from shopbook.trash.operations import Trash

        return Trash(self.store, self.customers, self.history)

    @cached_property
    def backups(self) -> Backups:
        from shopbook.backups.operations import Backups

        return Backups(self.store, self.settings)

    @cached_property
    def protection(self) -> Protection:
        from shopbook.protection.operations import Protection

        return Protection(self.store)
