"""One name, many spellings, one key."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.search.fold import (
    clean,
    fold_code,
    phone_digits,
    query_skeletons,
    raw_key,
    skeleton_keys,
    word_keys,
    words,
)


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        ("রহিম rahim rohim Raheem", "rhm"),
        ("জাহাঙ্গীর Jahangir Zahangir jahangeer", "jhnr"),
        ("শোভন Shovon Shobhon Sovon", "sbn"),
        ("উজ্জ্বল Ujjal Ujjwal Uzzal", "ajl"),
        ("সূর্য Surjo Surja", "srj"),
        ("আচার্য Acharjo", "acrj"),
    ],
)
def test_a_name_has_one_skeleton_however_it_is_spelt(spellings: str, key: str) -> None:
    assert all(key in word_keys(word).skeletons for word in words(spellings))


@pytest.mark.parametrize(
    ("bengali", "latin"),
    [
        ("সূর্য", "Surya"),
        ("লক্ষ্মী", "Lokkhi"),
        ("হৃদয়", "Ridoy"),
        ("যুথী", "Yuthi"),
        ("চাঁদ", "Chand"),
        ("ছালাম", "Salam"),
    ],
)
def test_sounds_with_two_latin_spellings_meet_in_either(bengali: str, latin: str) -> None:
    ours, theirs = word_keys(words(bengali)[0]).skeletons, word_keys(words(latin)[0]).skeletons
    assert set(ours) & set(theirs)


@pytest.mark.parametrize(
    "titles",
    ["মোঃ মো. মোহাম্মদ মুহাম্মদ Md. Mohd Mohammad Muhammad", "মোছাঃ মোসাঃ মোছাম্মৎ Mst. Mosammat", "ডাঃ ড. Dr. Doctor"],
)
def test_a_title_is_one_word_in_all_its_spellings(titles: str) -> None:
    keys = [word_keys(word).skeletons for word in words(titles)]
    assert all(keys[0][0] in found for found in keys)


def test_a_shop_called_messrs_is_found_by_its_slash() -> None:
    assert words("M/S Karim Traders") == ("ms", "karim", "traders")
    assert words("বাড়ি/রোড") == words("বাড়ি রোড")


def test_half_typed_mo_may_be_a_title_or_a_name() -> None:
    assert query_skeletons("মো") == ("mhmd", "m")
    assert query_skeletons("moh") == ("mh",)  # never every name with m


def test_joined_and_parted_names_share_a_skeleton() -> None:
    assert "abdrhm" in skeleton_keys(["আব্দুর রহিম"]).split()
    assert query_skeletons("abdurrahim") == ("abdrhm",)
    assert "nsrdn" in set(skeleton_keys(["নাসির উদ্দিন"]).split()) & set(query_skeletons("nasiruddin"))


def test_words_of_two_texts_are_not_joined() -> None:
    assert "rhmkrm" not in skeleton_keys(["রহিম", "করিম"]).split()


@pytest.mark.parametrize(
    "pair", [("\u09af\u09bc", "\u09df"), ("\u09a1\u09bc", "\u09dc"), ("\u09a2\u09bc", "\u09dd")]
)
def test_both_ways_of_typing_a_dotted_letter_are_one(pair: tuple[str, str]) -> None:
    assert clean(f"আ{pair[0]}া") == clean(f"আ{pair[1]}া")
    assert word_keys(words(f"আ{pair[0]}েশা")[0]) == word_keys(words(f"আ{pair[1]}েশা")[0])


def test_the_joiner_of_ra_with_ya_phala_is_kept_and_stray_ones_go() -> None:
    rab = "\u09b0\u200d\u09cd\u09af\u09be\u09ac"
    assert clean(rab) == rab
    assert word_keys(words(rab)[0]).skeletons == ("rb",)
    assert raw_key(rab) == raw_key(rab.replace("\u200d", ""))
    assert clean("রহি\u200dম\u200c \u200bকরিম\ufeff") == "রহিম করিম"
    assert clean("ক\u09cd\u200cষ") == "ক\u09cd\u200cষ"  # a visible hasant is meant


def test_old_files_and_two_key_letters_are_mended() -> None:
    assert clean("হঠাত\u09cd\u200d") == "হঠাৎ"
    assert clean("\u0985\u09beলী") == "আলী"
    assert clean("\u09ac\u09bcহিম") == "রহিম"


@given(st.text())
def test_storing_a_text_twice_changes_nothing(text: str) -> None:
    stored = clean(text)
    assert clean(stored) == stored == unicodedata.normalize("NFC", stored)


@given(st.text(alphabet="রহিমকা্যঙয়ংঁঃক্ষজড়abchkosyz'/ ৫7\u200d", max_size=30))
def test_keys_of_any_text_are_plain_letters_and_digits(text: str) -> None:
    keys = skeleton_keys([text])
    assert all(key.isascii() and key.isalnum() and key == key.lower() for key in keys.split())
    for word in words(text):
        assert set(query_skeletons(word)) <= set(word_keys(word).skeletons)


@pytest.mark.parametrize(
    ("written", "key"),
    [("A-000১২৪", "A000124"), ("sn 00:ab", "SN00AB"), ("৩৫-৬৯৩৮০ ৩৫৬৪৩৮০৯", "356938035643809"), ("--", "")],
)
def test_numbers_of_papers_lose_what_stands_between(written: str, key: str) -> None:
    assert fold_code(written) == key


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("+880 1712-345678", "01712345678"),
        ("৮৮০১৭১২৩৪৫৬৭৮", "01712345678"),
        ("008801712", "01712"),
        ("+88017", "017"),
        ("88012", "88012"),  # may be the middle of a number
        ("+966501234567", "966501234567"),
    ],
)
def test_phone_digits_are_those_dialled_at_home(typed: str, digits: str) -> None:
    assert phone_digits(typed) == digits


@given(st.text(alphabet="রহিমoAঃ১5 .-/_'\u2019\u200c\u200d\u09cd\u09beমযMSs", max_size=14))
def test_a_text_without_rare_letters_has_the_words_it_has_beside_one(text: str) -> None:
    assert words(text) == words(f"{text} '")
