"""Addresses that phones and programs open."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from shopbook.wording import links

TEXT = "সালাম & রহিম ভাই, ৳৫০০ বাকি? #১"


def test_a_number_is_dialled_with_its_country() -> None:
    assert links.dial("+8801711000001") == "tel:+8801711000001"


def test_whatsapp_wants_no_plus_and_the_whole_message() -> None:
    address = urlsplit(links.whatsapp("+8801711000001", TEXT))
    assert (address.netloc, address.path) == ("wa.me", "/8801711000001")
    assert parse_qs(address.query) == {"text": [TEXT]}


def test_an_sms_carries_its_text() -> None:
    address = links.sms("+8801711000001", TEXT)
    assert address.startswith("sms:+8801711000001?body=")
    assert parse_qs(address.partition("?")[2]) == {"body": [TEXT]}
    assert links.sms_to_scan("+8801711000001", TEXT) == f"SMSTO:+8801711000001:{TEXT}"
