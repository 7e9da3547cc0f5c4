"""What was typed to open a backup: a recovery code off the paper, or a password. Opening is shopbook.rescue's."""

from __future__ import annotations

# Letters and digits of a recovery code, without the dashes between its groups.
CODE_LENGTH = 30


def code_and_passphrase(typed: str) -> dict[str, str]:
    """The arguments for the core: what is as long as a code may still be a password, never the other way round."""
    letters = sum(1 for letter in typed if letter.isalnum())
    return {"code": typed, "passphrase": "" if letters == CODE_LENGTH else typed}
