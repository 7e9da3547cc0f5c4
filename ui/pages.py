"""Which pages, deeds and finds the window has: the one place where the noun folders meet. Imports of nouns stand inside
the functions that need them, so that a start builds only the first page."""

from __future__ import annotations

from functools import partial

from shopbook.localisation.language import _
from ui import openings
from ui.actions import Action
from ui.context import Context
from ui.deeds import actions as actions
from ui.navigation import Find, PageSpec, PaletteItem
from ui.page import Page

# Fewer letters begin too many names of people.
DEEDS_FROM = 3


def page_specs(ctx: Context) -> list[PageSpec]:
    """The pages in the order of the rail; each factory imports its noun on the first visit."""
    openings.register(ctx)
    return [
        PageSpec(
            "today",
            lambda: _("Today's work"),
            "sun",
            partial(_today, ctx),
            badge=partial(_waiting_today, ctx),
            badge_tone="red",
        ),
        PageSpec("customers", lambda: _("Customers"), "users", partial(_customers, ctx)),
        PageSpec("sales", lambda: _("Sales"), "shopping-bag", partial(_sales, ctx)),
        # i18n: on the rail: the book of what customers owe
        PageSpec("dues", lambda: _("Dues book"), "book-open", partial(_dues, ctx)),
        PageSpec("warranty", lambda: _("Warranties"), "shield-check", partial(_warranty, ctx)),
        PageSpec(
            "service",
            # i18n: on the rail: things taken in for repair
            lambda: _("Servicing"),
            "hammer",
            partial(_service, ctx),
            badge=partial(_late_jobs, ctx),
            badge_tone="red",
        ),
        PageSpec(
            "complaints",
            lambda: _("Complaints"),
            "triangle-alert",
            partial(_complaints, ctx),
            badge=partial(_open_complaints, ctx),
            badge_tone=partial(_complaints_tone, ctx),
        ),
        PageSpec(
            "promises",
            # i18n: on the rail, where long words are cut
            lambda: _("Promises, wishes"),
            "handshake",
            partial(_promises, ctx),
            badge=partial(_late_promises, ctx),
            badge_tone="red",
        ),
        PageSpec("helpers", lambda: _("Helpers"), "wrench", partial(_helpers, ctx)),
        PageSpec(
            "reminders",
            lambda: _("Own reminders"),
            "bell",
            partial(_reminders, ctx),
            place="",
            parent="today",
        ),
        PageSpec(
            "call_sheets",
            lambda: _("Filled call sheets"),
            "clipboard-list",
            partial(_call_sheets, ctx),
            place="",
            parent="today",
        ),
        PageSpec(
            "call_log",
            lambda: _("Missed calls"),
            "phone-missed",
            partial(_call_log, ctx),
            place="",
            parent="today",
        ),
        PageSpec(
            "lift", lambda: _("What care brought"), "heart", partial(_lift, ctx), place="", parent="today"
        ),
        PageSpec(
            "announcement",
            lambda: _("News of a new product"),
            "megaphone",
            partial(_announcement, ctx),
            place="",
            parent="promises",
        ),
        PageSpec(
            "halkhata", lambda: _("Halkhata"), "book-open", partial(_halkhata, ctx), place="", parent="dues"
        ),
        PageSpec(
            "service_report",
            lambda: _("What broke, and how fast it was mended"),
            "hammer",
            partial(_service_report, ctx),
            place="",
            parent="service",
        ),
        PageSpec("sale", lambda: _("New sale"), "plus", partial(_sale, ctx), place="", parent="sales"),
        PageSpec(
            "sale_view", lambda: _("Memo"), "receipt", partial(_sale_view, ctx), place="", parent="sales"
        ),
        PageSpec(
            "import",
            lambda: _("Bring a list"),
            "file-spreadsheet",
            partial(_import, ctx),
            place="",
            parent="customers",
        ),
        PageSpec(
            "duplicates",
            lambda: _("Written down twice"),
            "users",
            partial(_duplicates, ctx),
            place="",
            parent="customers",
            needs="merge",
        ),
        PageSpec(
            "trash",
            lambda: _("Trash"),
            "trash-2",
            partial(_trash, ctx),
            place="",
            parent="customers",
            needs="trash",
        ),
        PageSpec(
            "history",
            lambda: _("What was written, by whom"),
            "history",
            partial(_history, ctx),
            place="",
            parent="settings",
        ),
        PageSpec(
            "backups",
            lambda: _("Backups"),
            "hard-drive-download",
            partial(_backups, ctx),
            place="",
            parent="settings",
        ),
        PageSpec(
            "protect",
            lambda: _("Protect this book"),
            "lock",
            partial(_protect, ctx),
            place="",
            parent="settings",
        ),
        PageSpec(
            "export",
            lambda: _("Take everything out"),
            "package",
            partial(_export, ctx),
            place="",
            parent="settings",
            needs="export",
        ),
        PageSpec("settings", lambda: _("Settings"), "settings", partial(_settings, ctx), place="foot"),
        PageSpec("preview", lambda: _("Preview"), "printer", partial(_preview, ctx), place=""),
        PageSpec(
            "customer", lambda: _("Customer"), "user", partial(_customer, ctx), place="", parent="customers"
        ),
        PageSpec(
            "customer_edit", lambda: _("Edit"), "pencil", partial(_editor, ctx), place="", parent="customers"
        ),
        PageSpec(
            "customer_new",
            lambda: _("New customer"),
            "user-plus",
            partial(_editor, ctx),
            place="",
            parent="customers",
        ),
    ]


