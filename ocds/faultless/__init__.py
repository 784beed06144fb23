"""The quick verdict on JSON texts: which documents have nothing wrong with them, told without making objects of them.

A strict schema becomes tables of numbers (`tables`), along which a compiled walk reads the bytes (`walk`, `texts`). It
takes a document only where it knows every rule that holds; all others are looked at as if it were not there.
"""
