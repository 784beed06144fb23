"""What walks over bytes are made of: functions compiled to machine code, many bytes at once, words found quickly."""

AT_ONCE = 32
"""How many bytes are looked at together."""
UNABLE = (ImportError, RuntimeError)
"""What loading compiled functions raises where their library does not work, or there is nowhere to keep what is
compiled: to compile it in each process takes longer than it saves."""
