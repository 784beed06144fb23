"""The signs of JSON, as the bytes that walks meet."""

SPACE, QUOTE, BACKSLASH, COMMA, COLON, MINUS, POINT = b' "\\,:-.'
LEFT_BRACKET, RIGHT_BRACKET, LEFT_BRACE, RIGHT_BRACE = b"[]{}"
