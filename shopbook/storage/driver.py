"""The one SQLite of this program, and the door by which sqlite-utils gets the same one. Opening is in `connection`.

`sqlcipher3` carries SQLCipher on SQLite 3.53: it opens plain books as any SQLite does and protected ones with their
key, so a book can be protected, opened and made plain again without a second copy of SQLite in the process (two copies
cancel each other's POSIX locks, which loses committed rows). Against `pysqlite3` of the same SQLite its import costs
2.5 ms and 4 MB more.
"""

from __future__ import annotations

import sys

import sqlcipher3 as sqlite3
import sqlcipher3.dbapi2

# sqlite-utils prefers a `pysqlite3` to the interpreter's own SQLite and catches that module's errors: under any other
# name a failed statement would leave its transaction open.
sys.modules["pysqlite3"] = sqlite3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

__all__ = ["sqlite3"]
