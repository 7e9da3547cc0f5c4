"""The shop whose list is tested."""

from __future__ import annotations

import pytest

from tests.core.followups.telling import Telling
from tests.language import TestShop


@pytest.fixture
def tell(shop: TestShop) -> Telling:
    """An open shop to tell facts to."""
    return Telling(shop)
