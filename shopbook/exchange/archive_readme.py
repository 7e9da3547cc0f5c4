"""README.txt of an export: in Bengali and English what each file is, and what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping

from shopbook.exchange.archive_nouns import NOUNS

_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_BENGALI = """{shop}
সব তুলে নেওয়া · {day}

এই ফাইলে আপনার দোকানের পুরো খাতা আছে। পড়তে গ্রাহক খাতা প্রোগ্রাম লাগে না।

xlsx/           এক্সেল ফাইল। একেক বিষয়ে একটা করে। মোবাইল ও নম্বর লেখা হিসেবে আছে, তাই শুরুর শূন্য হারাবে না।
csv/            একই জিনিস সাধারণ লেখা হিসেবে (UTF-8)। যেকোনো প্রোগ্রামে খোলে।
contacts.vcf    সব গ্রাহকের নাম ও নম্বর। ফোনে পাঠিয়ে খুললেই কন্টাক্টে উঠে যাবে।
{cards}book.json       পুরো খাতা, সারি ধরে ধরে। এটা দিয়ে হুবহু একই খাতা আবার বানানো যায়।
journal.json    কে কবে কী লিখেছে বা বদলেছে, সব।
manifest.json   কোন ফাইলে কী আছে, আর তার ছাপ (SHA-256)। ফাইল নষ্ট হলে ধরা পড়ে।

আবার খাতা বানাতে: প্রোগ্রামের প্রথম পর্দায় "তুলে নেওয়া ফাইল থেকে খাতা" বেছে নিন, অথবা
    shopbook new --from এই-ফাইল.zip নতুন-খাতা.shopbook

CSV ফাইলে যে লেখা = + - @ দিয়ে শুরু, তার আগে একটা ' চিহ্ন আছে, যাতে এক্সেল লেখাটাকে সূত্র মনে না করে।
এই প্রোগ্রাম ফাইলটা আবার নেওয়ার সময় চিহ্নটা নিজেই বাদ দেয়। মোবাইল নম্বর এভাবে লেখা: 01711-234567

এতে আপনার সব গ্রাহকের নাম, নম্বর ও হিসাব আছে। শুধু বিশ্বাসের মানুষকে দিন।
"""
_ENGLISH = """{shop}
Everything taken out · {day}

This file holds the whole customer book of your shop. Nothing in it needs the Shopbook program.

xlsx/           Excel files, one for each kind of thing. Phones and codes are text, so no zero is lost.
csv/            The same as plain text (UTF-8), for any program.
contacts.vcf    All customers with their numbers. Send it to a phone and open it: they become contacts.
{cards}book.json       The whole book, row by row. From this the very same book can be made again.
journal.json    The history: what was written and changed, and when.
manifest.json   What each file holds, with its sum (SHA-256). It shows when a file was spoiled.

To make a book of it again: choose "Make a book from an export" on the program's first screen, or
    shopbook new --from THIS-FILE.zip NEW-BOOK.shopbook

In the CSV files a text that begins with = + - @ has a ' before it, so that no spreadsheet runs it as a formula. When
this program takes the list in again, it takes the sign off. Mobile numbers are written 01711-234567.

It holds the names, numbers and accounts of all your customers. Give it only to somebody you trust.
"""
_CARDS = (
    "cards/          চালু ওয়ারেন্টি কার্ডগুলো, PDF।\n",
    "cards/          The warranty cards that still hold, as PDF.\n",
)
_PINS = (
    "কর্মীদের পিন এতে নেই; নতুন খাতায় আবার পিন দিতে হবে।",
    "The PINs of the staff are not in it; they are set anew in the new book.",
)
_OWNERS = (
    "মালিকের নিজের নোটের কথাগুলো এতে নেই, কারণ এটি মালিক নিজে তোলেননি। সেখানে শুধু — লেখা আছে।",
    "The words of the owner's own notes are not in it, because it was not the owner who took it out. A — stands there.",
)


def readme(shop: str, day: str, counts: Mapping[str, int], *, cards: bool, private: bool) -> bytes:
    """The text, with Windows' line ends and a mark so that Notepad shows Bengali."""
    left_out = [_PINS] if private else [_PINS, _OWNERS]
    parts = []
    day = "/".join(reversed(day.split("-")))  # as a day is written in the shop: the day first
    for place, text in enumerate((_BENGALI, _ENGLISH)):
        said = day.translate(_DIGITS) if place == 0 else day
        written = text.format(shop=shop, day=said, cards=_CARDS[place] if cards else "")
        lines = []
        for noun in NOUNS:
            count = str(counts.get(noun.name, 0))
            title = noun.bengali if place == 0 else noun.english
            lines.append(f"  {noun.name}: {title} ({count.translate(_DIGITS) if place == 0 else count})")
        head = ("যা যা আছে:", "What there is:")[place]
        parts.append("\n".join([written, head, *lines, "", *(one[place] for one in left_out), ""]))
    whole = ("\n" + "-" * 72 + "\n\n").join(parts)
    return b"\xef\xbb\xbf" + whole.replace("\n", "\r\n").encode("utf-8")
