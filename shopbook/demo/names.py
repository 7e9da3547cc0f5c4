# ruff: noqa: E501  (lists of names are read as a whole)
"""The people of the sample shop: names as they are written in both scripts, and the places of one upazila."""

from __future__ import annotations

Pair = tuple[str, str]


def _pairs(text: str) -> tuple[Pair, ...]:
    return tuple((bangla, latin) for bangla, latin in (each.split("=") for each in text.split()))


MUSLIM_MEN = _pairs(
    "রহিম=Rahim করিম=Karim আবুল=Abul জসিম=Jasim কামাল=Kamal জামাল=Jamal সেলিম=Selim শফিক=Shafiq রফিক=Rafiq আনোয়ার=Anwar দেলোয়ার=Delwar সাইফুল=Saiful নজরুল=Nazrul আমিনুল=Aminul শহিদুল=Shahidul মনিরুল=Monirul হাবিবুর=Habibur মিজানুর=Mizanur আতিকুর=Atiqur মাহবুব=Mahbub ফারুক=Faruk বাবুল=Babul রাজু=Raju রাকিব=Rakib সাকিব=Sakib ইমরান=Imran নাসির=Nasir জাহিদ=Zahid রাশেদ=Rashed মাসুদ=Masud আশরাফ=Ashraf ইকবাল=Iqbal হারুন=Harun লিটন=Liton মোস্তফা=Mostofa খোরশেদ=Khorshed আলমগীর=Alamgir তোফাজ্জল=Tofazzal"
)
HINDU_MEN = _pairs(
    "কৃষ্ণ=Krishna গোপাল=Gopal বিষ্ণু=Bishnu শ্যামল=Shyamal উত্তম=Uttam প্রদীপ=Pradip স্বপন=Swapan তপন=Tapan দুলাল=Dulal সুমন=Suman অমল=Amal নিতাই=Nitai পরিমল=Parimal রঞ্জিত=Ranjit"
)
OTHER_MEN = _pairs("জন=John মাইকেল=Michael সুজন=Sujan পলাশ=Palash উজ্জ্বল=Ujjal")
MUSLIM_WOMEN = _pairs(
    "ফাতেমা=Fatema আয়েশা=Ayesha রহিমা=Rahima সালমা=Salma নাসরিন=Nasrin শিরিন=Shirin রোকেয়া=Rokeya জাহানারা=Jahanara হাসিনা=Hasina মর্জিনা=Morjina সুফিয়া=Sufia মমতাজ=Momtaz তাসলিমা=Taslima শাহিনুর=Shahinur রুমা=Ruma সুমি=Sumi লাকী=Lucky আসমা=Asma কুলসুম=Kulsum বিলকিস=Bilkis রেহানা=Rehana"
)
HINDU_WOMEN = _pairs(
    "প্রিয়াঙ্কা=Priyanka সীমা=Sima রীতা=Rita গীতা=Gita লক্ষ্মী=Lakshmi মৌসুমী=Mousumi শেফালী=Shefali অঞ্জনা=Anjana শিখা=Shikha"
)
OTHER_WOMEN = _pairs("মেরী=Mary রোজী=Rosy মিতা=Mita জুঁই=Jui")

