"""Compiled releases laid flat by a compiled walk over their bytes: much faster than through nested columns.

The tree of what tables read becomes tables of numbers (`ways`), along which the walk notes where each value stands
(`walk`); the values are then copied together, column by column (`level`). What the walk has no answer to is left to
the nested columns of `ocds.tables.nested`.
"""