def finder(ctx: Context) -> Find:
    """What the search box on top asks at every key: customers and numbers, then what can be done with the words typed;
    a deed called by the beginning of its name comes before them."""

    everywhere = actions(ctx)

    def find(text: str) -> list[PaletteItem]:
        from ui.customers.finds import finds

        called, meant = _deeds(everywhere, text)
        return [*called, *finds(ctx, text), *meant]

    return find


def _deeds(everywhere: list[Action], text: str) -> tuple[list[PaletteItem], list[PaletteItem]]:
    """The deeds of everywhere whose name begins with the text, and those of which another word does."""
    wanted = text.strip().casefold()
    if len(wanted) < DEEDS_FROM:
        return [], []
    called: list[PaletteItem] = []
    meant: list[PaletteItem] = []
    for action in everywhere:
        title = action.text()
        place = f" {title}".casefold().find(f" {wanted}")
        if place >= 0:
            hint = action.shortcuts()[0] if action.shortcuts() else ""
            item = PaletteItem(_("What you can do"), action.icon, title, hint=hint, open=action.run)
            (meant if place else called).append(item)
    return called, meant


# One builder a page: the import inside is what keeps the first start short.


def _customers(ctx: Context) -> Page:
    from ui.customers.page import CustomersPage

    return CustomersPage(ctx)


def _customer(ctx: Context) -> Page:
    from ui.customers.profile import CustomerPage

    return CustomerPage(ctx)


def _editor(ctx: Context) -> Page:
    from ui.customers.editor import CustomerEditor

    return CustomerEditor(ctx)


def _import(ctx: Context) -> Page:
    from ui.exchange.page import ImportPage

    return ImportPage(ctx)


def _settings(ctx: Context) -> Page:
    from ui.settings.page import SettingsPage

    return SettingsPage(ctx)


def _today(ctx: Context) -> Page:
    from ui.today.page import TodayPage

    return TodayPage(ctx)


def _waiting_today(ctx: Context) -> int:
    """The home page has the day's list already, so the badge costs no second reading."""
    from ui.today.page import TodayPage

    page = ctx.navigation.page("today")
    return page.waiting() if isinstance(page, TodayPage) else 0


def _sales(ctx: Context) -> Page:
    from ui.sales.list import SalesPage

    return SalesPage(ctx)


def _sale(ctx: Context) -> Page:
    from ui.sales.page import NewSalePage

    return NewSalePage(ctx)


def _sale_view(ctx: Context) -> Page:
    from ui.sales.view import SaleViewPage

    return SaleViewPage(ctx)


def _warranty(ctx: Context) -> Page:
    from ui.warranties.page import WarrantyPage

    return WarrantyPage(ctx)


def _preview(ctx: Context) -> Page:
    from ui.documents.preview import PreviewPage

    return PreviewPage(ctx)


def _complaints(ctx: Context) -> Page:
    from ui.care.complaints import ComplaintsPage

    return ComplaintsPage(ctx)


def _open_complaints(ctx: Context) -> int:
    """Complaints not settled yet, counted without building the page."""
    return len(ctx.book.complaints.ids("open"))


def _complaints_tone(ctx: Context) -> str:
    """Red as soon as one is later than promised."""
    return "red" if ctx.book.complaints.ids("late") else "plain"


def _promises(ctx: Context) -> Page:
    from ui.care.promises import PromisesPage

    return PromisesPage(ctx)


def _late_promises(ctx: Context) -> int:
    """The shop's late promises, counted without building the page or importing its noun."""
    return len(ctx.book.promises.shop_ids("late", ctx.book.clock.today()))


def _helpers(ctx: Context) -> Page:
    from ui.directory.page import HelpersPage

    return HelpersPage(ctx)


def _reminders(ctx: Context) -> Page:
    from ui.reminders.page import RemindersPage

    return RemindersPage(ctx)


def _call_sheets(ctx: Context) -> Page:
    from ui.call_sheets.page import CallSheetsPage

    return CallSheetsPage(ctx)


def _call_log(ctx: Context) -> Page:
    from ui.exchange.call_log import CallLogPage

    return CallLogPage(ctx)


def _lift(ctx: Context) -> Page:
    from ui.reports.page import LiftPage

    return LiftPage(ctx)


def _announcement(ctx: Context) -> Page:
    from ui.exchange.announcement import AnnouncementPage

    return AnnouncementPage(ctx)


def _dues(ctx: Context) -> Page:
    from ui.dues.page import DuesPage

    return DuesPage(ctx)


def _halkhata(ctx: Context) -> Page:
    from ui.halkhata.page import HalkhataPage

    return HalkhataPage(ctx)


def _service(ctx: Context) -> Page:
    from ui.service.page import ServicePage

    return ServicePage(ctx)


def _late_jobs(ctx: Context) -> int:
    """Jobs later than promised, counted without building the page."""
    return len(ctx.book.jobs.ids("late"))


def _service_report(ctx: Context) -> Page:
    from ui.reports.service import ServiceReportPage

    return ServiceReportPage(ctx)


def _duplicates(ctx: Context) -> Page:
    from ui.merging.page import DuplicatesPage

    return DuplicatesPage(ctx)


def _trash(ctx: Context) -> Page:
    from ui.trash.page import TrashPage

    return TrashPage(ctx)


def _history(ctx: Context) -> Page:
    from ui.history.page import HistoryPage

    return HistoryPage(ctx)


def _backups(ctx: Context) -> Page:
    from ui.backups.page import BackupsPage

    return BackupsPage(ctx)


def _protect(ctx: Context) -> Page:
    from ui.protection.page import ProtectPage

    return ProtectPage(ctx)


def _export(ctx: Context) -> Page:
    from ui.exchange.exporting import ExportPage

    return ExportPage(ctx)
