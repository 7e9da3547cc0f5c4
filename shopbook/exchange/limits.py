"""How much a file to take in may hold, each with its reason. Beyond these a file is a mistake or an attack.

The measure of all: reading one stays under a gigabyte and half a minute on a shop's PC with four gigabytes.
"""

from __future__ import annotations

# A shop's list is some hundred rows, a wholesaler's some ten thousand; 200,000 is more than a district's customers.
MAX_ROWS = 200_000
# Google and Outlook write 60 to 90 columns.
MAX_COLUMNS = 200
# One object each in memory, some 100 bytes: 200,000 rows of 15 columns, or 15,000 of 200.
MAX_CELLS = 3_000_000
# The longest remark a customer's page keeps is 4,000 letters.
MAX_CELL = 10_000
# All texts of a workbook together, however often one is repeated by reference.
MAX_TEXT = 150_000_000
# A phone's contacts carry their pictures inside the file: 2,000 of them come to 60 MB.
MAX_BYTES = 100 * 1024 * 1024
# A list without pictures: 200,000 rows of 200 bytes. Its text takes four times that in memory.
MAX_TEXT_BYTES = 40 * 1024 * 1024
# The XML of a workbook of MAX_CELLS; read once by us for its sums, once by the reader of workbooks.
MAX_UNPACKED = 400 * 1024 * 1024
# Honest sheets pack 5 to 40 to one, a zip bomb a thousand and more. Small files may pack as they like.
MAX_RATIO, RATIO_FROM = 200, 20 * 1024 * 1024
# A workbook has a dozen members, one with many pictures some hundred.
MAX_MEMBERS = 2000
# A contact with every field filled and ten numbers has some thirty lines.
MAX_CARD_LINES = 1000
# One property of a contact that is no picture, its folded lines put together.
MAX_PROPERTY = 200_000
