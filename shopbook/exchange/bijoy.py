"""Text typed with Bijoy in an ANSI font (SutonnyMJ): telling it from English, and making Unicode of it.

Such text is Latin letters in the file: iwng is রহিম. The vowel signs that stand left of their letters are typed first,
the reph after its cluster, and ো is two signs round it; conjuncts are characters of their own. Which columns of a list
hold such text, and whether a person wants it read, is bijoy_columns'.
"""

from __future__ import annotations

import re
import unicodedata

# The code page of SutonnyMJ, as Bijoy's own chart shows it: what is typed, and what it stands for. Halves of letters
# carry their hasant, on the side where their neighbour stands.
_PAGE = """
Av আ|A অ|B ই|C ঈ|D উ|E ঊ|F ঋ|G এ|H ঐ|I ও|J ঔ
K ক|L খ|M গ|N ঘ|O ঙ|P চ|Q ছ|R জ|S ঝ|T ঞ|U ট|V ঠ|W ড|X ঢ|Y ণ|Z ত|_ থ|` দ|a ধ|b ন|c প|d ফ|e ব|f ভ|g ম|h য|i র|j ল
k শ|l ষ|m স|n হ|o ড়|p ঢ়|q য়|r ৎ|s ং|t ঃ|u ঁ
v া|w ি|x ী|y ু|z ু|~ ূ|ƒ ূ|„ ৃ|… ৃ|† ে|‡ ে|ˆ ৈ|‰ ৈ|Š ৗ|& ্|$ ৳
0 ০|1 ১|2 ২|3 ৩|4 ৪|5 ৫|6 ৬|7 ৭|8 ৮|9 ৯
¡ ্ব|¢ ্ভ|¥ ্ম|¦ ্ব|§ ্ম|¨ ্য|ª ্র|« ্র|Ö ্র|¬ ্ল|è ্ন|œ ্ন|ú ্প|Ÿ ্ব|‹ ্ক|Œ ্ক্র|Í ্ত|— ্ত|– ্ত|¿ ্ত্র|^ ্ব|’ ্থ|‘ ্তু
ž ্ব|£ ্ভ্র|¤ ম্|® ষ্|¯ স্|š ন্|› ন্|™ দ্|˜ দ্|” চ্|• ঙ্|“ ু|æ ু
° ক্ক|± ক্ট|² ক্ষ্ণ|³ ক্ত|´ ক্ম|µ ক্র|¶ ক্ষ|· ক্স|¸ গু|¹ জ্ঞ|º গ্দ|» গ্ধ|¼ ঙ্ক|½ ঙ্গ|¾ জ্জ|À জ্ঝ|Á জ্ঞ|Â ঞ্চ|Ã ঞ্ছ|Ä ঞ্জ
Å ঞ্ঝ|Æ ট্ট|Ç ড্ড|È ণ্ট|É ণ্ঠ|Ê ণ্ড|Ë ত্ত|Ì ত্থ|Î ত্র|Ï দ্দ|× দ্ধ|Ø দ্ব|Ù দ্ম|Ú ন্ঠ|Û ন্ড|Ü ন্ধ|Ý ন্স|Þ প্ট|ß প্ত
à প্প|á প্স|â ব্জ|ã ব্দ|ä ব্ধ|å ভ্র|ç ম্ফ|é ল্ক|ê ল্গ|ë ল্ট|ì ল্ড|í ল্প|î ল্ফ|ï শু|ð শ্চ|ñ শ্ছ|ò ষ্ণ|ó ষ্ট|ô ষ্ঠ|õ ষ্ফ
ö স্খ|÷ স্ট|ø ্ল|ù স্ফ|û হু|ü হৃ|ý হ্ন|þ হ্ম|ÿ ক্ষ
Ò “|Ó ”|Ô ‘|Õ ’|Ð –|Ñ —
"""
_REPH_MARK = "\ue000"  # stands for the reph until its cluster is known
TABLE: dict[str, str] = {
    **{
        typed: meant
        for pair in _PAGE.strip().replace("\n", "|").split("|")
        for typed, _space, meant in [pair.partition(" ")]
    },
    "|": "।",
    "\u00ad": "্ল",
    "©": _REPH_MARK,
}
_TOKEN = re.compile("|".join(re.escape(typed) for typed in sorted(TABLE, key=len, reverse=True)))
_LETTER = "[\u0995-\u09b9\u09dc\u09dd\u09df]\u09bc?"
_CLUSTER = f"{_LETTER}(?:\u09cd{_LETTER})*"
_BEFORE = re.compile(f"([\u09bf\u09c7\u09c8])({_CLUSTER})({_REPH_MARK}?)(\u09cd{_LETTER})?")
_AFTER_SIGN = re.compile("([\u09be-\u09cc])((?:\u09cd[\u09af\u09b0\u09ac])+)")
_REPH = re.compile(f"({_CLUSTER})([\u09be-\u09cc\u09d7]*){_REPH_MARK}")


