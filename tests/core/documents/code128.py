"""Reading Code 128 from the pixels of a printed page, written from the standard (ISO/IEC 15417) for the tests alone."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

# Bar, gap, bar, gap, bar, gap of the symbols 0 to 105, and the stop with its seven.
_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122"
    "123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323"
    "131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131"
    "213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122"
    "141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112"
    "124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141"
    "411131211412211214211232"
)
_SYMBOLS = [_WIDTHS[at : at + 6] for at in range(0, len(_WIDTHS), 6)]
_STOP = "2331112"
_A, _B, _C = 103, 104, 105


def decode(picture: Image.Image, least_module: float = 1.0) -> list[str]:
    """The texts of all Code 128 bars on a grey picture, each once, from the top."""
    found: dict[str, None] = {}
    for row in range(0, picture.height, 2):
        for text in _in_row(picture, row, least_module):
            found[text] = None
    return list(found)


def _in_row(picture: Image.Image, row: int, least_module: float) -> Iterator[str]:
    line = picture.crop((0, row, picture.width, row + 1)).tobytes()
    runs: list[tuple[bool, int]] = []
    for value in line:
        dark = value < 128
        if runs and runs[-1][0] == dark:
            runs[-1] = (dark, runs[-1][1] + 1)
        else:
            runs.append((dark, 1))
    for at in range(1, len(runs)):
        if runs[at][0]:
            text = _read(runs, at, least_module)
            if text is not None:
                yield text


def _read(runs: list[tuple[bool, int]], at: int, least_module: float) -> str | None:
    """The code whose start symbol begins at this bar, when there is one with its quiet zones and check sum."""
    widths = [width for _dark, width in runs[at:]]
    if len(widths) < 19:
        return None
    module = sum(widths[:6]) / 11
    if module < least_module or runs[at - 1][1] < 9 * module:
        return None
    values, place = [], 0
    while True:
        if _pattern(widths[place : place + 7], 13) == _STOP:
            after = widths[place + 7] if place + 7 < len(widths) else 0
            return _text(values) if after >= 9 * module else None
        symbol = _pattern(widths[place : place + 6], 11)
        if symbol not in _SYMBOLS:
            return None
        values.append(_SYMBOLS.index(symbol))
        place += 6


def _pattern(widths: list[int], modules: int) -> str:
    module = sum(widths) / modules
    return "".join(str(round(width / module)) for width in widths)


def _text(values: list[int]) -> str | None:
    if len(values) < 3 or values[0] not in (_A, _B, _C):
        return None
    *body, check = values
    if (body[0] + sum(place * value for place, value in enumerate(body[1:], start=1))) % 103 != check:
        return None
    letters, code = "", body[0]
    for value in body[1:]:
        if value in (99, 100, 101) and value != {_C: 99, _B: 100, _A: 101}[code]:
            code = {99: _C, 100: _B, 101: _A}[value]
        elif code == _C:
            letters += f"{value:02d}"
        elif value < 96:
            letters += chr(value + 32) if code == _B or value < 64 else chr(value - 64)
        else:
            return None
    return letters
