"""What walks over bytes are made of: functions compiled to machine code, many bytes at once, words found quickly."""

AT_ONCE = 32
"""How many bytes are looked at together."""
