# ruff: noqa: E501  (a price list is read as a whole)
"""What the sample shop sells: kinds of goods any such shop has, with model codes and brands of its own invention."""

from __future__ import annotations

from dataclasses import dataclass

from shopbook.products.model import CoverageDraft, ProductDraft


@dataclass(frozen=True, slots=True)
class Good:
    """A product and, when its pieces carry serials, the letters those begin with."""

    draft: ProductDraft
    serial_prefix: str = ""


def _months(kind: str, length: int, component: str = "") -> CoverageDraft:
    return CoverageDraft(kind, component, length, "month")


def _years(kind: str, length: int, component: str = "") -> CoverageDraft:
    return CoverageDraft(kind, component, length, "year")


def _days(kind: str, length: int) -> CoverageDraft:
    return CoverageDraft(kind, "", length, "day")


def _good(
    name: str, brand: str, model: str, category: str, taka: int, serial: str = "", tip: str = "",
    coverages: tuple[CoverageDraft, ...] = (), durable: bool = True, servicing: tuple[int, int] | None = None,
) -> Good:  # fmt: skip
    every_days, count = servicing or (None, None)
    draft = ProductDraft(
        name=name, brand=brand, model=model, category=category, unit="পিস", price_paisa=taka * 100, durable=durable,
        usage_tip=tip, coverages=coverages,
        service_every_days=every_days, service_count=count,
    )  # fmt: skip
    return Good(draft, serial)


_WIPE = "সপ্তাহে একবার শুকনা কাপড়ে মুছবেন।"
_STABLE = "ভোল্টেজ উঠানামা করলে স্ট্যাবিলাইজার ব্যবহার করুন।"

