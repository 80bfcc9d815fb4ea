"""Values as PostgreSQL reads them, built by hand: binary arrays for unnest, lines for COPY.

psycopg's general dumpers cost several times as much (MEASURED, lesson 5), and a drain sends
a hundred thousand values a second.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from struct import Struct
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Dumper
from psycopg.pq import Format

COPY_INBOX = "copy inbox (lane, workspace_id, at, kind, body) from stdin"
"""Who puts items into the inbox sends lines of these."""

_HEAD = Struct(">iiIii").pack
_NONE = Struct(">iiI").pack
_INT = Struct(">i").pack
_INT_4 = Struct(">ii").pack
_INT_8 = Struct(">iq").pack
_NULL = b"\xff\xff\xff\xff"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)
_SMALL = [_INT(2) + Struct(">h").pack(n) for n in range(10_000)]
_UNESCAPED = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
_ESCAPED = re.compile(r"\\[\\tnr]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": None})


class Array:
    """A one-dimensional array in PostgreSQL's binary form."""

    __slots__ = ("data",)
    oid = 0

    def __init__(self, element: int, count: int, body: bytes) -> None:
        self.data = _HEAD(1, 1, element, count, 1) + body if count else _NONE(0, 0, element)


class Smalls(Array):
    """smallint[] of numbers from 0 to 9999."""

    oid = 1005

    def __init__(self, values: Sequence[int]) -> None:
        super().__init__(21, len(values), b"".join([_SMALL[v] for v in values]))


class Ints(Array):
    """int[]"""

    oid = 1007

    def __init__(self, values: Sequence[int]) -> None:
        super().__init__(23, len(values), b"".join([_INT_4(4, v) for v in values]))


class Bigs(Array):
    """bigint[]"""

    oid = 1016

    def __init__(self, values: Sequence[int]) -> None:
        super().__init__(20, len(values), b"".join([_INT_8(8, v) for v in values]))


class Uuids(Array):
    """uuid[] of dashed text."""

    oid = 2951

    def __init__(self, values: Sequence[str]) -> None:
        joined = "00000010".join(values)
        body = bytes.fromhex("00000010" + joined.replace("-", "")) if values else b""
        super().__init__(2950, len(values), body)


class Texts(Array):
    """text[]; None is null."""

    oid = 1009

    def __init__(self, values: Iterable[str | None]) -> None:
        raw = [None if v is None else v.encode() for v in values]
        body = b"".join([_NULL if r is None else _INT(len(r)) + r for r in raw])
        super().__init__(25, len(raw), body)


class Jsons(Array):
    """jsonb[] of encoded JSON; None is null."""

    oid = 3807

    def __init__(self, values: Sequence[bytes | None]) -> None:
        parts = [_NULL if v is None else b"%b\x01%b" % (_INT(len(v) + 1), v) for v in values]
        super().__init__(3802, len(values), b"".join(parts))


class Instants(Array):
    """timestamptz[]; None is null."""

    oid = 1185

    def __init__(self, values: Sequence[datetime | None]) -> None:
        parts = [_NULL if v is None else _INT_8(8, (v - _EPOCH) // _MICRO) for v in values]
        super().__init__(1184, len(values), b"".join(parts))


class _ArrayDumper(Dumper):
    format = Format.BINARY

    def dump(self, obj: Array) -> Buffer:
        return obj.data


def register(connection: psycopg.Connection[Any]) -> None:
    """Teach a connection the arrays above."""
    for kind in (Smalls, Ints, Bigs, Uuids, Texts, Jsons, Instants):
        dumper = type(f"{kind.__name__}Dumper", (_ArrayDumper,), {"oid": kind.oid})
        connection.adapters.register_dumper(kind, dumper)


def text(value: str) -> str:
    """A text as a field of COPY. NUL, which no text of PostgreSQL holds, is left out."""
    return value if value.isalnum() else value.translate(_ESCAPES)


def maybe(value: str | None) -> str:
    return "\\N" if value is None else text(value)


def json(value: bytes) -> str:
    """Encoded JSON as a field of COPY: it holds no raw control character, only backslashes."""
    return value.decode().replace("\\", "\\\\")


def instant(value: datetime | None) -> str:
    return "\\N" if value is None else value.isoformat()


@lru_cache(maxsize=4096)
def words(values: tuple[str, ...]) -> str:
    """A text[] literal, as unnest of text casts it."""
    quoted = (v.replace("\\", "\\\\").replace('"', '\\"') for v in values)
    return "{" + ",".join(f'"{v}"' for v in quoted) + "}"


def copy(connection: psycopg.Connection[Any], statement: str, lines: list[str]) -> None:
    """Send the lines by COPY; nothing when there is none."""
    if lines:
        with connection.cursor() as cursor, cursor.copy(statement.encode()) as pipe:
            pipe.write("".join(lines))


@lru_cache(maxsize=64)
def _as_insert(statement: str) -> bytes:
    """The INSERT of one row that does what `copy table (columns) from stdin` does."""
    head, _, _ = statement.partition(" from stdin")
    head = head.removesuffix("\n   ").rstrip()
    columns = head.count(",") + 1
    marks = ", ".join(["%t"] * columns)
    return f"insert into {head.removeprefix('copy ')} values ({marks})".encode()


def insert(connection: psycopg.Connection[Any], statement: str, lines: list[str]) -> None:
    """The same as `copy`, row by row: for a few rows in a pipeline, where COPY cannot be."""
    for line in lines:
        values = [_value(field) for field in line[:-1].split("\t")]
        connection.execute(_as_insert(statement), values)


def _value(field: str) -> str | None:
    if "\\" not in field:
        return field
    if field == "\\N":
        return None
    return _ESCAPED.sub(lambda found: _UNESCAPED[found[0]], field)
