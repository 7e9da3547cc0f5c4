"""QR codes read back by an own little reader: finder patterns, format, mask, bytes (ISO/IEC 18004)."""

from __future__ import annotations

import pytest

from shopbook.documents.qr import LARGEST_VERSION, Matrix, matrix
from shopbook.errors import DocumentProblem

FINDER = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
# By error correction and mask, as the standard lists them (table C.1), for the levels used here.
FORMATS = {
    **{0b01_000 | mask: bits for mask, bits in enumerate(
        (0x77C4, 0x72F3, 0x7DAA, 0x789D, 0x662F, 0x6318, 0x6C41, 0x6976))},
    **{0b00_000 | mask: bits for mask, bits in enumerate(
        (0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0))},
}  # fmt: skip
MASKS = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)


def corner(code: Matrix, row: int, column: int) -> list[str]:
    """Seven by seven modules as text."""
    return ["".join("01"[dark] for dark in line[column : column + 7]) for line in code[row : row + 7]]


def format_of(code: Matrix) -> tuple[int, int]:
    """Level and mask from the bits round the upper left finder."""
    places = [*((8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)), *((r, 8) for r in (7, 5, 4, 3, 2, 1, 0))]
    bits = int("".join("01"[code[r][c]] for r, c in places), 2)
    found = next(key for key, known in FORMATS.items() if known == bits)
    return found >> 3, found & 7


def is_reserved(row: int, column: int, size: int) -> bool:
    """True where no data stands, in versions 2 to 6: finders, timing, format and the one alignment pattern."""
    if row == 6 or column == 6:
        return True
    if (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9):
        return True
    return abs(row - (size - 7)) <= 2 and abs(column - (size - 7)) <= 2


def read(code: Matrix) -> bytes:
    """The bytes in a code of one block (versions 2 to 5 at L, 2 and 3 at M)."""
    size = len(code)
    mask = MASKS[format_of(code)[1]]
    bits, upwards, column = [], True, size - 1
    while column > 0:
        column -= column == 6
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for c in (column, column - 1):
                if not is_reserved(row, c, size):
                    bits.append("01"[code[row][c] != mask(row, c)])
        column, upwards = column - 2, not upwards
    text = "".join(bits)
    assert text[:4] == "0100", "byte mode"
    length = int(text[4:12], 2)
    return bytes(int(text[12 + 8 * n : 20 + 8 * n], 2) for n in range(length))


@pytest.mark.parametrize(
    ("text", "sturdy"),
    [
        ("tel:+8801711000001", True),
        ("tel:16263-hotline", True),
        ("SMSTO:+8801711000001:সালাম রহিম ভাই", False),
        ("https://wa.me/8801711000001?text=Salam", False),
    ],
)
def test_a_phone_reads_what_was_written(text: str, sturdy: bool) -> None:
    code = matrix(text, sturdy=sturdy)
    size = len(code)
    assert size % 4 == 1 and all(len(row) == size for row in code)
    assert [corner(code, r, c) for r, c in ((0, 0), (0, size - 7), (size - 7, 0))] == [FINDER] * 3
    assert [code[6][n] for n in range(8, size - 8)] == [n % 2 == 0 for n in range(8, size - 8)]
    assert code[size - 8][8], "the one module that is always dark"
    assert format_of(code)[0] == (0b00 if sturdy else 0b01)
    assert read(code).decode() == text


def test_a_code_is_as_small_as_its_text_allows() -> None:
    """Capacities of the standard (table 7): version 1 holds 17 bytes at L and 14 at M, version 2 at M 26."""
    assert [len(matrix("a" * n, sturdy=False)) for n in (17, 18)] == [21, 25]
    assert [len(matrix("a" * n)) for n in (14, 15, 26, 27)] == [21, 25, 25, 29]


def test_a_text_too_long_to_be_scanned_is_refused_in_words() -> None:
    assert len(matrix("a" * 858, sturdy=False)) == 17 + 4 * LARGEST_VERSION
    with pytest.raises(DocumentProblem) as refused:
        matrix("a" * 859, sturdy=False)
    assert refused.value.advice is not None
