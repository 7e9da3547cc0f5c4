"""Which pages, deeds and finds the window has: the one place where the noun folders meet. Imports of nouns stand inside
the functions that need them, so that a start builds only the first page."""

from __future__ import annotations

from functools import partial

from shopbook.localisation.language import _
from ui.actions import Action
from ui.context import Context
from ui.navigation import PageSpec
from ui.page import Page
from ui.shell.palette import Find, PaletteItem


def page_specs(ctx: Context) -> list[PageSpec]:
    """The pages in the order of the rail; each factory imports its noun on the first visit."""
    return [
        PageSpec("customers", lambda: _("Customers"), "users", partial(_customers, ctx)),
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


def actions(ctx: Context) -> list[Action]:
    """The deeds that work everywhere: F2, F3, F4 ... "new_customer" and "new_sale" also become buttons on top."""
    shop = lambda: _("Everywhere")  # noqa: E731 -- a text to be asked again, not a function of its own
    return [
        Action(
            "new_customer",
            lambda: _("New customer"),
            partial(_new_customer, ctx),
            "Ctrl+N",
            "user-plus",
            shop,
        ),
    ]


def finder(ctx: Context) -> Find:
    """What the search box on top asks at every key: customers first, then what can be done with the words typed."""

    def find(text: str) -> list[PaletteItem]:
        from ui.customers.finds import finds

        return finds(ctx, text)

    return find


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


def _new_customer(ctx: Context) -> None:
    from ui.customers import add

    add.begin(ctx)
