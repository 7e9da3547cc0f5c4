"""How this shop's warranty cards look: the design, and the shop's own sign. Both travel with the book."""

from __future__ import annotations

from shopbook.settings.model import Switch

# "plain", "bordered" or "logo"; what each looks like is in shopbook.documents.
CARD_DESIGN = Switch("card_design", "bordered")
# A PNG as base64 text, scaled down before it is kept; "" for none.
CARD_LOGO = Switch("card_logo", "")
# A photograph straight from a phone has no place in the book and in every backup of it.
MOST_LOGO_BYTES = 150_000
