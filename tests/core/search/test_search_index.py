"""The index stays true through every write, every rollback and every new version of the fold."""

from __future__ import annotations

from typing import Any

import pytest

from shopbook.errors import Cancelled
from shopbook.progress import NoProgress
from shopbook.search.fold import FOLD_VERSION


def test_a_new_books_keys_are_of_the_present_fold(shelf: Any) -> None:
    assert shelf.index.is_current(shelf.store)


def test_the_full_text_agrees_after_every_kind_of_write(shelf: Any) -> None:
    ids = shelf.customers(["রহিম", "করিম", "জসিম"])
    shelf.assert_whole()
    with shelf.store.operation() as op:
        shelf.index.put_customer(op, ids[0], ["কামাল", "বাবু"], ["+8801712345678"])
        shelf.index.put_customer(op, ids[1], ["করিম"], [])
        shelf.index.drop_customer(op, ids[2])
    shelf.assert_whole()
    assert shelf.names("jasim") == []
    assert shelf.search.customers("kamal") == shelf.search.customers("babu") == [ids[0]]


def test_what_is_rolled_back_is_not_found(shelf: Any) -> None:
    with pytest.raises(RuntimeError), shelf.store.operation() as op:
        customer_id = op.insert("customer", {"code": "-", "name": "রহিম"})
        shelf.index.put_customer(op, customer_id, ["রহিম"], [])
        shelf.index.put_code(op, "memo", 7, customer_id, "A-000124")
        raise RuntimeError
    assert shelf.hits("rahim") == shelf.hits("A-000124") == []
    shelf.assert_whole()


def test_writing_the_same_texts_again_changes_no_row(shelf: Any) -> None:
    customer_id = shelf.customer("রহিম", "+8801712345678")
    before = shelf.store.value("SELECT total_changes()")
    with shelf.store.operation() as op:
        shelf.index.put_customer(op, customer_id, ["রহিম"], ["+8801712345678"])
        writes = op.value("SELECT total_changes()") - before
    assert writes <= 2  # the journal's own bookkeeping, nothing of the full text


def test_a_book_of_an_older_fold_is_rebuilt(shelf: Any) -> None:
    ids = [shelf.customer(name, "+8801712345678", area="মিরপুর") for name in ("রহিম", "করিম")]
    shelf.number("serial", "SN-00AB", ids[0])
    assert shelf.index.is_current(shelf.store)
    with shelf.store.operation() as op:
        op.execute("UPDATE customer_search SET skel = 'old', fine = 'old', raw = 'old', digits = ''")
        op.execute("INSERT INTO customer_search VALUES (12345, 'x', 'x', 'x', '')")
        op.execute("UPDATE search_code SET folded = 'old', tail = 'dlo'")
        op.execute("DELETE FROM search_word")
        op.execute("UPDATE search_state SET value = ? WHERE key = 'fold_version'", (FOLD_VERSION - 1,))
    assert shelf.names("rahim") == []
    assert not shelf.index.is_current(shelf.store)
    shelf.index.rebuild(shelf.store, NoProgress())
    assert shelf.index.is_current(shelf.store)
    assert shelf.names("rahim") == shelf.names("rahin") == ["রহিম"]
    assert set(shelf.search.customers("mirpur")) == set(shelf.search.customers("345678")) == set(ids)
    assert [hit.shown for hit in shelf.search.codes("sn00ab")] == ["SN-00AB"]
    assert shelf.store.value("SELECT count(*) FROM customer_search") == 2
    shelf.assert_whole()


def test_words_learnt_before_a_rebuild_are_not_offered_after_it(shelf: Any) -> None:
    (customer_id,) = shelf.customers(["জাহাঙ্গীর"])
    assert shelf.names("jahanhir") == ["জাহাঙ্গীর"]
    shelf.change(customer_id, name="মোস্তাফিজ")
    shelf.index.rebuild(shelf.store, NoProgress())
    assert shelf.names("mostafig") == ["মোস্তাফিজ"]
    assert shelf.search._near(("jhnhr",)) == []


def test_a_cancelled_rebuild_leaves_the_old_index(shelf: Any) -> None:
    shelf.customer("রহিম")

    class Impatient(NoProgress):
        def step(self, done: int, total: int, what: object = None) -> None:
            assert (done, total) == (1, 1)
            raise Cancelled

    with shelf.store.operation() as op:
        op.execute("UPDATE search_state SET value = 0 WHERE key = 'fold_version'")
    with pytest.raises(Cancelled):
        shelf.index.rebuild(shelf.store, Impatient())
    assert not shelf.index.is_current(shelf.store)
    assert shelf.names("rahim") == ["রহিম"]


def test_a_full_text_index_that_lost_step_is_mended_by_a_rebuild(shelf: Any) -> None:
    shelf.customer("রহিম")
    with shelf.store.operation() as op:
        op.execute("INSERT INTO customer_fts(customer_fts) VALUES ('delete-all')")
    assert shelf.names("rahim") == []
    shelf.index.rebuild(shelf.store, NoProgress())
    assert shelf.names("rahim") == ["রহিম"]
    shelf.assert_whole()
