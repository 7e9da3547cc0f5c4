"""The workshop whose jobs are tested."""

from __future__ import annotations

import pytest

from tests.core.service.workshop import Workshop
from tests.language import TestShop


@pytest.fixture
def workshop(shop: TestShop) -> Workshop:
    """An open shop with a workshop."""
    return Workshop(shop)