MUSLIM_LAST_MEN = _pairs(
    "ইসলাম=Islam রহমান=Rahman হোসেন=Hossain হক=Haque উদ্দিন=Uddin আহমেদ=Ahmed মিয়া=Mia আলী=Ali খান=Khan চৌধুরী=Chowdhury সরকার=Sarkar শেখ=Sheikh মোল্লা=Molla হাওলাদার=Howlader তালুকদার=Talukder ভূঁইয়া=Bhuiyan প্রামাণিক=Pramanik সিকদার=Sikder মাতুব্বর=Matubbar গাজী=Gazi মজুমদার=Majumder ব্যাপারী=Bepari"
)
HINDU_LAST = _pairs(
    "দাস=Das রায়=Roy সাহা=Saha পাল=Pal মণ্ডল=Mondal বিশ্বাস=Biswas সরকার=Sarkar কর্মকার=Karmakar ঘোষ=Ghosh শীল=Shil"
)
OTHER_LAST = _pairs("গোমেজ=Gomes রোজারিও=Rozario চাকমা=Chakma ত্রিপুরা=Tripura মারমা=Marma")
# A given name, one of these, and a family's name: জামাল উদ্দিন সরকার.
MUSLIM_MIDDLE = _pairs("উদ্দিন=Uddin হোসেন=Hossain ইসলাম=Islam রহমান=Rahman আলী=Ali")
MUSLIM_FAMILIES = _pairs(
    "মিয়া=Mia খান=Khan চৌধুরী=Chowdhury সরকার=Sarkar শেখ=Sheikh মোল্লা=Molla হাওলাদার=Howlader তালুকদার=Talukder ভূঁইয়া=Bhuiyan প্রামাণিক=Pramanik সিকদার=Sikder মাতুব্বর=Matubbar গাজী=Gazi মজুমদার=Majumder ব্যাপারী=Bepari"
)
MUSLIM_LAST_WOMEN = _pairs("বেগম=Begum খাতুন=Khatun আক্তার=Akter সুলতানা=Sultana পারভীন=Parvin বানু=Banu ইয়াসমিন=Yasmin")
HINDU_LAST_WOMEN = (*_pairs("রানী=Rani দেবী=Devi"), *HINDU_LAST[:6])

CHILDREN = {
    "son": _pairs("রাফি=Rafi আয়ান=Ayan তানভীর=Tanvir সিয়াম=Siam আরিফ=Arif নাবিল=Nabil জিহাদ=Jihad তাওসিফ=Tawsif"),
    "daughter": _pairs("মিম=Mim নুসরাত=Nusrat তানহা=Tanha জান্নাত=Jannat মারিয়া=Maria সাদিয়া=Sadia রাইসা=Raisa পূজা=Puja"),
}

AREAS = _pairs(
    "হেমায়েতপুর=Hemayetpur আমিনবাজার=Aminbazar আশুলিয়া=Ashulia নবীনগর=Nabinagar জিরাবো=Jirabo বাইপাইল=Baipail রাজাসন=Rajason বিরুলিয়া=Birulia ব্যাংক=Bank তেঁতুলঝোড়া=Tetuljhora ভাকুর্তা=Bhakurta কাউন্দিয়া=Kaundia রেডিও=Radio ধামসোনা=Dhamsona পাথালিয়া=Pathalia"
)
_LONGER = {"ব্যাংক": ("ব্যাংক কলোনি", "Bank Colony"), "রেডিও": ("রেডিও কলোনি", "Radio Colony")}
AREAS = tuple(_LONGER.get(bangla, (bangla, latin)) for bangla, latin in AREAS)
LANDMARKS = (
    "বড় মসজিদের পাশে",
    "প্রাইমারি স্কুলের পিছনে",
    "বটতলার মোড়ে",
    "বাজারের শেষ মাথায়",
    "কালীমন্দিরের কাছে",
    "চৌরাস্তার চায়ের দোকানের পাশে",
    "ইউনিয়ন পরিষদের সামনে",
    "পানির ট্যাংকের পাশে",
)
OCCUPATIONS = (
    "স্কুল শিক্ষক",
    "মুদি দোকানদার",
    "গার্মেন্টস কর্মী",
    "কৃষক",
    "সিএনজি চালক",
    "ব্যাংক কর্মকর্তা",
    "প্রবাসী",
    "দর্জি",
    "গৃহিণী",
    "কাঠমিস্ত্রি",
    "ফার্মেসি মালিক",
    "নার্স",
    "ইজিবাইক চালক",
    "মাছ ব্যবসায়ী",
    "ঠিকাদার",
    "ইমাম",
    "ছাত্র",
)
NICKNAMES = ("খোকন", "বাচ্চু", "মন্টু", "টুটুল", "পিন্টু", "বেবী", "মিনু", "টুনু", "লালু", "দুখু মিয়া", "ছোটন", "নান্টু")
PREFIXES = ("013", "014", "015", "016", "017", "017", "017", "018", "018", "019")
