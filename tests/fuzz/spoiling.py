"""Real files and words, and how a seed spoils them. The same seed always gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from random import Random

FILES = Path(__file__).parents[1] / "files"
KINDS = ("csv", "xlsx", "ods", "vcard", "calls", "search")
_CALLS = (
    "Missed call (3)\nরহিম ভাই\n+880 1711-223344\nYesterday 7:45 PM\n\n01819 223344\n"
    "Outgoing, 2 min 5 sec\nToday 10:02\n",
    "Name,Number,Date,Type,Duration\nরহিম,01711223344,21/11/2026 10:30,Missed,0\n"
    ",+8801819223344,20/11/2026 9:00 PM,In,65\n",
    '<calls count="1"><call number="01711223344" duration="0" date="1795244400000" type="3" '
    'contact_name="করিম &amp; Sons"/></calls>',
    "আজ ৫:৩০ মিসড কল ০১৭১১২২৩৩৪৪\nগতকাল রাত ৯টা ইনকামিং ০১৮১৯-৩৩৪৪৫৫ ২ মিনিট\n",
)
_SEARCHES = (
    *(
        "রহিম",
        "rahim 3456",
        "A-000124",
        "০১৭১১",
        "মোঃ আব্দুর রহমান",
        "jahanhir",
        "SN8N7A6D5",
        "+880 1711-223344",
    ),
    *("ক্ষ্ম র‍্যাব", '"AND" OR *', "name:রহিম NEAR(a b)", "মিরপুর ১০ করিম"),
)
_ENTITIES = b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
_WORDS = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b'"',
        b"'",
        b",",
        b"\r",
        b"\n",
        b"=1+1",
        b"\xe0\xa6",
        b"\xed\xa0\x80",
    ),
    *(b"99999999999999999999", b"1e308", b"NaN", b"-0", b"0001-01-01", b"9999-12-31", b"31/02/2026"),
    *(b"<", b">", b"&#0;", b"&lol;", b"]]>", _ENTITIES, b'<c r="XFD1048576">', b"\xe2\x80\x8d" * 40),
    *(
        b' r="ZZZZ99999999"',
        b' number-columns-repeated="99999"',
        b' number-rows-repeated="1048576"',
        b't="s"',
    ),
    *(b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b";ENCODING=QUOTED-PRINTABLE", b";CHARSET=UTF-7:", b"=\r\n"),
    *(b"\r\n ", b"AGENT:", b"<v>99999999</v>"),
    *(word.encode() for word in ("মোট", "৳", "০১৭", "\u202e", "🛒", "ি্", "র্‍")),
)
_IN_MARKUP = re.compile(rb'"[^"<>]{0,200}"|>[^<>]{1,200}<')
_VALUES = (
    *(
        b"0",
        b"-1",
        b"1",
        b"2",
        b"7",
        b"26",
        b"200",
        b"201",
        b"1000",
        b"65536",
        b"1048576",
        b"4294967296",
        b"1e99",
        b"",
    ),
    *(
        b"A1",
        b"GR200000",
        b"XFD1",
        b"A0",
        b"a1",
        b"s",
        b"str",
        b"inlineStr",
        b"b",
        b"e",
        b"d",
        b"n",
        b"float",
        b"date",
    ),
    *(
        b"currency",
        b"percentage",
        b"boolean",
        b"time",
        b"PT25H",
        b"2026-11-21",
        b"hidden",
        b"&amp;",
        b"&#x41;",
        b"NaN",
    ),
)


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """The unspoiled ones of a kind."""
    if kind == "calls":
        return tuple(text.encode() for text in _CALLS)
    if kind == "search":
        return tuple(text.encode() for text in _SEARCHES)
    if kind == "xlsx":
        return ((FILES / "dokaner_khata.xlsx").read_bytes(),)
    if kind == "ods":
        return (_ods(),)
    if kind == "vcard":
        return ((FILES / "android_contacts.vcf").read_bytes()[:20_000],)
    lines = (FILES / "google_contacts.csv").read_bytes()[:20_000]
    return lines, "ক্রম;নাম;মোবাইল;বাকি\n১;রহিম;০১৭১১২২৩৩৪৪;১,২০০/-\n২;করিম;;নাই\n;মোট;;১২০০\n".encode("utf-16")


def spoiled(kind: str, random: Random) -> bytes:
    """One of a kind, spoiled."""
    data = random.choice(seeds(kind))
    if kind in ("xlsx", "ods") and random.random() < 0.75:
        return _spoiled_inside(data, random)
    if random.random() < 0.1:
        data += random.choice(seeds(random.choice(KINDS)))
    return _spoiled(data, random, most=200 if kind == "search" else 3_000_000)


def _spoiled_inside(data: bytes, random: Random) -> bytes:
    """A packed file with one or two of its members spoiled, packed again as it should be."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        names = source.namelist()
        chosen = {random.choice(names), _heart(names)} if random.random() < 0.5 else {_heart(names)}
        for name in names:
            member = source.read(name)
            packed.writestr(name, _spoiled_markup(member, random) if name in chosen else member)
    return target.getvalue()


def _spoiled_markup(data: bytes, random: Random) -> bytes:
    """XML that stays XML most of the time: other values, other texts; sometimes spoiled like anything else."""
    if random.random() < 0.25:
        return _spoiled(data, random, most=3_000_000)
    for _ in range(random.choice((1, 2, 5))):
        places = list(_IN_MARKUP.finditer(data))
        if not places:
            break
        found = random.choice(places)
        value = random.choice(_VALUES) * random.choice((1, 1, 1, 2, 1000))
        data = data[: found.start() + 1] + value + data[found.end() - 1 :]
    return data


def _heart(names: list[str]) -> str:
    """The member with the rows in it."""
    return next(name for name in names if name == "content.xml" or name.startswith("xl/worksheets/"))


def _spoiled(data: bytes, random: Random, most: int) -> bytes:
    for _ in range(random.choice((1, 1, 2, 4, 16, 64))):
        data = _once(data, random)
    if random.random() < 0.02:
        data = _long(data, random, most)
    return data[:most]


def _once(data: bytes, random: Random) -> bytes:
    size = len(data)
    at = random.randrange(size + 1)
    to = min(size, at + int(random.expovariate(1 / 30)) + 1)
    match random.randrange(8):
        case 0 if at < size:
            return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]
        case 1:
            return data[:at] + random.randbytes(random.randrange(1, 6)) + data[at:]
        case 2:
            return data[:at] + data[to:]
        case 3:
            return data[:at] + data[at:to] * random.randrange(2, 40) + data[to:]
        case 4:
            return (
                data[:at] if random.random() < 0.2 else data[:at] + b"0" * random.randrange(1, 30) + data[at:]
            )
        case 5:
            other = random.randrange(size + 1)
            return data[:at] + data[other : other + to - at] + data[to:]
        case _:
            return data[:at] + random.choice(_WORDS) + data[at:]


def _long(data: bytes, random: Random, most: int) -> bytes:
    """Something small, a hundred thousand times: endless rows, columns, folds, quotes."""
    at = random.randrange(len(data) + 1)
    piece = random.choice(
        (data[at : at + random.randrange(1, 60)], random.choice(_WORDS), b",", b"\r\n ", b'"', b"<")
    )
    return data[:at] + piece * (most // max(1, len(piece)) // random.choice((1, 3, 30))) + data[at:]


def _ods() -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    rows = (("নাম", "মোবাইল", "বাকি"), ("রহিম", "01711223344", "1200"), ("করিম মিয়া", "01819223344", "নাই"))
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        for row in rows * 8
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='List'>{body}"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:x"/>')
    return target.getvalue()
