"""Which screens and short tasks are looked at, and what is opened in them. Judging them is test_every_screen.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from shopbook.book import Book
from shopbook.care.demands import DemandDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.directory.model import HelperDraft
from shopbook.followups.reminders import ReminderDraft
from shopbook.halkhata.model import HalkhataDraft
from shopbook.notes.model import GiftDraft
from shopbook.products.model import CoverageDraft
from shopbook.service.model import Finding
from shopbook.warranties.model import CardDraft, Replacement
from tests.ui.house.memos import brought_back, exchanging, on_its_way
from tests.ui.house.order import thrown_away, twice

TODAY = dt.date(2026, 11, 21)


def _debtor(book: Book) -> int:
    return book.customers.ids("balance", descending=True)[0]


def _our_word(book: Book) -> dict[str, object]:
    draft = ShopPromiseDraft("ওয়াশিং মেশিনের স্ট্যান্ড পৌঁছে দেব", TODAY, _debtor(book))
    return {"promise_id": book.promises.promise(draft)}


def _order(book: Book, answer: str) -> dict[str, object]:
    draft = BuyPromiseDraft(_debtor(book), "মেয়ের বিয়ের জন্য ওয়াশিং মেশিন আর টিভি", TODAY, 85_000_00)
    return {"promise_id": book.promises.will_buy(draft), "answer": answer}


def _wish(book: Book) -> dict[str, object]:
    draft = DemandDraft("পানির ফিল্টারের ক্যান্ডেল", _debtor(book), alternative="কাপড়ের ছাঁকনি")
    return {"demand_id": book.demands.ask(draft)}


def _wishes(book: Book) -> str:
    _wish(book)
    return "demand"


def _orders(book: Book) -> str:
    _order(book, "won")
    return "buy"


def _promises(book: Book) -> str:
    _our_word(book)
    return "shop"


def _gift(book: Book) -> dict[str, object]:
    return {"gift_id": book.notes.give(GiftDraft(_debtor(book), "ফলের ঝুড়ি", "অসুস্থতা"))}


def _helpers(book: Book) -> int:
    add, area = book.helpers.add, book.customers.row(_debtor(book)).area
    add(HelperDraft("মোঃ কামাল উদ্দিন মিস্ত্রি", "mechanic", "01712345678", area, "গভীর রাতেও আসেন, দাম ঠিক নেন"))
    add(HelperDraft("রনি টেলিভিশন ও রেফ্রিজারেটর সার্ভিস", "tv_fridge", "01819223344", "পশ্চিম কাজীপাড়া"))
    return add(HelperDraft("সোহেল", "জেনারেটরের কারিগর", "01511222333", "ধানমন্ডি"))


def _reminder(book: Book) -> int:
    start = dt.date(2026, 4, 14)
    draft = ReminderDraft(
        "হালখাতার কার্ড ছাপানো ও বিলি করা",
        start,
        "month",
        2,
        "bangla",
        dt.date(2030, 12, 31),
        15,
        "high",
        _debtor(book),
    )
    return book.followups.remind(draft)


def _call_log(book: Book) -> str:
    known, unknown = book.customers.phones(_debtor(book))[0].shown, "01733112233"
    return (
        f"{known} Missed call Today, 9:05 AM\n{known} Missed call Today, 9:15 AM\n"
        f"{unknown} Missed call Yesterday, 8:00 PM\n01611222333 missed 1 Nov 2026\n16247 missed today 9:00\n"
        "01911222333 incoming yesterday 10:00 2 min\n"
    )


def _bijoy_list(book: Book) -> Path:
    """A list typed with Bijoy, in which the one who owes most stands too."""
    path = book.path.with_name("বিজয়ে লেখা গ্রাহকের তালিকা.csv")
    phone = book.customers.phones(_debtor(book))[0].shown
    path.write_text(
        f"bvg,†gvevBj,GjvKv,evwK\niwng DwÏb,{phone},wgicyi,500\nKwig wgqv,01611223344,mvfvi,700\n"
    )
    return path


def _customers(book: Book) -> tuple[int, int]:
    first, second = book.customers.ids("balance", descending=True)[:2]
    return first, second


def _begun(book: Book, at: int, *, extras: list[str], **typed: object) -> dict[str, object]:
    """A call of another debtor that was begun before: what was typed and opened comes back with it."""
    id = book.customers.ids("balance", descending=True)[at]
    fields = {"said": "ফোনে", "answered": "", "buys_what": "", **typed}
    book.drafts.keep(f"call:{id}", {"outcome": "talked", "fields": fields, "extras": extras})
    return {"customer_id": id}


def _running_plan(book: Book) -> dict[str, object]:
    """Instalments with somebody who stands good for them, made from a memo with a due."""
    from shopbook.dues.plan_model import GuarantorDraft, PlanDraft

    sale_id = _unpaid_memo(book)["sale_id"]
    people = (GuarantorDraft("মোঃ আব্দুল করিম সরকার", "01711223344", "মামাশ্বশুর"),)
    return {"plan_id": book.plans.make(PlanDraft(sale_id, 6, guarantors=people)).id}


def _unpaid_memo(book: Book) -> dict[str, int]:
    """A memo with a due and without a plan."""
    for customer_id in book.customers.ids("balance", descending=True):
        for item in book.dues.ageing(customer_id).open_items:
            if item.sale_id is not None and book.plans.due_of(item.sale_id) > 600_00:
                plan = book.plans.of_sale(item.sale_id)
                if plan is None or not plan.is_open:
                    return {"sale_id": item.sale_id}
    raise AssertionError("every memo of the sample shop is paid or has a plan")


def _paper(book: Book) -> dict[str, object]:
    """A memo in the preview, with every size a paper of money has."""
    from tests.core.documents.money_papers import MEMO, PAPERS

    draw, _data, sizes = PAPERS["memo"]
    return {
        "title": "মেমো A-০০০১২৪",
        "pdf": lambda size: draw(MEMO, size),
        "file_name": "A-000124.pdf",
        "sizes": sizes,
        "size": "80",
    }


def _wanted_thing(book: Book) -> object:
    """What somebody asked for, so that the list of whom it interests is not empty."""
    _wishes(book)
    return book.demands.wanted("open")[0].what


def _job(book: Book, status: str = "checking", step: str = "") -> dict[str, object]:
    """A job of somebody's card that has come so far, late and with much written about it."""
    draft = book.jobs.draft_for_card(book.warranties.newest_ids()[0])
    job = book.jobs.take_in(
        replace(
            draft,
            problem="ঠান্ডা হয় না, নিচ দিয়ে পানি পড়ে, রাতে শব্দ করে",
            customer_id=_debtor(book),
            condition="দাগ আছে, সিল খোলা",
            accessories="চার্জার, রিমোট, বাক্স",
            received_on=TODAY - dt.timedelta(9),
            promised_on=TODAY - dt.timedelta(2),
            estimate_paisa=1_250_00,
        )
    )
    if status == "ready":
        done = Finding("repaired", "কম্প্রেসর বদলানো, গ্যাস ভরা", "", "extend", 1_250_00, 800_00)
        book.jobs.ready(job.id, done)
    elif status == "sent_to_company":
        book.jobs.send(job.id, "ওয়ালটন সার্ভিস সেন্টার, মিরপুর", "WSC-4471", TODAY + dt.timedelta(3))
    else:
        book.jobs.move(job.id, status, "কম্প্রেসর দেখা হচ্ছে")
    return {"job_id": job.id, "step": step} if step else {"job_id": job.id}


