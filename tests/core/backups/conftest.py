"""A shop with something in it to back up."""

from __future__ import annotations

import pytest

from tests.language import TestShop


@pytest.fixture
def selling(shop: TestShop) -> TestShop:
    """A shop with something in it."""
    shop.customer("রহিম", "01711000001").owes(500)
    shop.customer("করিম").buys("ফ্যান", 2400)
    return shop
