"""One key for every spelling of a name, Bengali or Latin. Nothing here reads or writes the book.

Where the rules come from: the sounds are those of standard spoken Bengali (the Bangla Academy's spelling guide: which
য-ফলা and ব-ফলা are silent, which letters share a sound); the Latin side is how people in Bangladesh really write names
on identity papers, phones and Facebook, as collected in tests/files/names.tsv. No romanisation standard is followed,
because nobody types one.

    raw    the word as written, lower case                  রহিম        Rohim -> rohim
    fine   consonants by sound, vowels folded to a i u      rahim       rahim      ranks what was found
    skel   the same without inner vowels                    rhm         rhm        finds
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

FOLD_VERSION = 1
"""Raise when any key below changes: the index of an older book is then rebuilt (`SearchIndex.rebuild`)."""

_ASCII_DIGITS = {ord(digit): str(value) for value, digit in enumerate("০১২৩৪৫৬৭৮৯")}
_SURROGATES = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\u0000\u00ad\u200b\u200e\u200f\u2060\ufeff]")
# What any step of `clean` would change besides NFC and spaces; most texts hold none of it.
_UNCLEAN = re.compile(
    "[\ud800-\udfff\u0000\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]|\u0985\u09be|\u09ac\u09bc"
)
# A ZWJ means something in র‍্য (র ZWJ hasant য) and after a hasant, a ZWNJ after a hasant (ক্‌ষ); everywhere else they are
# droppings of a keyboard that would make two equal names unequal.
_STRAY_JOINERS = re.compile("(?<!\u09b0)(?<!\u09cd)\u200d|(?<=\u09b0)\u200d(?!\u09cd)|(?<!\u09cd)\u200c")
_LOOSE_JOINERS = re.compile("(?<!\u09b0)\u200d|\u200c")


def clean(text: str) -> str:
    """The form in which text is stored: NFC, single spaces, no invisible characters but joiners that mean something.

    NFC decomposes য় ড় ঢ় and composes ো ৌ, so both ways of typing them become one. Mended too: ব+nukta (র), অ+া (আ typed
    in two keys) and ত+hasant+ZWJ (the ৎ of files from before 2005).
    """
    if unicodedata.is_normalized("NFC", text) and not _UNCLEAN.search(text):
        return " ".join(text.split())  # three times as fast, and an import asks for twenty texts a row
    text = unicodedata.normalize("NFC", _SURROGATES.sub("", text))
    text = _INVISIBLE.sub("", text).replace("\u09a4\u09cd\u200d", "\u09ce")
    text = _STRAY_JOINERS.sub("", text)
    text = text.replace("\u0985\u09be", "\u0986").replace("\u09ac\u09bc", "\u09b0")
    return " ".join(text.split())


def ascii_digits(text: str) -> str:
    """The text with Bengali digits as ASCII ones; everything else untouched."""
    return text if text.isascii() else text.translate(_ASCII_DIGITS)


def fold_code(code: str) -> str:
    """The key of a memo, card, serial or IMEI number: upper-case letters and ASCII digits, nothing between them."""
    return "".join(mark for mark in ascii_digits(clean(code)).upper() if mark.isalnum())


def phone_digits(phone: str) -> str:
    """The digits by which a phone is found, as dialled inside Bangladesh: +8801712... and 01712... are one.

    Half a number is welcome: `+88017` is `017`; a bare 880 is the country code only before a whole number.
    """
    written = re.sub("[^0-9+]", "", ascii_digits(phone))
    digits = written.replace("+", "").removeprefix("00")
    if digits.startswith("880") and (written.startswith(("+", "00")) or len(digits) >= 12):
        return "0" + digits[3:].removeprefix("0")
    return digits


# ---- words ---------------------------------------------------------------------------------------------------------

# \w leaves Bengali vowel signs and hasant out; M/S is the one title written with a slash.
_WORD = re.compile(r"[Mm]/[Ss](?!\w)|(?:[^\W_]|[\u0980-\u09e3\u200c\u200d'\u2019])+")
_APOSTROPHES = re.compile("['\u2019]")
# What a word may hold that does not belong to its key; 97 of 100 names hold none of it.
_WITHIN_WORDS = re.compile("['\u2019/\u200c\u200d]")
_BENGALI = re.compile("[\u0980-\u09ff]")


@lru_cache(maxsize=512)  # every key of a text asks for its words
def words(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, ASCII digits, without apostrophes or a closing visarga (মোঃ -> মো).

    Of the joiners only the one of র‍্য stays: it tells র‍্যাব from কার্য.
    """
    plain = ascii_digits(clean(text)).lower()
    if not _WITHIN_WORDS.search(plain):  # 20 -> 9 us a name
        return tuple(filter(None, (word.rstrip("\u0983") for word in _WORD.findall(plain))))
    found = []
    for match in _WORD.finditer(plain):
        word = _LOOSE_JOINERS.sub("", _APOSTROPHES.sub("", match.group())).replace("/", "").rstrip("\u0983")
        if word:
            found.append(word)
    return tuple(found)


