"""Rows as the text that COPY reads: hand-built text is twice as fast as write_row.

What PostgreSQL cannot hold in text (NUL) is dropped here as a last guard; the door refuses it
before. Backslash, tab and line ends are the only characters with a meaning of their own.
"""

from datetime import datetime

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": None})


def line(*values: object) -> str:
    """One row, ended."""
    return "\t".join([_field(value) for value in values]) + "\n"


def _field(value: object) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value if value.isalnum() else value.translate(_ESCAPES)
    if value is True:
        return "t"
    if value is False:
        return "f"
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
