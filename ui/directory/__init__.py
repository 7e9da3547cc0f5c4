"""The people the shop recommends: finding one while a customer waits, and giving the number."""
