"""Which pages, deeds and finds the window has: the one place where the noun folders meet. Imports of nouns stand inside
the functions that need them, so that a start builds only the first page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

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
            _at(ctx, "ui.today.page", "TodayPage"),
            badge=partial(_waiting_today, ctx),
            badge_tone="red",
        ),
        PageSpec(
            "customers", lambda: _("Customers"), "users", _at(ctx, "ui.customers.page", "CustomersPage")
        ),
        PageSpec("sales", lambda: _("Sales"), "shopping-bag", _at(ctx, "ui.sales.list", "SalesPage")),
        # i18n: on the rail: the book of what customers owe
        PageSpec("dues", lambda: _("Dues book"), "book-open", _at(ctx, "ui.dues.page", "DuesPage")),
        PageSpec(
            "warranty",
            lambda: _("Warranties"),
            "shield-check",
            _at(ctx, "ui.warranties.page", "WarrantyPage"),
        ),
        PageSpec(
            "service",
            # i18n: on the rail: things taken in for repair
            lambda: _("Servicing"),
            "hammer",
            _at(ctx, "ui.service.page", "ServicePage"),
            badge=partial(_late_jobs, ctx),
            badge_tone="red",
        ),
        PageSpec(
            "complaints",
            lambda: _("Complaints"),
            "triangle-alert",
            _at(ctx, "ui.care.complaints", "ComplaintsPage"),
            badge=partial(_open_complaints, ctx),
            badge_tone=partial(_complaints_tone, ctx),
        ),
        PageSpec(
            "promises",
            # i18n: on the rail, where long words are cut
            lambda: _("Promises, wishes"),
            "handshake",
            _at(ctx, "ui.care.promises", "PromisesPage"),
            badge=partial(_late_promises, ctx),
            badge_tone="red",
        ),
        PageSpec("helpers", lambda: _("Helpers"), "wrench", _at(ctx, "ui.directory.page", "HelpersPage")),
        PageSpec(
            "reminders",
            lambda: _("Own reminders"),
            "bell",
            _at(ctx, "ui.reminders.page", "RemindersPage"),
            place="",
            parent="today",
        ),
        PageSpec(
            "call_sheets",
            lambda: _("Filled call sheets"),
            "clipboard-list",
            _at(ctx, "ui.call_sheets.page", "CallSheetsPage"),
            place="",
            parent="today",
        ),
        PageSpec(
            "call_log",
            lambda: _("Missed calls"),
            "phone-missed",
            _at(ctx, "ui.exchange.call_log", "CallLogPage"),
            place="",
            parent="today",
        ),
        PageSpec(
            "lift",
            lambda: _("What care brought"),
            "heart",
            _at(ctx, "ui.reports.page", "LiftPage"),
            place="",
            parent="today",
        ),
        PageSpec(
            "announcement",
            lambda: _("News of a new product"),
            "megaphone",
            _at(ctx, "ui.exchange.announcement", "AnnouncementPage"),
            place="",
            parent="promises",
        ),
        PageSpec(
            "halkhata",
            lambda: _("Halkhata"),
            "book-open",
            _at(ctx, "ui.halkhata.page", "HalkhataPage"),
            place="",
            parent="dues",
        ),
        PageSpec(
            "service_report",
            lambda: _("What broke, and how fast it was mended"),
            "hammer",
            _at(ctx, "ui.reports.service", "ServiceReportPage"),
            place="",
            parent="service",
        ),
        PageSpec(
            "sale",
            lambda: _("New sale"),
            "plus",
            _at(ctx, "ui.sales.page", "NewSalePage"),
            place="",
            parent="sales",
        ),
        PageSpec(
            "sale_view",
            lambda: _("Memo"),
            "receipt",
            _at(ctx, "ui.sales.view", "SaleViewPage"),
            place="",
            parent="sales",
        ),
        PageSpec(
            "import",
            lambda: _("Bring a list"),
            "file-spreadsheet",
            _at(ctx, "ui.exchange.page", "ImportPage"),
            place="",
            parent="customers",
        ),
        PageSpec(
            "duplicates",
            lambda: _("Written down twice"),
            "users",
            _at(ctx, "ui.merging.page", "DuplicatesPage"),
            place="",
            parent="customers",
            needs="merge",
        ),
        PageSpec(
            "trash",
            lambda: _("Trash"),
            "trash-2",
            _at(ctx, "ui.trash.page", "TrashPage"),
            place="",
            parent="customers",
            needs="trash",
        ),
        PageSpec(
            "history",
            lambda: _("What was written, by whom"),
            "history",
            _at(ctx, "ui.history.page", "HistoryPage"),
            place="",
            parent="settings",
        ),
        PageSpec(
            "backups",
            lambda: _("Backups"),
            "hard-drive-download",
            _at(ctx, "ui.backups.page", "BackupsPage"),
            place="",
            parent="settings",
        ),
        PageSpec(
            "protect",
            lambda: _("Protect this book"),
            "lock",
            _at(ctx, "ui.protection.page", "ProtectPage"),
            place="",
            parent="settings",
        ),
        PageSpec(
            "export",
            lambda: _("Take everything out"),
            "package",
            _at(ctx, "ui.exchange.exporting", "ExportPage"),
            place="",
            parent="settings",
            needs="export",
        ),
        PageSpec(
            "settings",
            lambda: _("Settings"),
            "settings",
            _at(ctx, "ui.settings.page", "SettingsPage"),
            place="foot",
        ),
        PageSpec(
            "preview",
            lambda: _("Preview"),
            "printer",
            _at(ctx, "ui.documents.preview", "PreviewPage"),
            place="",
        ),
        PageSpec(
            "customer",
            lambda: _("Customer"),
            "user",
            _at(ctx, "ui.customers.profile", "CustomerPage"),
            place="",
            parent="customers",
        ),
        PageSpec(
            "customer_edit",
            lambda: _("Edit"),
            "pencil",
            _at(ctx, "ui.customers.editor", "CustomerEditor"),
            place="",
            parent="customers",
        ),
        PageSpec(
            "customer_new",
            lambda: _("New customer"),
            "user-plus",
            _at(ctx, "ui.customers.editor", "CustomerEditor"),
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


def _at(ctx: Context, module: str, name: str) -> Callable[[], Page]:
    """What builds the page `name` of a noun's module, imported on the first visit: that keeps the first start short."""

    def build() -> Page:
        page: Page = getattr(import_module(module), name)(ctx)
        return page

    return build


def _waiting_today(ctx: Context) -> int:
    """The home page has the day's list already, so the badge costs no second reading."""
    from ui.today.page import TodayPage

    page = ctx.navigation.page("today")
    return page.waiting() if isinstance(page, TodayPage) else 0


def _open_complaints(ctx: Context) -> int:
    """Complaints not settled yet, counted without building the page."""
    return len(ctx.book.complaints.ids("open"))


def _complaints_tone(ctx: Context) -> str:
    """Red as soon as one is later than promised."""
    return "red" if ctx.book.complaints.ids("late") else "plain"


def _late_promises(ctx: Context) -> int:
    """The shop's late promises, counted without building the page or importing its noun."""
    return len(ctx.book.promises.shop_ids("late", ctx.book.clock.today()))


def _late_jobs(ctx: Context) -> int:
    """Jobs later than promised, counted without building the page."""
    return len(ctx.book.jobs.ids("late"))
