"""A name or a product owning something, as it is said: রহিমের, আপার, লিটারের, Rahim's.

Names with a form of address (রহিম ভাইয়ের) are sentences of the catalog, not made here.
"""

from __future__ import annotations

from typing import Final

from shopbook.localisation.language import current_language

# The ending by the last letter as it is heard: a vowel takes র, a consonant (and its hidden অ) takes ের.
_VOWEL_SIGNS: Final = "ািীুূৃেো"
_VOWELS: Final = "অআএওঋ"
# After these two an য় is heard: ভাই -> ভাইয়ের, বউ -> বউয়ের; so too after the nasal of ঢং and the second half of ঐ, ঔ.
_GLIDES: Final = "ইঈউঊঐঔৈৌংঃ"
_CONSONANTS: Final = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎ"


def owner(name: str) -> str:
    """`name` owning what follows. What ends in no Bengali letter (Latin, a figure) takes -এর."""
    if current_language() != "bn":
        return f"{name}'s"
    end = name.rstrip("ঁ়্")[-1:]
    if end == "ৎ":
        return f"{name[: name.rindex(end)]}তের"
    if end and end in _VOWEL_SIGNS + _VOWELS:
        return f"{name}র"
    if end and end in _GLIDES:
        return f"{name}য়ের"
    if end and end in _CONSONANTS:
        return f"{name}ের"
    return f"{name}-এর"
