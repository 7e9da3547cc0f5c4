"""How a call can end, and which endings mean a talk. What an ending does to the day's list is in `followups`."""

from __future__ import annotations

from shopbook.customers.contact import TALKED as TALKED

# Nobody was reached: the retry ladder goes on.
UNREACHED = frozenset({"no_answer", "busy", "switched_off"})
OUTCOMES = TALKED | UNREACHED | {"wrong_number", "message_left"}
# Among the reasons of a call: they asked for advice, a sign of trust and no item of the list.
ADVICE = "advice"


def asked_for_advice(call: str) -> str:
    """SQL: in this row of `interaction` they asked for advice."""
    return f"instr({call}.reasons, '\"{ADVICE}\"') > 0"