# ---- Bengali -------------------------------------------------------------------------------------------------------

# Capital letters stand for a sound with two Latin spellings, see _SPELLINGS.
_CONSONANTS = dict(zip("কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ", "kkggncCjjnttddnttddnpfbbmjrlsssh", strict=True))
_CONSONANTS |= {
    "ৎ": "t",
    "\u09dc": "r",
    "\u09dd": "r",
    "\u09df": "",
    "ং": "n",
    "ৰ": "r",
    "ৱ": "",
    "\u0981": "N",
}
_CONSONANTS |= {"X": "k", "G": "g", "M": "M", "H": "H", "J": "J", "Y": "Y"}
_VOWELS = dict(zip("অআইঈউঊঋএঐওঔ", ("a", "a", "i", "i", "u", "u", "ri", "i", "ai", "a", "au"), strict=True))
_VOWELS |= dict(zip("\u09be\u09bf\u09c0\u09c1\u09c2\u09c3\u09c7\u09c8\u09cb\u09cc",
                    ("a", "i", "i", "u", "u", "ri", "i", "ai", "a", "au"), strict=True))  # fmt: skip
_ONE_LETTER = (("\u09af\u09bc", "\u09df"), ("\u09a1\u09bc", "\u09dc"), ("\u09a2\u09bc", "\u09dd"))
_CLUSTERS = (("ক্ষ্ম", "X\u09cdM"), ("ক্ষ", "X"), ("জ্ঞ", "G"), ("ক্স", "X"), ("র্য", "র\u09cdJ"))
_NUKTA = "\u09bc"
_HASANT = "\u09cd"
# ব-ফলা is silent (স্বপন, উজ্জ্বল), Latin writes w or nothing; য-ফলা only colours the vowel, Latin writes y or nothing.
_SILENT_BA = re.compile("(?<=[কখগঘচছজঝটঠডঢতথদধনশষসহ])\u09cdব")
_YA_PHALA = re.compile("\u09cdয")
# After these no inherent vowel is spoken.
_CLOSED = "ংৎ\u0981"


def _bengali_sounds(word: str) -> str:
    for pair, single in _ONE_LETTER:
        word = word.replace(pair, single)
    word = word.replace(_NUKTA, "").replace("\u0983", "").replace("র\u200d\u09cdয", "র")
    if word.startswith("হৃ"):  # হৃদয়: Hridoy, but mostly Ridoy
        word = "H" + word[1:]
    elif word.startswith("য"):  # যুথী: Juthi, but also Yuthi
        word = "Y" + word[1:]
    for cluster, mark in _CLUSTERS:
        word = word.replace(cluster, mark)
    word = _YA_PHALA.sub("", _SILENT_BA.sub("", word))
    out = []
    for place, letter in enumerate(word):
        following = word[place + 1 : place + 2]
        if letter in _VOWELS:
            out.append(_VOWELS[letter])
        elif letter == "\u09df":  # য়: a glide before a vowel, else the y of Joy
            out.append("" if following in _VOWELS else "i")
        elif letter in _CONSONANTS:
            out.append(_CONSONANTS[letter])
            if _speaks_inherent_vowel(letter, following):
                out.append("a")
        elif letter.isascii() and letter.isalnum():
            out.append(letter)
    return "".join(out)


