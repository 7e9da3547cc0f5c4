"""Money is an integer number of paisa; its bounds and arithmetic. Formatting lives in localisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

PAISA = 100
# A trillion paisa is a thousand crore taka: beyond any shop; a million such rows still sum within 64 bits.
MAX_PAISA = 1_000_000_000_000


def paisa(taka: Decimal | int | str) -> int:
    """Paisa from taka, half up to the nearest paisa."""
    from decimal import ROUND_HALF_UP, Decimal  # 2 ms that the day's list does not need

    return int((Decimal(taka) * PAISA).quantize(Decimal(1), ROUND_HALF_UP))


def taka(amount_paisa: int) -> Decimal:
    """Taka as an exact decimal from paisa."""
    from decimal import Decimal

    return Decimal(amount_paisa) / PAISA