CARDED: tuple[Good, ...] = (
    _good("ফ্রিজ ২১৩ লিটার", "পদ্মা", "PD-213", "ফ্রিজ", 32500, "PDR", _STABLE, (_years("guarantee", 10, "কম্প্রেসর"), _years("parts", 2), _years("service", 5))),
    _good("ফ্রিজ ১৭৬ লিটার", "পদ্মা", "PD-176", "ফ্রিজ", 26900, "PDR", _STABLE, (_years("guarantee", 8, "কম্প্রেসর"), _years("parts", 2))),
    _good("ডিপ ফ্রিজ ১৫০ লিটার", "মেঘনা", "MDF-150", "ফ্রিজ", 28500, "MDF", _STABLE, (_years("guarantee", 5, "কম্প্রেসর"), _years("parts", 1))),
    _good("এলইডি টিভি ৩২ ইঞ্চি", "সুরমা", "SL-32", "টিভি", 17800, "STV", _WIPE, (_years("parts", 1, "প্যানেল"), _years("service", 4))),
    _good("স্মার্ট টিভি ৪৩ ইঞ্চি", "সুরমা", "SL-43S", "টিভি", 31500, "STV", _WIPE, (_years("parts", 2, "প্যানেল"), _years("service", 4))),
    _good("সিলিং ফ্যান ৫৬ ইঞ্চি", "যমুনা", "JF-56", "ফ্যান", 3150, "JFN", "", (_years("guarantee", 5, "মোটর"),)),
    _good("চার্জার ফ্যান ১৪ ইঞ্চি", "যমুনা", "JCF-14", "ফ্যান", 4200, "JCF", "একটানা আট ঘণ্টার বেশি চার্জে রাখবেন না।", (_months("replacement", 6), _years("service", 1))),
    _good("রাইস কুকার ১.৮ লিটার", "তিস্তা", "TR-18", "রান্নাঘর", 2650, "TRC", "ভিতরের হাঁড়ি শুকিয়ে তারপর বসাবেন।", (_years("parts", 1), _years("service", 2))),
    _good("রাইস কুকার ২.৮ লিটার", "তিস্তা", "TR-28", "রান্নাঘর", 3300, "TRC", "ভিতরের হাঁড়ি শুকিয়ে তারপর বসাবেন।", (_years("parts", 1), _years("service", 2))),
    _good("ব্লেন্ডার ৩ জগ", "তিস্তা", "TB-750", "রান্নাঘর", 3450, "TBL", "দুই মিনিট চালিয়ে এক মিনিট বিরতি দিন।", (_years("guarantee", 2, "মোটর"), _years("service", 1))),
    _good("গ্যাসের চুলা দুই বার্নার", "গোমতী", "GS-2A", "রান্নাঘর", 3600, "GGS", "মাসে একবার বার্নার পরিষ্কার করুন।", (_years("service", 2),)),
    _good("ইনডাকশন চুলা", "গোমতী", "GI-20", "রান্নাঘর", 4350, "GIN", "", (_years("parts", 1), _years("service", 1))),
    _good("মাইক্রোওয়েভ ওভেন ২০ লিটার", "গোমতী", "GM-20", "রান্নাঘর", 9800, "GMW", "", (_years("guarantee", 3, "ম্যাগনেট্রন"), _years("parts", 1))),
    _good("ওয়াশিং মেশিন ৭ কেজি", "মেঘনা", "MW-70", "ওয়াশিং মেশিন", 24500, "MWM", "কাপড় বেশি দিবেন না, ৭ কেজির মধ্যে রাখুন।", (_years("guarantee", 5, "মোটর"), _years("parts", 2), _years("service", 3)), servicing=(120, 6)),
    _good("পানির ফিল্টার ১৬ লিটার", "নির্মল", "NF-16", "রান্নাঘর", 2900, "NWF", "ছয় মাস পরপর কার্টিজ বদলাবেন।", (_months("replacement", 3), _years("service", 1)), servicing=(180, 2)),
    _good("আইপিএস ৬০০ ভিএ", "আলোক", "AI-600", "বিদ্যুৎ", 14500, "AIP", "ব্যাটারির পানি প্রতি মাসে দেখবেন।", (_years("parts", 1), _years("service", 2))),
    _good("টিউবুলার ব্যাটারি ১৩০ এএইচ", "আলোক", "AB-130", "বিদ্যুৎ", 18200, "ABT", "ব্যাটারির পানি প্রতি মাসে দেখবেন।", (_months("replacement", 18),)),
    _good("ভোল্টেজ স্ট্যাবিলাইজার", "আলোক", "AS-800", "বিদ্যুৎ", 2400, "AVS", "", (_years("guarantee", 3),)),
    _good("সেলাই মেশিন", "সোনালী", "SM-1", "সেলাই", 9200, "SSM", "সপ্তাহে একবার তেল দিবেন।", (_years("guarantee", 10, "মূল বডি"), _years("service", 1))),
    _good("এয়ার কন্ডিশনার ১ টন", "মেঘনা", "MA-12", "এসি", 44500, "MAC", "মাসে একবার ফিল্টার ধুয়ে দিন।", (_years("guarantee", 5, "কম্প্রেসর"), _years("parts", 2), _months("service", 6)), servicing=(90, 2)),
    _good("আয়রন", "তিস্তা", "TI-10", "ছোট যন্ত্র", 1450, "TIR", "", (_months("replacement", 6), _years("service", 1))),
    _good("বাটন ফোন", "দোয়েল", "DB-2", "মোবাইল", 1650, "3517", "", (_days("money_back", 7), _years("parts", 1))),
    _good("স্মার্টফোন ৬/১২৮", "দোয়েল", "DS-6", "মোবাইল", 14900, "3518", "", (_days("replacement", 10), _years("parts", 1), _years("software", 2))),
)  # fmt: skip

SMALL_GOODS: tuple[Good, ...] = (
    _good("এলইডি বাতি ১২ ওয়াট", "আলোক", "AL-12", "বাতি", 220, durable=False),
    _good("এলইডি বাতি ৫ ওয়াট", "আলোক", "AL-5", "বাতি", 130, durable=False),
    _good("মাল্টিপ্লাগ ৪ পোর্ট", "আলোক", "AM-4", "তার ও প্লাগ", 480),
    _good("বৈদ্যুতিক তার ১ কয়েল", "আলোক", "AC-13", "তার ও প্লাগ", 2350, durable=False),
    _good("মোবাইল চার্জার", "দোয়েল", "DC-1", "মোবাইল", 450, durable=False),
    _good("হেডফোন", "দোয়েল", "DH-3", "মোবাইল", 350, durable=False),
    _good("ইলেকট্রিক কেটলি ১.৮ লিটার", "তিস্তা", "TK-18", "রান্নাঘর", 1250),
    _good("প্রেশার কুকার ৫ লিটার", "গোমতী", "GP-5", "রান্নাঘর", 1950),
    _good("টর্চ লাইট রিচার্জেবল", "আলোক", "AT-2", "বাতি", 550),
    _good("টিভির রিমোট", "সুরমা", "SR-1", "টিভি", 250, durable=False),
    _good("দেয়াল ঘড়ি", "সোনালী", "SW-3", "ঘর", 650),
    _good("মশা মারার ব্যাট", "আলোক", "AK-1", "ঘর", 480),
)  # fmt: skip
