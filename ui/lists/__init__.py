"""Lists and tables of any length: a model of ids, two-line rows, tables. What the rows are is the noun folder's."""
