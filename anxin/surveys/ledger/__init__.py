"""Reads the ledgers that departments keep, and writes back what is wrong with them. Knows no database.

`examine.examine(path, today=…)` gives a `shapes.Ledger`; `returned.return_workbook` gives the clerk's own
workbook back with a 问题 column. This module stays empty: the child process that opens hostile files imports
it.
"""
