"""The shop's papers as PDF bytes, and pictures of their pages; the only package that may import reportlab.

What is on a paper is handed in as a frozen value; nothing here reads the book.
"""
