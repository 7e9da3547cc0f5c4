"""The sheets of an export that people read: which columns each has, called how in both languages, asked how.

Trash and pages laid into others are left out here; they are in book.json, which has every row. Writing lives in
archive_sheets.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One column: heading in Bengali and English, the SQL of its value, and what kind of value that is.

    kinds: text, code (a word of archive_words), phone, taka (from paisa), day, instant (UTC in the book, Dhaka's time
    in the sheet), number, count (from thousandths), yes (1 or 0).
    """

    bengali: str
    english: str
    sql: str
    kind: str = "text"

    @property
    def heading(self) -> str:
        """Both names."""
        return f"{self.bengali} / {self.english}"


@dataclass(frozen=True, slots=True)
class Noun:
    """One sheet. `source`: FROM and WHERE; the table whose id orders and counts the rows is called `t` in it."""

    name: str
    bengali: str
    english: str
    source: str
    fields: tuple[Field, ...]
    right: str = "export"
    """Who may take it out, beyond the right to export at all."""


def _fields(text: str) -> tuple[Field, ...]:
    """Lines of `Bengali | English | SQL | kind`."""
    cells = ([cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip())
    return tuple(Field(one[0], one[1], one[2], one[3] if len(one) > 3 else "text") for one in cells)


_LIVE = "t.deleted_at IS NULL"
_BUYER = "LEFT JOIN customer c ON c.id = t.customer_id"
_STAFF = "LEFT JOIN staff s ON s.id = t.staff_id"
_CUSTOMER = "গ্রাহক নম্বর | Customer no | c.code\nগ্রাহক | Customer | c.name\n"
_BY = "\nকর্মী | Staff | s.name"

_FIRST_PHONE = (
    "(SELECT p.raw FROM customer_phone p "
    "WHERE p.customer_id = t.id AND p.deleted_at IS NULL ORDER BY p.position LIMIT 1)"
)
_SERIALS = (
    "(SELECT group_concat(n.serial, ', ') FROM item_serial n "
    "WHERE n.sale_item_id = t.id AND n.deleted_at IS NULL)"
)
_GUARANTORS = (
    "(SELECT group_concat(g.name !! coalesce(' ' !! g.phone, ''), ', ') FROM guarantor g "
    "WHERE g.plan_id = t.id AND g.deleted_at IS NULL)"
)
# The words of these stand in the tables of fields under their names.
_LONG = {"_FIRST_PHONE": _FIRST_PHONE, "_SERIALS": _SERIALS, "_GUARANTORS": _GUARANTORS}


def _partial(prefix: str) -> str:
    """A day people know in part, as text: 1990-05-12, ????-05-12, 1990."""
    return (
        f"CASE WHEN {prefix}_m IS NULL THEN CAST({prefix}_y AS TEXT) ELSE coalesce(printf('%04d', {prefix}_y), '--') "
        f"!! printf('-%02d', {prefix}_m) !! coalesce(printf('-%02d', {prefix}_d), '') END"
    )


def _noun(name: str, bengali: str, english: str, source: str, fields: str) -> Noun:
    made = tuple(
        Field(one.bengali, one.english, _LONG.get(one.sql, one.sql).replace("!!", "||"), one.kind)
        for one in _fields(fields)
    )
    return Noun(name, bengali, english, source, made)


NOUNS: tuple[Noun, ...] = (
    _noun("customers", "গ্রাহক", "Customers",
        f"customer t LEFT JOIN customer r ON r.id = t.referred_by_id WHERE {_LIVE} AND t.merged_into_id IS NULL",
        f"""নম্বর | No | t.code
        নাম | Name | t.name
        ডাকনাম | Nickname | t.nickname
        মোবাইল | Mobile | _FIRST_PHONE | phone
        পিতা/স্বামী/মাতা | Guardian | t.guardian_name
        সম্পর্ক | Relation | t.guardian_relation | code
        সম্বোধন | Honorific | t.honorific | code
        এলাকা | Area | t.area
        ঠিকানা | Address | t.address
        কাছের চেনা জায়গা | Landmark | t.landmark
        পেশা | Occupation | t.occupation
        বাকি | Due | t.balance_paisa | taka
        সবচেয়ে পুরোনো বাকি | Oldest due of | t.oldest_unpaid_on | day
        শেষ জমা | Last payment | t.last_payment_on | day
        প্রথম কেনা | First purchase | t.first_sale_on | day
        শেষ কেনা | Last purchase | t.last_sale_on | day
        কতবার কিনেছেন | Purchases | t.sales_count | number
        ধরন | Tier | t.tier | code
        বাকির সীমা | Credit limit | t.credit_limit_paisa | taka
        জন্মদিন | Birthday | {_partial("t.birth")}
        বিয়ের দিন | Wedding day | {_partial("t.wedding")}
        ফোন করা মানা | Do not call | t.do_not_call | yes
        কার কথায় এসেছেন | Sent by | r.name
        মন্তব্য | Remark | t.remark
        খাতায় এসেছেন | In the book since | t.created_at | instant"""),
    _noun("phones", "মোবাইল নম্বর", "Phones", f"customer_phone t {_BUYER} WHERE {_LIVE}",
        _CUSTOMER + """নম্বর | Number | t.raw | phone
        কার | Whose | t.label | code
        কথা | Note | t.note
        অ্যাপ | Apps | t.apps
        অবস্থা | State | t.state | code"""),
    _noun("family", "পরিবার", "Family", f"family_member t {_BUYER} WHERE {_LIVE}",
        _CUSTOMER + f"""সম্পর্ক | Relation | t.relation | code
        নাম | Name | t.name
        কত জন | How many | t.head_count | number
        জন্মদিন | Birthday | {_partial("t.birth")}
        ক্লাস | Class | t.school_class
        মৃত্যু | Died | t.deceased_on | day"""),
    _noun("labels", "ট্যাগ", "Tags",
        f"customer_tag t {_BUYER} JOIN tag g ON g.id = t.tag_id WHERE {_LIVE} AND g.deleted_at IS NULL",
        _CUSTOMER + "ট্যাগ | Tag | g.name"),
    _noun("products", "পণ্য", "Products", f"product t WHERE {_LIVE}",
        """নাম | Name | t.name
        ব্র্যান্ড | Brand | t.brand
        মডেল | Model | t.model
        ধরন | Category | t.category
        একক | Unit | t.unit
        দাম | Price | t.price_paisa | taka
        বিক্রি হয় | On sale | t.active | yes
        শেষ বিক্রি | Last sold | t.last_sold_on | day"""),
    _noun("sales", "বিক্রি", "Sales", f"sale t {_BUYER} {_STAFF} WHERE {_LIVE}",
        """মেমো নম্বর | Memo no | t.memo_no
        তারিখ | Date | t.sold_on | day
        """ + _CUSTOMER + """ছাড় | Discount | t.discount_paisa | taka
        মোট | Total | t.total_paisa | taka
        মেমোর সাথে জমা | Paid with the memo | t.paid_paisa | taka
        কীভাবে | How | t.paid_method | code
        ডেলিভারি | Delivery | t.delivery | code
        ডেলিভারির ঠিকানা | Delivery address | t.delivery_address
        কথা | Note | t.note
        বাতিল | Voided | t.voided_on | day
        বাতিলের কারণ | Why voided | t.void_reason""" + _BY),
    _noun("sale_lines", "বিক্রির লাইন", "Sale lines",
        f"sale_item t JOIN sale m ON m.id = t.sale_id LEFT JOIN customer c ON c.id = m.customer_id WHERE {_LIVE}",
        """মেমো নম্বর | Memo no | m.memo_no
        তারিখ | Date | m.sold_on | day
        """ + _CUSTOMER + """পণ্য | Product | t.name
        ব্র্যান্ড | Brand | t.brand
        মডেল | Model | t.model
        পরিমাণ | Quantity | t.quantity_milli | count
        একক | Unit | t.unit
        দর | Price each | t.unit_price_paisa | taka
        টাকা | Amount | t.amount_paisa | taka
        ফেরত এসেছে | Came back | t.returned_milli | count
        সিরিয়াল | Serials | _SERIALS"""),
    _noun("ledger", "বাকির খাতা", "Ledger",
        f"ledger t {_BUYER} {_STAFF} LEFT JOIN sale m ON m.id = t.sale_id",
        "তারিখ | Date | t.entry_on | day\n" + _CUSTOMER + """কী | Kind | t.kind | code
        টাকা (+ বাকি, − জমা) | Amount (+ owed, − paid) | t.amount_paisa | taka
        কীভাবে | How | t.method | code
        TrxID বা চেক নম্বর | Reference | t.reference
        রসিদ নম্বর | Receipt no | t.receipt_no
        মেমো নম্বর | Memo no | m.memo_no
        কথা | Note | t.note""" + _BY),
    _noun("payment_promises", "টাকা দেওয়ার কথা", "Promises to pay", f"pay_promise t {_BUYER} WHERE {_LIVE}",
        _CUSTOMER + """কথা দিয়েছেন | Promised on | t.made_on | day
        যেদিন দেবেন | For | t.due_on | day
        টাকা | Amount | t.amount_paisa | taka
        দিয়েছেন | Paid of it | t.paid_paisa | taka
        অবস্থা | State | t.status | code"""),
    _noun("shop_promises", "আমাদের কথা", "The shop's promises", f"shop_promise t {_BUYER} {_STAFF} WHERE {_LIVE}",
        _CUSTOMER + """কী | What | t.what
        কথা দেওয়া | Promised on | t.made_on | day
        যেদিনের মধ্যে | By | t.due_on | day
        অবস্থা | State | t.status | code
        শেষ হয়েছে | Closed | t.closed_on | day""" + _BY),
    _noun("orders", "কেনার কথা", "Promises to buy", f"buy_promise t {_BUYER} {_STAFF} WHERE {_LIVE}",
        _CUSTOMER + """কী | What | t.what
        টাকা | Amount | t.amount_paisa | taka
        যেদিন | Expected | t.expected_on | day
        অবস্থা | State | t.status | code""" + _BY),
    _noun("wishes", "চাহিদা", "Asked for", f"demand t {_BUYER} {_STAFF} WHERE {_LIVE}",
        _CUSTOMER + """নাম (খাতায় নেই) | Name (not in the book) | t.name
        মোবাইল | Mobile | t.phone | phone
        কী | What | t.what
        তারিখ | Date | t.asked_on | day
        কেন হয়নি | Why not bought | t.reason | code
        অবস্থা | State | t.status | code""" + _BY),
    _noun("plans", "কিস্তি", "Instalment plans",
        f"plan t {_BUYER} LEFT JOIN sale m ON m.id = t.sale_id WHERE {_LIVE}",
        "কিস্তি নম্বর | Plan no | t.plan_no\n" + _CUSTOMER + """মেমো নম্বর | Memo no | m.memo_no
        তারিখ | Date | t.made_on | day
        কিস্তিতে মোট | In instalments | t.financed_paisa | taka
        কত দিন পরপর | Every | t.every | code
        বাকি আছে | Left | t.left_paisa | taka
        শোধ | Settled | t.settled_on | day
        বন্ধ | Ended | t.ended_on | day
        জামিনদার | Guarantors | _GUARANTORS"""),
    _noun("instalments", "কিস্তির তারিখ", "Instalments",
        f"instalment t {_BUYER} JOIN plan n ON n.id = t.plan_id WHERE {_LIVE}",
        "কিস্তি নম্বর | Plan no | n.plan_no\n" + _CUSTOMER + """কত নম্বর | Which | t.position | number
        যেদিন | Due on | t.due_on | day
        টাকা | Amount | t.amount_paisa | taka
        দিয়েছেন | Paid | t.paid_paisa | taka
        শোধ | Settled | t.settled_on | day"""),
    _noun("returns", "ফেরত", "Returns",
        f"sale_return t {_BUYER} {_STAFF} JOIN sale m ON m.id = t.sale_id WHERE {_LIVE}",
        "ফেরত নম্বর | Return no | t.return_no\nমেমো নম্বর | Memo no | m.memo_no\n" + _CUSTOMER + """
        তারিখ | Date | t.returned_on | day
        কারণ | Why | t.reason
        মোট | Worth | t.total_paisa | taka
        হাতে ফেরত | Given back | t.refund_paisa | taka
        বাতিল | Voided | t.voided_on | day""" + _BY),
    _noun("warranties", "ওয়ারেন্টি", "Warranty cards", f"warranty t {_BUYER} WHERE {_LIVE}",
        "কার্ড নম্বর | Card no | t.card_no\n" + _CUSTOMER + """পণ্য | Product | t.product_name
        ব্র্যান্ড | Brand | t.brand
        মডেল | Model | t.model
        সিরিয়াল | Serial | t.serial
        শুরু | From | t.start_on | day
        শেষ | Until | t.last_ends_on | day
        অবস্থা | State | t.status | code
        কারণ | Why | t.void_reason"""),
    _noun("coverages", "ওয়ারেন্টিতে যা আছে", "What the cards promise",
        "coverage t JOIN warranty w ON w.id = t.warranty_id LEFT JOIN customer c ON c.id = w.customer_id "
        f"WHERE {_LIVE} AND w.deleted_at IS NULL",
        "কার্ড নম্বর | Card no | w.card_no\n" + _CUSTOMER + """কী | What | t.kind | code
        কোন অংশ | Part | t.component
        মেয়াদ | Length | t.length | number
        একক | Unit | t.unit | code
        শেষ | Until | t.ends_on | day"""),
    _noun("service_visits", "ফ্রি সার্ভিসিং", "Free servicing",
        f"service_visit t {_BUYER} JOIN warranty w ON w.id = t.warranty_id WHERE {_LIVE}",
        "কার্ড নম্বর | Card no | w.card_no\n" + _CUSTOMER + """কত নম্বর | Which | t.sequence | number
        যেদিন | Due on | t.due_on | day
        হয়েছে | Done on | t.done_on | day"""),
    _noun("jobs", "সার্ভিসিং", "Servicing jobs", f"job t {_BUYER} {_STAFF} WHERE {_LIVE}",
        "জব নম্বর | Job no | t.job_no\n" + _CUSTOMER + """নাম (খাতায় নেই) | Name (not in the book) | t.name
        মোবাইল | Mobile | t.phone | phone
        পণ্য | Product | t.product_name
        সিরিয়াল | Serial | t.serial
        এসেছে | Received | t.received_on | day
        সমস্যা | Problem | t.problem
        অবস্থা | State | t.status | code
        বুঝিয়ে দেওয়ার কথা | Promised for | t.promised_on | day
        কাজ | Work done | t.work_done
        চার্জ | Charge | t.charge_paisa | taka
        শেষ | Closed | t.closed_on | day""" + _BY),
    _noun("job_steps", "সার্ভিসিংয়ের ধাপ", "Steps of jobs",
        f"job_event t JOIN job j ON j.id = t.job_id {_STAFF} WHERE {_LIVE}",
        """জব নম্বর | Job no | j.job_no
        তারিখ | Date | t.on_day | day
        কী | What | t.deed | code
        অবস্থা | State | t.status | code
        কথা | Note | t.note""" + _BY),
    _noun("notes", "নোট", "Notes",
        f"note t {_BUYER} {_STAFF} LEFT JOIN note_kind k ON k.code = t.kind AND k.deleted_at IS NULL WHERE {_LIVE}",
        _CUSTOMER + """তারিখ | Date | t.noted_on | day
        ধরন | Kind | coalesce(k.label, t.kind) | code
        কথা | Words | t.body
        কে দেখবে | For whose eyes | t.sensitivity | code
        কেমন হলো | How it ended | t.resolution""" + _BY),
    _noun("gifts", "উপহার", "Gifts", f"gift t {_BUYER} {_STAFF} WHERE {_LIVE}",
        _CUSTOMER + """তারিখ | Date | t.given_on | day
        কী | What | t.what
        উপলক্ষ | Occasion | t.occasion
        খরচ | Cost | t.cost_paisa | taka""" + _BY),
    _noun("calls", "কল ও কথাবার্তা", "Calls and talks", f"interaction t {_BUYER} {_STAFF} WHERE {_LIVE}",
        "কখন | When | t.at | instant\n" + _CUSTOMER + """মোবাইল | Mobile | t.phone | phone
        কে কাকে | Direction | t.direction | code
        কীভাবে | How | t.channel | code
        ফল | Outcome | t.outcome | code
        কী বললেন | What was said | t.said
        মন | Mood | t.mood | code
        আবার | Again on | t.next_on | day""" + _BY),
    _noun("complaints", "অভিযোগ", "Complaints", f"complaint t {_BUYER} {_STAFF} WHERE {_LIVE}",
        _CUSTOMER + """তারিখ | Date | t.opened_on | day
        ধরন | Kind | t.kind | code
        কী | What | t.what
        পণ্য | Product | t.product_name
        অবস্থা | State | t.status | code
        মিটেছে | Settled | t.resolved_on | day
        কীভাবে মিটল | How | t.resolution""" + _BY),
    _noun("feedback", "মতামত", "Feedback", f"feedback t {_BUYER} {_STAFF} WHERE {_LIVE}",
        _CUSTOMER + """তারিখ | Date | t.asked_on | day
        খুশি (৩ খুশি, ২ মোটামুটি, ১ অখুশি) | Happy (3 happy, 2 so-so, 1 not) | t.score | number
        কেন | Why | t.why
        নিজের কথায় | In their words | t.testimonial""" + _BY),
    _noun("reminders", "নিজের রিমাইন্ডার", "Own reminders", f"manual_reminder t {_BUYER} WHERE {_LIVE}",
        "কী | What | t.title\n" + _CUSTOMER + """শুরু | From | t.start_on | day
        একক | Unit | t.unit | code
        হয়ে গেছে | Done through | t.done_through | day"""),
    _noun("halkhata", "হালখাতা", "Halkhata",
        f"halkhata_guest t {_BUYER} JOIN halkhata h ON h.id = t.halkhata_id WHERE {_LIVE}",
        "হালখাতা | Halkhata | h.title\nতারিখ | Date | h.held_on | day\n" + _CUSTOMER + """
        বাকি ছিল | Owed | t.due_paisa | taka
        এসেছেন | Came | t.came_on | day
        নতুন খাতায় | Carried over | t.carried_paisa | taka"""),
    _noun("helpers", "দরকারি মানুষ", "People who help", f"helper t WHERE {_LIVE}",
        """নাম | Name | t.name
        কাজ | Skill | t.skill
        মোবাইল | Mobile | t.phone | phone
        এলাকা | Area | t.area
        কথা | Note | t.note"""),
    _noun("staff", "কর্মী", "Staff", f"staff t WHERE {_LIVE}",
        """নাম | Name | t.name
        মোবাইল | Mobile | t.phone | phone
        দায়িত্ব | Role | t.role | code
        আছেন | Works here | t.active | yes"""),
)  # fmt: skip
