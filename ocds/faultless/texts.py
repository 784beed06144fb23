"""Texts of JSON, by the form they have: each function gives the place after the closing quote, or -1.

They are given the place after the opening quote. Texts end with zeros, which no form allows: no loop runs past them.
What is allowed is a part of what the schema allows: the usual ways to write such a text.
"""

from string import ascii_letters, digits

import numpy as np

from ocds.machine.compiled import byte_at, compiled, inlined
from ocds.machine.signs import BACKSLASH, QUOTE, SPACE
from ocds.machine.steps import past_any
from ocds.machine.together import past, plain
from ocds.machine.words import past_unescaped

AMPERSAND = ord("&")
_past_plain = past(plain(b'"\\&<'))
_IN_WORD = (ascii_letters + digits).encode()
_WORD = np.zeros(256, np.bool_)
_WORD[[*_IN_WORD]] = True
_past_uri = past_any(_IN_WORD + b"/-._~?=&")
_SHORT_ESCAPE = np.zeros(256, np.bool_)
_SHORT_ESCAPE[[*b'"\\/bfnrt']] = True
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_FIRST_YEAR, _LAST_YEAR = 1971, 9998
"""Beyond them are the dates that systems write where nobody entered one."""
_LONGEST_LOCAL = 64


@inlined
def free(text: bytes, place: int) -> int:
    """Any text that does not begin with white space and shows no damage."""
    if text[place] in (QUOTE, SPACE) or _may_be_space(text[place]):
        return -1
    if text[place] == BACKSLASH and text[place + 1] != ord("u"):
        return -1
    while True:
        place = _past_plain(text, place)
        byte = byte_at(text, place)
        if byte == QUOTE:
            return place + 1
        if byte == BACKSLASH:
            place = _escape(text, place + 1)
        elif byte >= 128:
            place = _letter(text, place)
        elif byte == AMPERSAND and text[place + 1] == SPACE:
            place += 2
        else:
            return -1
        if place < 0:
            return -1


@compiled
def _may_be_space(byte: int) -> bool:
    """Whether a letter beyond ASCII that begins so may be white space."""
    return byte in (0xC2, 0xE1, 0xE2, 0xE3)


@compiled
def _escape(text: bytes, place: int) -> int:
    """The place after an escape whose backslash is passed: of a sign, or of a letter in a European script."""
    if _SHORT_ESCAPE[text[place]]:
        return place + 1
    if text[place] != ord("u"):
        return -1
    letter = 0
    for nth in range(1, 5):
        digit = _hexadecimal(text[place + nth])
        if digit < 0:
            return -1
        letter = letter * 16 + digit
    return place + 5 if 0xA1 <= letter < 0x1680 and letter not in (0xC3, 0xE2) else -1


@compiled
def _hexadecimal(byte: int) -> int:
    if ord("0") <= byte <= ord("9"):
        return byte - ord("0")
    lower = byte | 32
    return lower - ord("a") + 10 if ord("a") <= lower <= ord("f") else -1


@compiled
def _letter(text: bytes, place: int) -> int:
    """The place after a letter beyond ASCII, in sound UTF-8, that is no sign of damage (`Ã`, `â`, U+FFFD)."""
    first, second = text[place], text[place + 1]
    if second & 0xC0 != 0x80 or first < 0xC2 or first > 0xEF:
        return -1
    if first < 0xE0:
        return -1 if first == 0xC3 and second in (0x83, 0xA2) else place + 2
    if (first == 0xE0 and second < 0xA0) or (first == 0xED and second >= 0xA0) or (first == 0xEF and second == 0xBF):
        return -1
    return place + 3 if text[place + 2] & 0xC0 == 0x80 else -1


@inlined
def word(text: bytes, place: int) -> int:
    """A text in ASCII without escapes."""
    place = past_unescaped(text, place)
    return place + 1 if byte_at(text, place) == QUOTE else -1


@compiled
def _two(text: bytes, place: int) -> int:
    """The number that two digits are."""
    tens, ones = text[place] - ord("0"), text[place + 1] - ord("0")
    return tens * 10 + ones if 0 <= tens <= 9 and 0 <= ones <= 9 else -1


