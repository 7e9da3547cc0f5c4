"""The counter these tests work at."""

from tests.ui.counter import counter

__all__ = ["counter"]
