"""The days a shop promises to settle a complaint by. Asking for one is the kit's."""

from __future__ import annotations

from ui.forms.days import Ahead

# What a shop promises at the counter: today still, tomorrow, or when the workshop is through.
NEAR = (Ahead(), Ahead(days=1), Ahead(days=3))
