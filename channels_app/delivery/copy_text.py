"""Text as a field of COPY: hand-built lines are twice as fast as write_row.

What PostgreSQL cannot hold in text (NUL) is dropped here as a last guard; the door refuses it
before. Backslash, tab and line ends are the only characters with a meaning of their own.
"""

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": None})


def field(value: str) -> str:
    return value if value.isalnum() else value.translate(_ESCAPES)
