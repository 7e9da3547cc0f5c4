"""Shopbook (গ্রাহক খাতা): the offline customer book of a shop. No Qt lives in this package."""

__version__ = "0.4.0"