@compiled
def date_time(text: bytes, place: int) -> int:
    """A date with time and zone as RFC 3339 has it, in a year that somebody may have meant."""
    for at in range(place, place + 19):
        if text[at] < SPACE:
            return -1
    century, of_century = _two(text, place), _two(text, place + 2)
    year = 100 * century + of_century if of_century >= 0 else -1
    month, day = _two(text, place + 5), _two(text, place + 8)
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= _DAYS[month]:
        return -1
    if month == 2 and day == 29 and (year % 4 != 0 or (year % 100 == 0 and year % 400 != 0)):
        return -1
    marks = text[place + 4] == text[place + 7] == ord("-") and text[place + 10] == ord("T")
    if not marks or not _is_time(text, place + 11) or text[place + 16] != ord(":"):
        return -1
    if not 0 <= _two(text, place + 17) <= 59:
        return -1
    return _zone(text, _fraction(text, place + 19))


@compiled
def _is_time(text: bytes, place: int) -> bool:
    """Whether an hour and a minute stand there."""
    hour, colon = _two(text, place), text[place + 2]
    return 0 <= hour <= 23 and colon == ord(":") and 0 <= _two(text, place + 3) <= 59


@compiled
def _fraction(text: bytes, place: int) -> int:
    """The place after the fraction of a second, if there is one."""
    if text[place] != ord("."):
        return place
    end = place + 1
    while ord("0") <= text[end] <= ord("9"):
        end += 1
    return end if 2 <= end - place <= 10 else -1


@compiled
def _zone(text: bytes, place: int) -> int:
    if place < 0:
        return -1
    if text[place] == ord("Z"):
        return place + 2 if text[place + 1] == QUOTE else -1
    if text[place] not in (ord("+"), ord("-")):
        return -1
    for at in range(place, place + 6):
        if text[at] < SPACE:
            return -1
    return place + 7 if _is_time(text, place + 1) and text[place + 6] == QUOTE else -1


@compiled
def _after(text: bytes, place: int, said: bytes) -> int:
    """The place after some bytes, if they stand there."""
    for byte in said:
        if text[place] != byte:
            return -1
        place += 1
    return place


@compiled
def uri(text: bytes, place: int) -> int:
    """A web address, of a host by name, without percents and fragments."""
    place = _after(text, place, b"http")
    if place >= 0 and text[place] == ord("s"):
        place += 1
    if place >= 0:
        place = _after(text, place, b"://")
    if place < 0 or not _WORD[text[place]]:
        return -1
    while _WORD[text[place]] or text[place] in (ord("-"), ord(".")):
        place += 1
    if text[place] not in (QUOTE, ord("/"), ord("?")):
        return -1
    place = _past_uri(text, place)
    return place + 1 if text[place] == QUOTE else -1


@compiled
def email(text: bytes, place: int) -> int:
    """An address whose parts are words, joined by single dots, and before the `@` by hyphens and underscores too."""
    end = _words(text, place, local=True)
    if text[end] != ord("@") or not 0 < end - place <= _LONGEST_LOCAL:
        return -1
    place = end + 1
    end = _words(text, place, local=False)
    return end + 1 if end > place and text[end] == QUOTE else -1


@compiled
def _words(text: bytes, place: int, local: bool) -> int:
    """The place after words joined by single marks; where they end with a mark, its place."""
    while _WORD[text[place]]:
        while _WORD[text[place]]:
            place += 1
        joins = text[place] in (ord("."), ord("-")) or (local and text[place] == ord("_"))
        if joins and _WORD[text[place + 1]]:
            place += 1
    return place


@compiled
def ocid(text: bytes, place: int) -> int:
    """An ocid: a prefix in small letters and digits, and something after it."""
    place = _after(text, place, b"ocds-")
    if place < 0:
        return -1
    for _ in range(6):
        if not _WORD[text[place]] or ord("A") <= text[place] <= ord("Z"):
            return -1
        place += 1
    end = word(text, place)
    return end if end > place + 1 else -1