def to_unicode(text: str) -> str:
    """The text as Unicode, NFC; only for text that is Bijoy, for any Latin letter would become a Bengali one."""
    made = _TOKEN.sub(lambda found: TABLE[found.group()], text)
    made = re.sub("\u09cd+", "\u09cd", made)
    made = _BEFORE.sub(lambda found: f"{found[2]}{found[4] or ''}{found[3]}{found[1]}", made)
    made = _AFTER_SIGN.sub(r"\2\1", made)  # a ya-phala typed after the sign belongs to the letter
    made = _REPH.sub("র\u09cd\\1\\2", made).replace(_REPH_MARK, "র\u09cd")
    made = made.replace("\u09c7\u09be", "\u09cb").replace("\u09c7\u09d7", "\u09cc").replace("অা", "আ")
    return unicodedata.normalize("NFC", made)


# ---- telling it from English

# How much oftener a letter stands in Bijoy text than in Bengali names written in English (about the natural logarithm
# of the ratio): v is া there, w is ি; a, t, r and o are rare letters there and the commonest here.
_WEIGHTS = {
    "v": 3.8,
    "w": 2.6,
    "x": 4.0,
    "y": 1.0,
    "j": 1.2,
    "g": 1.4,
    "c": 1.4,
    "b": 0.7,
    "q": 1.6,
    "z": 0.0,
    "k": -0.3,
    "i": 0.0,
    "e": -0.4,
    "m": -0.7,
    "n": -0.8,
    "f": -0.7,
    "s": -1.6,
    "h": -1.9,
    "d": -2.0,
    "l": -2.0,
    "o": -2.0,
    "u": -2.5,
    "r": -2.6,
    "p": -3.0,
    "t": -3.0,
    "a": -3.2,
}
_INNER_CAPITAL, _SIGN_INSIDE, _HIGH = 2.0, 2.5, 4.0
_HIGH_LETTERS = frozenset(typed for typed in TABLE if len(typed) == 1 and typed >= "\x80") - set("“”‘’–—…•")
_WORD = re.compile(r"[^\s.,;:/()0-9-]+")
_BENGALI = re.compile("[\u0980-\u09ff]")


def likeness(text: str) -> float:
    """How much the text looks like Bijoy: above 0 rather Bijoy, below rather English; 0 for figures and Unicode."""
    if _BENGALI.search(text):
        return 0.0
    return sum(_likeness_of_word(found.group()) for found in _WORD.finditer(text[:2000]))


def _likeness_of_word(word: str) -> float:
    if word.isascii() and word.isalpha() and word.isupper() and len(word) > 2:
        word = word.lower()  # RAHIM STORE
    score = 0.0
    for place, letter in enumerate(word):
        if letter in _HIGH_LETTERS:
            score += _HIGH
        elif letter in "`|&~^_" and len(word) > 1:
            score += _SIGN_INSIDE
        elif letter.isupper():
            score += _INNER_CAPITAL if place and word[place - 1].isalpha() else 0.0
        else:
            score += _WEIGHTS.get(letter, 0.0)
    return score