def _halkhata(book: Book) -> int:
    """A drive with somebody who paid a part, somebody who came, and everybody else."""
    day = TODAY + dt.timedelta(3)
    drive = book.halkhatas.start(HalkhataDraft("শুভ হালখাতা", day), book.halkhatas.candidates(1))
    first, second = book.halkhatas.guest_ids(drive.id)[:2]
    book.halkhatas.take_payment(first, 500_00, "bkash", discount_paisa=100_00)
    book.halkhatas.came(second)
    return drive.id


def _card_of_old(book: Book) -> int:
    """A card that was replaced by another, with servicings done, late and to come, and a job of its piece."""
    draft = CardDraft(
        product_name="এসি ১.৫ টন ইনভার্টার",
        brand="Gree",
        model="GS-18XPUV32",
        serial="GR18-2026-004517",
        start_on=TODAY - dt.timedelta(256),
        customer_id=_debtor(book),
        coverages=(
            CoverageDraft("replacement", "", 7, "day"),
            CoverageDraft("service", "", 2, "year"),
            CoverageDraft("parts", "কম্প্রেসর", 10, "year"),
        ),
        service_every_days=120,
        service_count=4,
        terms="পোড়া, ভাঙা বা পানি ঢুকলে ওয়ারেন্টি নেই।",
    )
    card = book.warranties.give(draft)
    book.visits.done(book.visits.of_card(card.id)[0].id, TODAY - dt.timedelta(140), "গ্যাস ও ফিল্টার পরিষ্কার")
    problem = {"problem": "ঠান্ডা কম হয়", "promised_on": TODAY + dt.timedelta(4)}
    book.jobs.take_in(replace(book.jobs.draft_for_card(card.id), **problem))
    book.warranties.replace(card.id, Replacement(serial="GR18-2026-009902", reason="কোম্পানি নতুন দিয়েছে"))
    return card.id


def _card_of_new(book: Book) -> int:
    """The card that stands for it."""
    return book.warranties.card(_card_of_old(book)).replaced_by_id or 0


