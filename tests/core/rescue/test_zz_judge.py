from pathlib import Path
from shopbook import protection
from shopbook.protection import operations as protection
from shopbook.book import Book
from shopbook.rescue.restoring import restore
from shopbook.rescue.drill import drill
from tests.language import TestShop

def test_p(shop: TestShop, tmp_path: Path):
    shop.customer("করিম","01711223344").owes(500)
    shop.book.close()
    code = protection.protect(shop.path, "one two three four")
    shop.book = Book.open(shop.path, clock=shop.clock, passphrase="one two three four")
    b = shop.book.backups.make("hand")
    print(b)
    d = drill(shop.book.backups, shop.clock, key=shop.book.store.key)
    assert d.good, d
    r = restore(b.path, tmp_path/"x.shopbook", shop.clock, passphrase="one two three four")
    print(r)

def test_s(shop: TestShop, tmp_path: Path):
    shop.customer("করিম","01711223344").owes(500)
    code = shop.book.backups.begin_sealing()
    shop.book.backups.confirm_sealing(code.text)
    b = shop.book.backups.make("hand")
    d = drill(shop.book.backups, shop.clock, code=code.text)
    assert d.good, d
    r = restore(b.path, tmp_path/"x.shopbook", shop.clock, code=code.text)
    print(r)
