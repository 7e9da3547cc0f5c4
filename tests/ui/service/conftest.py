"""The counter and the desk these tests work at."""

from tests.ui.counter import counter
from tests.ui.desk import desk

__all__ = ["counter", "desk"]
