"""The words shops, Google, Outlook and phones write above their columns, and what each column then holds.

Deciding for a whole sheet, also by content, lives in columns.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from shopbook.search.fold import clean


class FieldKey(StrEnum):
    """What a column holds. Several columns may share a key: phones are all taken, texts are joined."""

    NAME = "name"
    NAME_PREFIX = "name_prefix"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    NAME_SUFFIX = "name_suffix"
    NICKNAME = "nickname"
    FATHER = "father"
    HUSBAND = "husband"
    MOTHER = "mother"
    PHONE = "phone"
    PHONE_LABEL = "phone_label"
    AREA = "area"
    ADDRESS = "address"
    LANDMARK = "landmark"
    OCCUPATION = "occupation"
    ORGANISATION = "organisation"
    DUE = "due"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    NOTE = "note"
    TAG = "tag"
    EMAIL = "email"
    EXTRA = "extra"
    """Of no known meaning: kept in the note with its heading, so that nothing of the list is lost."""
    SERIAL = "serial"
    IGNORE = "ignore"


_EXACT: dict[FieldKey, str] = {
    FieldKey.SERIAL: (
        "ক্রম|ক্রমিক|ক্রমিক নং|ক্রমিক নম্বর|ক্র নং|ক্রঃ নং|ক্র|নং|sl|s l|sl no|s no|serial|"
        "serial no|sr|sr no|no|si no|si"
    ),
    FieldKey.NAME: (
        "নাম|গ্রাহকের নাম|গ্রাহক|কাস্টমারের নাম|কাস্টমার নাম|কাস্টমার|ক্রেতার নাম|ক্রেতা|"
        "খরিদ্দার|খরিদ্দারের নাম|পার্টি|পার্টির নাম|পুরো নাম|name|full name|customer|"
        "customer name|customers name|client|client name|party|party name|display name|"
        "contact name|buyer|nam|naam|customer er nam|member name|account name|person"
    ),
    FieldKey.NAME_PREFIX: "name prefix|title|prefix|উপাধি",
    FieldKey.FIRST_NAME: "first name|given name|firstname|নামের প্রথম অংশ",
    FieldKey.MIDDLE_NAME: "middle name|additional name",
    FieldKey.LAST_NAME: "last name|family name|surname|lastname|নামের শেষ অংশ|পদবি|পদবী",
    FieldKey.NAME_SUFFIX: "name suffix|suffix",
    FieldKey.NICKNAME: "ডাকনাম|ডাক নাম|nickname|nick name|short name|dak nam",
    FieldKey.FATHER: (
        "পিতা|পিতার নাম|বাবার নাম|বাবা|অভিভাবক|অভিভাবকের নাম|পিতা স্বামী|পিতা স্বামীর নাম|"
        "পিতা বা স্বামী|father|father name|fathers name|father s name|guardian|guardian name|"
        "father husband|father husband name"
    ),
    FieldKey.HUSBAND: "স্বামী|স্বামীর নাম|husband|husband name|husband s name|husbands name|spouse",
    FieldKey.MOTHER: "মাতা|মাতার নাম|মা|মায়ের নাম|mother|mother name|mother s name|mothers name",
    FieldKey.AREA: "এলাকা|মহল্লা|পাড়া|গ্রাম|বাজার|রুট|area|location|village|route|zone|elaka",
    FieldKey.ADDRESS: (
        "ঠিকানা|বর্তমান ঠিকানা|স্থায়ী ঠিকানা|address|full address|address formatted|"
        "address street|address city|address region|home address|street|city|thikana|"
        "address extended address|home street|home city|business street|business city|"
        "address country|address postal code|state|থানা|জেলা|উপজেলা|district|thana|upazila"
    ),
    FieldKey.LANDMARK: "ল্যান্ডমার্ক|কাছের চেনা জায়গা|চেনার উপায়|landmark|near",
    FieldKey.OCCUPATION: (
        "পেশা|কাজ|occupation|profession|job title|organization title|organisation title|job|pesha"
    ),
    FieldKey.ORGANISATION: (
        "প্রতিষ্ঠান|প্রতিষ্ঠানের নাম|দোকান|দোকানের নাম|company|company name|organization|"
        "organization name|organisation|organisation name|shop|shop name|business name|firm"
    ),
    FieldKey.DUE: (
        "বাকি|বাকী|পাওনা|বকেয়া|বাকি টাকা|বাকী টাকা|পাওনা টাকা|মোট বাকি|মোট বাকী|মোট পাওনা|"
        "বর্তমান বাকি|বর্তমান বাকী|সাবেক বাকি|পূর্বের বাকি|জের|আগের জের|due|dues|due amount|"
        "amount due|total due|balance|current balance|opening balance|outstanding|receivable|"
        "baki|bakeya|paona|pawna|due tk|due taka|baki taka|previous due|opening due"
    ),
    FieldKey.BIRTHDAY: (
        "জন্মদিন|জন্ম দিন|জন্ম তারিখ|জন্মতারিখ|birthday|birth day|dob|d o b|date of birth|birth date|birthdate|bday"
    ),
    FieldKey.ANNIVERSARY: (
        "বিয়ের তারিখ|বিয়ের দিন|বিবাহ বার্ষিকী|বিবাহবার্ষিকী|anniversary|wedding day|"
        "marriage day|wedding date|marriage date"
    ),
    FieldKey.NOTE: (
        "মন্তব্য|নোট|বিবরণ|বিস্তারিত|কথা|note|notes|remark|remarks|comment|comments|details|"
        "description|memo|montobbo"
    ),
    FieldKey.TAG: (
        "labels|label|group|groups|group membership|tag|tags|categories|category|শ্রেণি|শ্রেণী|ধরন|দল"
    ),
    FieldKey.EMAIL: "email|e mail|email address|e mail address|e mail value|ইমেইল|ই মেইল",
    FieldKey.IGNORE: (
        "photo|file as|phonetic first name|phonetic middle name|phonetic last name|yomi name|"
        "given name yomi|additional name yomi|family name yomi|initials|maiden name|"
        "short name yomi|e mail label|e mail type|address label|address type|event label|"
        "event type|website label|custom field label|relation label|im label|"
        "organization type|organization yomi name|organization department|address po box|"
        "gender|language|sensitivity|priority|private|subject|hobby|ছবি"
    ),
}
HEADINGS: dict[str, FieldKey] = {
    clean(word): key for key, words in _EXACT.items() for word in words.split("|")
}

# When the words are not known exactly. The first rule that fits wins; a rule with "!" words must not contain those.
_CONTAINS: tuple[tuple[FieldKey, str, str], ...] = (
    (FieldKey.PHONE_LABEL, "phone label|phone type", ""),
    (
        FieldKey.PHONE,
        "মোবাইল|মোবা|ফোন|ফোণ|হোয়াটসঅ্যাপ|হোয়াটস|ইমো|যোগাযোগ নম্বর|phone|mobile|cell|contact no|contact number|whatsapp|"
        "telephone|imo no|imo number|mob no|mobail|contact|number",
        "account|card|date|তারিখ|serial|name",
    ),
    (FieldKey.BIRTHDAY, "জন্ম|birth", ""),
    (FieldKey.EXTRA, "তারিখ|date|শেষ|last|জমা|পরিশোধ|paid|limit|সীমা|kena|কেনা|status", ""),
    (FieldKey.FATHER, "পিতা|বাবার|father", ""),
    (FieldKey.HUSBAND, "স্বামী|husband", ""),
    (FieldKey.MOTHER, "মাতা|মায়ের|mother", ""),
    (FieldKey.DUE, "বাকি|বাকী|পাওনা|বকেয়া|outstanding|baki", ""),
    (FieldKey.ADDRESS, "ঠিকানা|address", "label|type|mail"),
    (FieldKey.AREA, "এলাকা|মহল্লা", ""),
    (FieldKey.NOTE, "মন্তব্য|remark|comment", ""),
    (FieldKey.NAME, "গ্রাহকের নাম|কাস্টমারের নাম|ক্রেতার নাম|customer name|client name", ""),
)
_RULES = tuple(
    (key, tuple(map(clean, words.split("|"))), tuple(map(clean, filter(None, bars.split("|")))))
    for key, words, bars in _CONTAINS
)
_PUNCTUATION = re.compile(r"[^\w\u0980-\u09ff]+")
_FIGURES = re.compile(r"[\d০-৯]+|[।৳]")


@lru_cache(maxsize=512)  # a row's cells are looked at twice, first as a repeated header, then as a total
def heading_words(text: str) -> str:
    """A heading without its case, punctuation and numbers: "Phone 1 - Value" is "phone value"."""
    return " ".join(_FIGURES.sub(" ", _PUNCTUATION.sub(" ", clean(text).casefold())).split())


def key_of(heading: str) -> FieldKey | None:
    """What a heading says its column holds; None when the words are not known."""
    words = heading_words(heading)
    if not words or len(words) > 60:
        return None
    known = HEADINGS.get(words) or HEADINGS.get(words.removesuffix(" value"))
    if known:
        return known
    for key, contained, barred in _RULES:
        if any(word in words for word in contained) and not any(word in words for word in barred):
            return key
    return None
