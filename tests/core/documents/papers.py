"""The papers of one small shop, as the tests hand them in."""

from __future__ import annotations

import datetime as dt

from shopbook.documents.call_sheet import CallLine, CallSheetPaper
from shopbook.documents.page import ShopHead
from shopbook.documents.warranty_card_facts import CardPaper, CoverageLine

DAY = dt.date(2026, 11, 21)

SHOP = ShopHead(
    name_bn="মেসার্স শ্রীমঙ্গল ইলেকট্রনিক্স",
    name_en="M/S Srimangal Electronics",
    address="কলেজ রোড, শ্রীমঙ্গল, মৌলভীবাজার",
    hotline="+8801712345678",
    hours="সকাল ৯টা – রাত ৯টা",
)

CARD = CardPaper(
    shop=SHOP,
    card_no="W-000123",
    memo_no="A-000124",
    customer_name="হাজী মোঃ আব্দুর রহিম (Abdur Rahim)",
    customer_phone="+8801819555555",
    customer_address="বাড়ি ১২, পূর্বাশা আবাসিক এলাকা, শ্রীমঙ্গল",
    product="রেফ্রিজারেটর",
    brand_model="Walton WFC-3D8-GDEL-XX",
    serials=("SN-2026-00451789",),
    start_on=DAY,
    coverages=(
        CoverageLine("কম্প্রেসর", "১০ বছর", dt.date(2036, 11, 20)),
        CoverageLine("খুচরা যন্ত্রাংশ", "১ বছর", dt.date(2027, 11, 21)),
        CoverageLine("বডি", "আজীবন", None),
    ),
    terms=(
        "ওয়ারেন্টি সেবা নেওয়ার সময় এই কার্ড অবশ্যই দেখাতে হবে।",
        "বিদ্যুতের ভোল্টেজ ওঠানামা, বজ্রপাত, অগ্নিকাণ্ড বা পানি প্রবেশে সৃষ্ট ত্রুটি ওয়ারেন্টির আওতায় পড়ে না।",
        "কর্তৃপক্ষের অনুমতি ছাড়া পণ্যের ভেতরে হাত দিলে ওয়ারেন্টি বাতিল হবে।",
        "ক্ষুদ্র উদ্যোক্তা ও কিস্তির গ্রাহকদের জন্য একই শর্ত প্রযোজ্য।",
    ),
    usage_tip="ফ্রিজ দেয়াল থেকে ১০ সেমি দূরে রাখুন, প্রথম ৪ ঘণ্টা খালি চালান।",
    price_paisa=35_500_00,
)

PERSON = CallLine(
    number=1,
    name="লক্ষ্মী রানী দাস",
    phone="+8801819555555",
    area="ভানুগাছ রোড",
    reasons=("ফ্রিজ কেনার ৭ দিন হলো, ঠিকমতো চলছে কি না জিজ্ঞেস করুন", "২০ নভেম্বর টাকা দেওয়ার কথা ছিল"),
    last_said="ছেলের পরীক্ষা শেষ হলে আসবেন",
    due_paisa=12_500_00,
    best_time="বিকাল ৫টার পর",
)


def sheet_of(*people: CallLine) -> CallSheetPaper:
    """The day's sheet with these people on it."""
    return CallSheetPaper(SHOP, DAY, "করিম", people)
