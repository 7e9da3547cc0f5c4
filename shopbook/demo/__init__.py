"""A believable shop of any size from a seed: the sample shop of the tour and the large books of the bench."""

from __future__ import annotations

from shopbook.demo.make import SMALL, demo_shop, make_demo
from shopbook.demo.size import Size

__all__ = ["SMALL", "Size", "demo_shop", "make_demo"]