def _speaks_inherent_vowel(letter: str, following: str) -> bool:
    """The অ inside a bare consonant; not at a word's end, where names drop it (রহিম, not রহিম-অ)."""
    if not following:
        return False
    if following in "\u0981ং":
        return True
    return letter not in _CLOSED and following not in _VOWELS and following not in (_HASANT, "ৎ")


# ---- Latin ---------------------------------------------------------------------------------------------------------

_LATIN = {
    **dict.fromkeys(("kshm", "kkhm", "xm"), "kM"),
    **dict.fromkeys(("ksh", "kkh", "ks", "cs", "x", "kh", "ck", "q"), "k"),
    **dict.fromkeys(("chh", "tch", "ch"), "c"),
    **dict.fromkeys(("jh", "zh", "z"), "j"),
    **dict.fromkeys(("bh", "vh", "v"), "b"),
    "gh": "g",
    "sh": "s",
    "th": "t",
    "dh": "d",
    "ph": "f",
    "w": "u",
    "y": "i",
    "o": "a",
    "e": "i",
    "ou": "au",
    "ow": "au",
    "oo": "u",
    "ee": "i",
    "ay": "ai",
    "aw": "au",
    "oi": "ai",
    "oy": "ai",
}
_LATIN_PIECE = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)) + "|[a-z0-9]")


def _latin_sounds(word: str) -> str:
    word = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    out = []
    for match in _LATIN_PIECE.finditer(word):
        piece = match.group()
        if piece == "c":  # Cecil and Celina with s, Cumilla with k
            following = word[match.end() : match.end() + 1]
            out.append("s" if following and following in "eiy" else "k")
        else:
            out.append(_LATIN.get(piece, piece))
    return "".join(out)


# ---- keys of one word ----------------------------------------------------------------------------------------------

_TITLES = {
    "mhmd": "md mohd mo muh mohammad muhammad mohammed muhammed mohamed mohamad "
    "মো মোহা মুহা মু মোহাং এমডি মোহাম্মদ মোহাম্মাদ মুহাম্মদ মুহাম্মাদ",
    "msmt": "mst most mosa mosammat মোছা মোসা মোসাম্মত মোসাম্মৎ মোছাম্মৎ মোছাম্মত",
    "dktr": "dr ডা ড",
    "anjnr": "engr ইঞ্জি",
    "msrs": "ms messrs মেসার্স মে",
    "mss": "mrs মিসেস",
    "mstr": "mr মি মিস্টার",
    "hj": "alhaj alhajj আলহাজ আলহাজ্ব",
    "mln": "মাও মাওলানা moulana maulana",
    "said": "syed syeda saiyed sayed sayeed সৈয়দ সৈয়দা ছৈয়দ সইয়দ সায়েদ",
    "antrprj": "enterprise enterprize এন্টারপ্রাইজ এন্টারপ্রাইস এন্টারপ্রাইজেস",
    # Words of place names that are translated, not transliterated.
    "prb": "east পূর্ব পুর্ব",
    "pscm": "west পশ্চিম",
    "atr": "north উত্তর",
    "dkn": "south দক্ষিণ দক্ষিন",
}
_WRITTEN = {unicodedata.normalize("NFC", word): key for key, row in _TITLES.items() for word in row.split()}
# The words before a given name; a name is ranked by what follows them.
_HONORIFIC_KEYS = frozenset({"mhmd", "msmt", "dktr", "anjnr", "msrs", "mss", "mstr", "hj", "mln", "said"})

_RUN = re.compile(r"(.)\1+")
_INNER_VOWELS = re.compile("[aiu]")
# Abdul, Abdur, Abdus, Abdun, Abdut, Abduj: the article takes the sound of the name after it.
_ABDUL = re.compile("^abd[lrsntj]$")
_SPELLINGS = {
    "C": ("s", "c"),  # ছ: Salam or Chalam
    "N": ("", "n"),  # ঁ: Chad or Chand
    "M": ("m", ""),  # ক্ষ্ম: Lakshmi or Lokkhi
    "H": ("h", ""),  # হৃ: Hridoy or Ridoy
    "J": ("j", ""),  # র্য: Acharjo or Acharya
    "Y": ("j", "i"),  # a first য: Juthi or Yuthi
}
_MOST_VARIED = 3
_LONGEST_WORD = 64


