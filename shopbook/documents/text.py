"""Shaped text on PDF pages: Bengali and Latin drawn by HarfBuzz outlines, copied and searched as the letters typed.

Where a line stands on the page is decided in page.py; no label or number is worded here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from shopbook.errors import DocumentProblem, Message
from shopbook.paths import resource

Align = Literal["left", "centre", "right"]

# Reph, chandrabindu and the deep conjuncts (ক্ষ্ম্য, ন্দ্ব) need 1.45 em; at the font's own 1.32 they touch the next line.
LEADING = 1.45

_FILES = {False: "KhataBangla-Regular.ttf", True: "KhataBangla-Bold.ttf"}
# Glyphs no character leads to (conjuncts) get this code plus their number. The code follows from the glyph alone, so it
# never runs out, is the same in every document of every process, and equal cards stay equal bytes.
_PRIVATE_USE = 0xE000
_PRIVATE_USE_END = 0xF8FF
# Script runs: digits and punctuation stay with the run before them, as in Qt, so that both shape alike.
_RUNS = re.compile(r"[^\u0980-\u09ff]*?[A-Za-z\u00c0-\u024f][^\u0980-\u09ff]*|[^A-Za-z\u00c0-\u024f]+")
_WORDS = re.compile(r" +|[^ ]+")
_JOINERS = "\u200c\u200d"
_HASANT = "\u09cd"
# A line never begins with one of these when they stand alone: many people type a space before the দাঁড়ি.
_CLOSING = re.compile(r"[।॥,;:.!?)\]’”]+")
# What the font lacks and people type, drawn with what it has; copying still gives what was typed.
_DRAWN_AS = {"\u2044": "/", "→": "–", "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2015": "—"}
_ALWAYS = frozenset(f"{_JOINERS}©®°`´¨¯^")
# Emoji come in from phone contacts; no text font has them, and an empty box on a card looks like a fault.
_NEVER = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk", "Me"))
_PICTURE_STYLES = dict.fromkeys(range(0xFE00, 0xFE10))

_loading = Lock()


@dataclass(frozen=True, slots=True)
class Glyph:
    """One outline: the code it has in the PDF font, and its advance and shift in 1/1000 em."""

    code: str
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class ShapedWord:
    """A word as outlines; width in 1/1000 em."""

    width: float
    glyphs: tuple[Glyph, ...]


class ShapedFont:
    """One weight of the shop's typeface, registered with ReportLab and shaped by HarfBuzz. Never changes once loaded.

    Attributes: name, ascent and descent (1/1000 em, descent negative), space (the width of a blank, 1/1000 em).
    """

    def __init__(self, path: Path) -> None:
        import uharfbuzz
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        self.name = path.stem
        self._harfbuzz: Any = uharfbuzz
        self._shaper: Any = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes())))
        # asciiReadable is given because ReportLab's own setting can be changed by an environment variable.
        font = TTFont(self.name, str(path), shapable=False, asciiReadable=1)
        self._face: Any = font.face
        self._scale = 1000.0 / self._shaper.face.upem
        self._characters = frozenset(self._face.charToGlyph)
        self._codes = self._give_codes()
        pdfmetrics.registerFont(font)
        self.ascent: float = self._face.ascent
        self.descent: float = self._face.descent
        self.space: float = self._face.getCharWidth(32)
        self.shape = lru_cache(maxsize=20_000)(self._shape)

    def width(self, text: str, size: float) -> float:
        """The width of one line of `printable` text, in points."""
        widths = (self.space * len(w) if w[0] == " " else self.shape(w).width for w in _WORDS.findall(text))
        return sum(widths) * size / 1000

    def advance_of(self, code: str) -> float:
        """How far the pen moves by itself after this code, 1/1000 em."""
        return float(self._face.getCharWidth(ord(code)))

    def _give_codes(self) -> dict[int, str]:
        """A character for every glyph: its own where there is one (so readers that know no ActualText still see it)."""
        codes: dict[int, str] = {}
        own = {glyph: code for code, glyph in sorted(self._face.charToGlyph.items(), reverse=True)}
        for glyph in range(self._shaper.face.glyph_count):
            code = own.get(glyph)
            if code is None:
                code = _PRIVATE_USE + glyph
                if code > _PRIVATE_USE_END or code in self._characters:
                    raise ValueError("the font has more glyphs than the private codes, or uses those itself")
                self._face.charToGlyph[code] = glyph
                self._face.charWidths[code] = self._shaper.get_glyph_h_advance(glyph) * self._scale
            codes[glyph] = chr(code)
        return codes

    def _shape(self, word: str) -> ShapedWord:
        glyphs: list[Glyph] = []
        k = self._scale
        for run in _RUNS.findall(self._drawn(word)):
            buffer = self._harfbuzz.Buffer()
            buffer.add_str(run)
            bengali = any("\u0980" <= c <= "\u09ff" for c in run)
            # Fixed, because HarfBuzz would otherwise take the language from the computer's locale.
            buffer.direction = "ltr"
            buffer.script, buffer.language = ("Beng", "bn") if bengali else ("Latn", "en")
            self._harfbuzz.shape(self._shaper, buffer, {"kern": True, "liga": False})
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                code = self._codes[info.codepoint]
                glyphs.append(Glyph(code, at.x_advance * k, at.x_offset * k, at.y_offset * k))
        return ShapedWord(sum(g.advance for g in glyphs), tuple(glyphs))

    def _drawn(self, word: str) -> str:
        """The word with the few characters the font lacks replaced by what it has (½ by 1/2, № by No)."""
        if all(ord(c) in self._characters for c in word):
            return word
        out: list[str] = []
        for c in word:
            if ord(c) in self._characters:
                out.append(c)
                continue
            simpler = "".join(_DRAWN_AS.get(s, s) for s in unicodedata.normalize("NFKC", c))
            out.append(simpler if all(ord(s) in self._characters for s in simpler) else c)
        return "".join(out)


def font(bold: bool = False) -> ShapedFont:
    """The regular or bold weight, loaded once in a process. DocumentProblem when its file is missing or torn."""
    with _loading:
        return _load(bold)


@lru_cache(maxsize=2)
def _load(bold: bool) -> ShapedFont:
    path = resource("fonts", _FILES[bold])
    try:
        return ShapedFont(path)
    # Deliberately wide: a torn font makes ReportLab and HarfBuzz raise whatever their parsers meet.
    except Exception as error:
        raise DocumentProblem(
            Message("The font file {name} is missing or damaged, so nothing can be printed.", name=path.name),
            Message("Install Shopbook again. Your book is not touched by that."),
        ) from error


# A word is asked for when it is measured, wrapped and drawn.
@lru_cache(maxsize=5_000)
def printable(text: str) -> str:
    """The text as one line of paper takes it: NFC, every blank a space, no control signs, no pictures (☎, ❤)."""
    kept: list[str] = []
    for c in unicodedata.normalize("NFC", text.translate(_PICTURE_STYLES)):
        category = unicodedata.category(c)
        if category in ("Zs", "Zl", "Zp") or c in "\t\n\r\v\f":
            kept.append(" ")
        elif c in _ALWAYS or "\u0980" <= c <= "\u09ff" or category not in _NEVER or _spells_letters(c):
            kept.append(c)
    return "".join(kept)


def _spells_letters(sign: str) -> bool:
    """Whether a sign stands for letters (№, ™) and is therefore no picture."""
    return unicodedata.normalize("NFKC", sign).isalpha()


def draw_line(
    canvas: Any, face: ShapedFont, size: float, x: float, y: float, text: str, align: Align = "left"
) -> float:
    """Draw one line with its baseline at y (points from the page's bottom); x is its left, middle or right.

    Returns the width in points.
    """
    text = printable(text)
    width = face.width(text, size)
    if align != "left":
        x -= width if align == "right" else width / 2
    if not text.strip():
        return width
    # One ActualText a line: with one a word, readers lose a blank here and there (3 of 1375 measured).
    actual = text.encode("utf-16-be").hex().upper()
    canvas.addLiteral(f"/Span <</ActualText <FEFF{actual}>>> BDC")
    _draw_words(canvas, face, size, x, y, text)
    canvas.addLiteral("EMC")
    return width


def _draw_words(canvas: Any, face: ShapedFont, size: float, x: float, y: float, text: str) -> None:
    out = canvas.beginText(x, y)
    out.setFont(face.name, size)
    k = size / 1000
    waiting: list[str] = []
    pen = x

    def flush() -> None:
        if waiting:
            out.textOut("".join(waiting))
            waiting.clear()

    for word in _WORDS.findall(text):
        if word[0] == " ":
            waiting.append(word)
            pen += face.space * len(word) * k
            continue
        for glyph in face.shape(word).glyphs:
            if glyph.dx or glyph.dy:
                # ReportLab's setRise drops the baseline of what follows (up to 5.1); an own origin a mark does not.
                flush()
                out.setTextOrigin(pen + glyph.dx * k, y + glyph.dy * k)
                out.textOut(glyph.code)
                pen += glyph.advance * k
                out.setTextOrigin(pen, y)
                continue
            waiting.append(glyph.code)
            pen += glyph.advance * k
            if abs(glyph.advance - face.advance_of(glyph.code)) > 0.01:
                flush()
                out.setTextOrigin(pen, y)
    flush()
    canvas.drawText(out)


def wrap(face: ShapedFont, size: float, text: str, width: float) -> list[str]:
    """The text in lines no wider than `width` points; breaks at blanks, or between whole letters of a word too long.

    A line break in the text is kept. Empty text is one empty line.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in _breakable(printable(paragraph)):
            wider = f"{line} {word}" if line else word
            if face.width(wider, size) <= width:
                line = wider
                continue
            if line:
                lines.append(line)
            *full, line = _pieces(face, size, word, width)
            lines.extend(full)
        lines.append(line)
    return lines


def _breakable(text: str) -> list[str]:
    """The words of a line, a lone দাঁড়ি or comma kept with the word before it."""
    words: list[str] = []
    for word in text.split():
        if words and _CLOSING.fullmatch(word):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _pieces(face: ShapedFont, size: float, word: str, width: float) -> list[str]:
    """A word cut so that each piece fits; never inside a conjunct or between a letter and its sign."""
    pieces: list[str] = []
    piece = ""
    for letter in letters(word):
        if piece and face.width(piece + letter, size) > width:
            # Model numbers and addresses read better cut after their own marks.
            cut = max(piece.rfind(mark) for mark in "-/.,_@") + 1
            cut = cut if cut > len(piece) // 2 else len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
        piece += letter
    return [*pieces, piece.strip()]


def letters(text: str) -> list[str]:
    """The text cut into what a reader calls letters: conjuncts whole, signs with their consonant."""
    out: list[str] = []
    for c in text:
        joined = unicodedata.category(c) in ("Mn", "Mc", "Me") or c in _JOINERS
        if out and (joined or out[-1][-1] in _JOINERS or _open_conjunct(out[-1], c)):
            out[-1] += c
        else:
            out.append(c)
    return out


def _open_conjunct(before: str, c: str) -> bool:
    return before[-1] == _HASANT and ("\u0995" <= c <= "\u09b9" or c in "ৰৱ")
