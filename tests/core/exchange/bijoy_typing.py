"""Typing Unicode words as a person with Bijoy and SutonnyMJ does: the other way round than shopbook.exchange.bijoy."""

from __future__ import annotations

import re
import unicodedata

from shopbook.exchange.bijoy import TABLE

_FIRST = {"\u09bf": "w", "\u09c7": "‡", "\u09c8": "ˆ"}  # typed before their cluster
_LAST = {"\u09be": "v", "\u09c0": "x", "\u09c1": "y", "\u09c2": "~", "\u09c3": "„", "\u09d7": "Š"}
_CLUSTER = re.compile(
    "(?P<reph>\u09b0\u09cd(?=[\u0995-\u09b9]))?(?P<letters>[\u0995-\u09b9](?:\u09bc)?(?:\u09cd[\u0995-\u09b9](?:\u09bc)?)*\u09cd?)"
    "(?P<signs>[\u09be-\u09cc\u09d7]*)(?P<marks>[\u0981-\u0983]*)"
)
# Of several ways to write a thing, the one a typist uses; whole conjuncts before halves.
_WRITE = {}
for _typed, _meant in TABLE.items():
    if unicodedata.normalize("NFD", _meant) not in _WRITE and _typed not in "zƒ…†‰¦§«Öœžø\u00adÿ“æ–":
        _WRITE[unicodedata.normalize("NFD", _meant)] = _typed
_LONGEST = sorted((meant for meant in _WRITE if meant != "\u09cd"), key=len, reverse=True)


def typed(word: str) -> str:
    """The word as Bijoy's keys leave it in the file."""
    return _CLUSTER.sub(_typed_cluster, unicodedata.normalize("NFD", word).replace("আ", "Av")).translate(
        {ord(meant): key for meant, key in _WRITE.items() if len(meant) == 1 and meant not in "“”‘’–—"}
    )


def _typed_cluster(found: re.Match[str]) -> str:
    signs = found["signs"].replace("\u09cb", "\u09c7\u09be").replace("\u09cc", "\u09c7\u09d7")
    before = "".join(_FIRST[sign] for sign in signs if sign in _FIRST)
    after = "".join(_LAST[sign] for sign in signs if sign in _LAST)
    marks = "".join(_WRITE[mark] for mark in found["marks"])
    return before + _letters(found["letters"]) + ("©" if found["reph"] else "") + after + marks


def _letters(cluster: str) -> str:
    """A conjunct by the largest pieces the font has, or letter by letter with hasant between."""
    written = ""
    while cluster:
        piece = next((one for one in _LONGEST if cluster.startswith(one) and _fits(one, cluster)), None)
        if piece is None:
            written += "&"  # hasant, the one sign that is no piece
            cluster = cluster[1:]
        else:
            written += _WRITE[piece]
            cluster = cluster[len(piece) :]
    return written


def _fits(piece: str, cluster: str) -> bool:
    """A piece may not cut a letter from its dot."""
    return not cluster[len(piece) :].startswith("\u09bc")