class WordKeys(NamedTuple):
    """The keys of one word: `fine` ranks, any of `skeletons` finds."""

    fine: str
    skeletons: tuple[str, ...]


@lru_cache(maxsize=16384)  # names are made of few words: the joined pairs of 100,000 people cost 1.6 s anew
def skeleton(fine: str) -> str:
    """A fine key without its inner vowels; a first vowel of any kind is `a`, doubled letters are one."""
    if not fine:
        return ""
    bones = ("a" if fine[0] in "aiu" else fine[0]) + _INNER_VOWELS.sub("", fine[1:])
    return _RUN.sub(r"\1", _RUN.sub(r"\1", bones).replace("ng", "n"))


def _spellings(sounds: str) -> list[str]:
    """Every reading of the sounds that Latin writes in two ways (the first three of them; the rest the usual way)."""
    choices = [_SPELLINGS[sound] for sound in sounds if sound in _SPELLINGS][:_MOST_VARIED]
    readings = []
    for choice in product(*choices):
        chosen = iter(choice)
        readings.append("".join(next(chosen, _SPELLINGS[s][0]) if s in _SPELLINGS else s for s in sounds))
    return readings


@lru_cache(maxsize=16384)
def word_keys(word: str) -> WordKeys:
    """The keys of one word as `words` gives it; a number is its own key, a word of another script has none."""
    word = word[:_LONGEST_WORD]
    if word.isascii() and word.isdigit():
        return WordKeys(word, (word,))
    sounds = _bengali_sounds(word) if _BENGALI.search(word) else _latin_sounds(word)
    readings = [_RUN.sub(r"\1", reading) for reading in _spellings(sounds)]
    bones: list[str] = []
    for reading in readings:
        found = skeleton(reading)
        if not found:
            continue
        bones.append("abd" if _ABDUL.match(found) else found)
        if len(found) > 1 and found.endswith("h"):  # Allah, Shah, Saleh: often written without
            bones.append(found[:-1])
    title = _WRITTEN.get(word)
    if title is not None:
        return WordKeys(title, tuple(dict.fromkeys((title, *bones))))
    fine = readings[0][:-1] if len(readings[0]) > 2 and readings[0].endswith("h") else readings[0]
    return WordKeys(fine, tuple(dict.fromkeys(bones)))


def is_honorific(fine: str) -> bool:
    """True for the fine key of মোঃ, Mst., Dr. and the like."""
    return fine in _HONORIFIC_KEYS


def query_skeletons(word: str) -> tuple[str, ...]:
    """The skeletons a typed, perhaps unfinished word may mean; a one-letter one only when there is no other.

    `মো` may be মোঃ or the start of মনির; `moh` is `mh`, never the huge `m`.
    """
    found = word_keys(word).skeletons
    if word in _WRITTEN:
        return found
    return tuple(key for key in found if len(key) > 1) or found[:1]


# ---- keys of a text ------------------------------------------------------------------------------------------------


def raw_key(text: str) -> str:
    """The words as written, for the first and surest stage of a search."""
    return " ".join(words(text)).replace("\u200d", "")


def fine_key(text: str) -> str:
    """The fine keys of a text's words, in their order."""
    return " ".join([fine for word in words(text) if (fine := word_keys(word).fine)])


def skeleton_keys(texts: Iterable[str]) -> str:
    """All skeletons of several texts, each once; words that stand together also joined (Abdur Rahim, Abdurrahim)."""
    found: list[str] = []
    for text in texts:
        parts = words(text)
        for word in parts:
            keys = word_keys(word).skeletons
            found += keys[:1] if word in _WRITTEN else keys
        found += [skeleton(word_keys(a).fine + word_keys(b).fine) for a, b in pairwise(parts)]
    return " ".join(dict.fromkeys(key for key in found if key))


def repair_words(known: Iterable[str]) -> set[str]:
    """The skeletons of words (as `words` gives them) worth offering for a mistyped one: 3 to 12 letters, no numbers."""
    found = {key for word in known for key in word_keys(word).skeletons}
    return {key for key in found if 3 <= len(key) <= 12 and not key.isdigit()}
