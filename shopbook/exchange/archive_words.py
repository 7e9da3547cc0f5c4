"""What the book's own short words (payment, delivered, son ...) are called in the sheets of an export.

The sheets are read without this program, so the words stand here whole and not in the catalogs of the window.
"""

from __future__ import annotations

_BOTH = """
father পিতা|father; husband স্বামী|husband; mother মাতা|mother; son ছেলে|son; daughter মেয়ে|daughter
child সন্তান|child; wife স্ত্রী|wife; brother ভাই|brother; sister বোন|sister; grandchild নাতি-নাতনি|grandchild
other অন্য|other; normal সাধারণ|normal; silver ভালো|good; vip বিশেষ|special
bhai ভাই|bhai; apa আপা|apa; chacha চাচা|chacha; khala খালা|khala; sir স্যার|sir; madam ম্যাডাম|madam; dada দাদা|dada
didi দিদি|didi
own নিজের|own; spouse স্বামী/স্ত্রীর|spouse's; shop দোকানের|shop's; home বাসার|home; ok চালু|works; off বন্ধ|off
wrong ভুল নম্বর|wrong number
cash ক্যাশ|cash; bkash বিকাশ|bKash; nagad নগদ|Nagad; rocket রকেট|Rocket; upay উপায়|Upay; bank ব্যাংক|bank
card কার্ড|card; cheque চেক|cheque
none লাগবে না|none; needed ডেলিভারি দিতে হবে|to be delivered; out ডেলিভারির পথে|on the way
delivered ডেলিভারি হয়েছে|delivered
returned ফেরত এসেছে|returned
opening আগের বাকি|opening due; sale বিক্রি|sale; payment জমা|payment; return ফেরত|return; discount ছাড়|discount
cashback ক্যাশব্যাক|cashback; adjust ভুল ঠিক করা|correction; writeoff মাফ|written off; advance অগ্রিম|advance
reversal বাতিল করা|reversal; service সার্ভিসিং|servicing; refund টাকা ফেরত|refund; exchange বদল|exchange
open চলছে|open; kept কথা রেখেছেন|kept; partly কিছুটা|partly; broken রাখেননি|broken; replaced বদলানো|replaced
cancelled বাতিল|cancelled; won কিনেছেন|bought; lost কেনেননি|not bought; arrived এসেছে|arrived; told জানানো হয়েছে|told
closed শেষ|closed; resolved মিটেছে|settled; withdrawn তুলে নিয়েছেন|withdrawn
not_in_stock দোকানে ছিল না|not in stock; never_sold রাখি না|not sold here; price দাম|price; model মডেল|model
quality মান|quality; credit বাকি চেয়েছেন|wanted credit; only_looking দেখতে এসেছেন|only looking
week সপ্তাহ|week; month মাস|month; day দিন|day; year বছর|year; life আজীবন|for life; once একবার|once
active চালু|valid; void বাতিল|void; transferred হাতবদল|handed on
money_back টাকা ফেরত|money back; replacement বদলে দেওয়া|replacement; parts পার্টস|parts; guarantee গ্যারান্টি|guarantee
software সফটওয়্যার|software
received জমা নেওয়া|received; checking দেখা হচ্ছে|being checked; sent_to_company কোম্পানিতে|at the company
waiting_part পার্টসের অপেক্ষায়|waits for a part; ready তৈরি|ready; rejected নাকচ|rejected
take_in জমা নেওয়া|taken in; move এগোনো|moved on; send পাঠানো|sent; chase খোঁজ নেওয়া|asked after
came_back ফেরত এসেছে|came back
deliver বুঝিয়ে দেওয়া|handed over; reject নাকচ|rejected; cancel বাতিল|cancelled; promise নতুন তারিখ|new day
staff কর্মীরা|the staff; owner মালিক|the owner; manager ম্যানেজার|manager; seller বিক্রেতা|seller; helper সহকারী|helper
birth সন্তান জন্ম|a birth; pregnancy গর্ভাবস্থা|pregnancy; own_illness নিজের অসুখ|own illness
family_illness পরিবারে অসুখ|illness in the family; hospital হাসপাতাল|hospital; death মৃত্যু|a death
accident দুর্ঘটনা|accident; breakdown জিনিস নষ্ট|a breakdown; wedding বিয়ে|wedding; exam পরীক্ষা|exam
new_job নতুন চাকরি|new job; new_house নতুন বাড়ি|new house; travel সফর|travel; money_trouble টাকার টানাটানি|short of money
bad_mood মন খারাপ|bad mood; complaint অভিযোগ|complaint; favour উপকার|favour; preference পছন্দ|preference
in তিনি ফোন করেছেন|they called; phone ফোন|phone; counter দোকানে|at the counter; whatsapp হোয়াটসঅ্যাপ|WhatsApp
imo ইমো|imo; messenger মেসেঞ্জার|Messenger; sms এসএমএস|SMS; visit বাসায় গিয়ে|visit
talked কথা হয়েছে|talked; no_answer ধরেননি|no answer; busy লাইন ব্যস্ত ছিল|busy; switched_off ফোন বন্ধ ছিল|switched off
wrong_number ভুল নম্বর|wrong number; call_later পরে ফোন|call later; refused কথা বলতে চাননি|refused
promised_pay টাকা দেবেন|will pay; paid টাকা দিয়েছেন|paid; promised_buy কিনবেন|will buy; bought কিনেছেন|bought
message_left খবর রাখা|message left; do_not_call ফোন করতে মানা করেছেন|do not call
happy খুশি|happy; sad মন খারাপ|sad; angry রাগ|angry
product পণ্য|product; delay দেরি|delay; behaviour ব্যবহার|behaviour; bill বিল|bill; rumour গুজব|rumour
"""


def _read(text: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for entry in text.replace("\n", ";").split(";"):
        code, _space, both = entry.strip().partition(" ")
        if both:
            bengali, _bar, english = both.partition("|")
            found[code] = (bengali.strip(), english.strip())
    return found


WORDS = _read(_BOTH)
# "out" is a parcel on its way and a call the shop made; "open" a door and a note for everybody.
_BY_COLUMN = {
    ("direction", "out"): ("দোকান ফোন করেছে", "the shop called"),
    ("sensitivity", "open"): ("সবাই", "everybody"),
}
YES = (("না", "no"), ("হ্যাঁ", "yes"))


def word(code: str, language: str, column: str = "") -> str:
    """The word for a code of the book; a code nobody knows (the shop's own kinds of notes) is its own word."""
    both = _BY_COLUMN.get((column, code)) or WORDS.get(code)
    return code if both is None else both[0 if language == "bn" else 1]


def yes_or_no(value: object, language: str) -> str:
    """Yes or no."""
    return YES[1 if value else 0][0 if language == "bn" else 1]
