"""The test page made ready for any paper, so that a printer's edges and sizes can be measured."""

from __future__ import annotations

from functools import partial
from typing import Any

from shopbook.localisation.language import _, current_language
from ui.context import Context
from ui.printing import Ready


def trial(ctx: Context, target: Any) -> Ready:
    """The test page; there is nothing it could be about, so any `target` will do."""
    return Ready(_("Test page"), "shopbook-test.pdf", partial(_draw, ctx))


def _draw(ctx: Context, size: str) -> bytes:
    from shopbook.documents.papers import shop_head
    from shopbook.documents.test_print import trial_page

    return trial_page(size, shop_head(ctx.book.settings.shop()), current_language())
