"""The way to "who is at the counter": the key, the name on top, the settings. The window asks the question."""

from __future__ import annotations

from ui.context import Context


def open_sign_in(ctx: Context, _target: object) -> None:
    """Ask who is at the counter; in a shop with PINs everything is hidden until somebody has signed in."""
    ctx.navigation.counter_asked.emit()