def _visit(book: Book, how: str) -> dict[str, object]:
    visit = book.visits.next_of(_card_of_new(book))
    return {"visit_id": visit.id if visit else 0, "how": how}


def _job_of_servicing(book: Book) -> dict[str, object]:
    """A thing that is mended while the free servicing of its card is due."""
    draft = replace(book.jobs.draft_for_card(_card_of_new(book)), problem="ঠান্ডা কম হয়")
    job = book.jobs.take_in(draft)
    book.jobs.ready(job.id, Finding("repaired", "গ্যাস ভরা", charge_paisa=1_250_00))
    return {"job_id": job.id}


# What is opened: the key of a page or sheet, and its target in a book.
PLACES: dict[str, Callable[[Book], object]] = {
    "export": lambda book: None,
    "import looked at": _bijoy_list,
    "today": lambda book: None,
    "customers": lambda book: None,
    "customer": _debtor,
    "customer_edit": _debtor,
    "customer_new": lambda book: "রহিম 01712345678",
    "sale": lambda book: {"customer_id": _debtor(book)},
    "sales": lambda book: None,
    "sale exchange": exchanging,
    "sales needed": lambda book: "needed",
    "sales out": lambda book: on_its_way(book) and "out",
    "sales returns": lambda book: brought_back(book) and "returns",
    "sale_view": lambda book: book.sales.ids()[0],
    "sale_view returned": brought_back,
    "sale_view under way": on_its_way,
    "warranty": lambda book: book.warranties.newest_ids()[0],
    "warranty replaced": _card_of_old,
    "warranty new": _card_of_new,
    "import": lambda book: None,
    "dues": lambda book: {"customer_id": _debtor(book)},
    "dues plans": _running_plan,
    "helpers": lambda book: _helpers(book) and None,
    "reminders": lambda book: _reminder(book) and None,
    "call_log": _call_log,
    "lift": lambda book: None,
    "settings kinds": lambda book: "kinds",
    "settings": lambda book: None,
    "settings rules": lambda book: "rules",
    "settings wording": lambda book: "wording",
    "complaints": lambda book: None,
    "complaints rumours": lambda book: "rumours",
    "complaints settled": lambda book: "resolved",
    "complaints opinions": lambda book: "opinions",
    "promises shop": _promises,
    "promises buy": _orders,
    "promises pay": lambda book: "pay",
    "promises demand": _wishes,
    "promises lost": lambda book: "lost",
    "announcement": _wanted_thing,
    "settings staff": lambda book: "staff",
    "settings about": lambda book: "about",
    "history": lambda book: book.settings.add_staff("মোঃ আব্দুর রহিম চৌধুরী", "manager") and None,
    "history customer": lambda book: {"customer_id": _debtor(book)},
    "settings printing": lambda book: "printing",
    "preview": _paper,
    "service": lambda book: _job(book, "sent_to_company"),
    "service ready": lambda book: _job(book, "ready"),
    "service late": lambda book: "late",
    "service closed": lambda book: "closed",
    "service nothing": lambda book: {"find": "XYZ-404"},
    "service_report": lambda book: "all",
    "halkhata": _halkhata,
    "halkhata report": lambda book: {"halkhata_id": _halkhata(book), "tab": "report"},
    "halkhata closed": lambda book: {
        "halkhata_id": book.halkhatas.close(_halkhata(book)).id,
        "tab": "guests",
    },
    "halkhata new": lambda book: "new",
    "call_sheets": lambda book: book.call_sheets.remember(book.followups.today()),
    "help": lambda book: None,
    "duplicates": lambda book: twice(book) and None,
    "duplicates made": lambda book: book.merging.merge(*twice(book)) and "made",
    "duplicates side by side": lambda book: dict(zip(("kept", "other"), twice(book), strict=True)),
    "duplicates whom": lambda book: {"kept": _debtor(book)},
    "trash": thrown_away,
    "trash customer": lambda book: thrown_away(book) and "customer",
    "settings safety": lambda book: "safety",
    "settings file": lambda book: "file",
    "backups none": lambda book: "list",
    "backups": lambda book: book.backups.make() and "list",
    "backups places": lambda book: "places",
    "backups check": lambda book: "check",
    "backups inside": lambda book: book.backups.make(),
    "protect": lambda book: "book",
    "protect backups": lambda book: "backups",
}
# Short tasks, which stand over the page in front.
SHEETS: dict[str, Callable[[Book], object]] = {
    "note": lambda book: {"customer_id": _debtor(book)},
    "payment": lambda book: {"customer_id": _debtor(book)},
    "payment plan": _running_plan,
    "adjust": lambda book: {"customer_id": _debtor(book)},
    "adjust opening": lambda book: {"customer_id": _debtor(book), "kind": "opening"},
    "adjust writeoff": lambda book: {"customer_id": _debtor(book), "kind": "writeoff"},
    "statement": lambda book: {"customer_id": _debtor(book)},
    "return": brought_back,
    "delivery": on_its_way,
    "plan": _unpaid_memo,
    "standing": lambda book: None,
    "guarantors": _running_plan,
    "callback": lambda book: None,
    "call": lambda book: {"customer_id": _debtor(book)},
    "call later": lambda book: {"customer_id": _debtor(book), "outcome": "call_later"},
    "call promise": lambda book: {"customer_id": _debtor(book), "outcome": "promised_pay"},
    "call complaint": lambda book: {"customer_id": _debtor(book), "outcome": "complaint"},
    "call wrong": lambda book: {"customer_id": _debtor(book), "outcome": "wrong_number"},
    "call buy": lambda book: {"customer_id": _debtor(book), "outcome": "promised_buy"},
    "call angry": lambda book: _begun(book, 1, mood=["angry"], extras=["promise"]),
    "call feedback": lambda book: _begun(
        book,
        2,
        feedback_score=3,
        feedback_testimonial="ঠকিনি",
        demand_alternative="অন্যটা",
        extras=["feedback", "demand"],
    ),
    "reminder": lambda book: None,
    "qr": lambda book: {
        "phone": "01712345678",
        "name": "মোছাঃ মমতাজ ইয়াসমিন",
        "text": "আসসালামু আলাইকুম, আসবেন। " * 5,
    },
    "qr long": lambda book: {"phone": "01712345678", "name": "রহিম", "text": "আসসালামু আলাইকুম, আসবেন। " * 30},
    "day_messages": lambda book: None,
    "product_help": lambda book: book.products.ids()[0],
    "reminder change": lambda book: {"reminder_id": _reminder(book)},
    "helper": lambda book: _helpers(book) and {"customer_id": _debtor(book)},
    "helper for whom": lambda book: {"helper_id": _helpers(book)},
    "helper new": lambda book: {"new": "রহমত"},
    "complaint": lambda book: {"customer_id": _debtor(book)},
    "complaint rumour": lambda book: {"kind": "rumour"},
    "complaint change": lambda book: {"complaint_id": book.complaints.ids("open")[0]},
    "complaint settle": lambda book: {"complaint_id": book.complaints.ids("open")[0], "settle": True},
    "settle_complaint_check": lambda book: {"complaint_id": book.complaints.ids("resolved")[0]},
    "feedback": lambda book: {"customer_id": _debtor(book)},
    "feedback praise": lambda book: {"feedback_id": book.feedback.quotable_ids()[0]},
    "shop_promise": lambda book: {"customer_id": _debtor(book)},
    "buy_promise": lambda book: {"customer_id": _debtor(book)},
    "demand": lambda book: {"customer_id": _debtor(book)},
    "demand change": lambda book: {"demand_id": book.demands.ids()[0]},
    "gift": lambda book: {"customer_id": _debtor(book)},
    "job": lambda book: {"new": True},
    "job card": lambda book: {"warranty_id": book.warranties.newest_ids()[0]},
    "job change": lambda book: _job(book),
    "job_step": _job,
    "job_step company": lambda book: _job(book, step="company"),
    "job_step reject": lambda book: _job(book, step="reject"),
    "job_step chase": lambda book: _job(book, "sent_to_company"),
    "job_delivery": _job,
    "job_delivery ready": lambda book: _job(book, "ready"),
    "job_delivery servicing": _job_of_servicing,
    "payment unsure": lambda book: {**_running_plan(book), "sure": False},
    "card_change": lambda book: {"warranty_id": _card_of_new(book)},
    "card_change transfer": lambda book: {"warranty_id": _card_of_new(book), "how": "transfer"},
    "card_change void": lambda book: {"warranty_id": _card_of_new(book), "how": "void"},
    "card_sheet": lambda book: {"warranty_id": _card_of_new(book)},
    "card_sheet many": lambda book: {"warranty_ids": book.warranties.newest_ids()[:3]},
    "card_sheet labels": lambda book: {"warranty_id": _card_of_new(book), "what": "labels"},
    "visit": lambda book: _visit(book, "done"),
    "visit moved": lambda book: _visit(book, "moved"),
    "settle_shop_promise": _our_word,
    "settle_buy_promise won": lambda book: _order(book, "won"),
    "settle_buy_promise lost": lambda book: _order(book, "lost"),
    "settle_demand_arrived": _wish,
    "settle_gift_reached": _gift,
    "erase": _debtor,
    "settle_referral": lambda book: dict(zip(("customer_id", "referred_id"), _customers(book), strict=True)),
    "passphrase": lambda book: None,
    "unprotect": lambda book: None,
}
