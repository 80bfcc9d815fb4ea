"""Recorded events from a file, gzipped or not: every row is an event or a refusal with its
number."""

import csv
import gzip
import io
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from journeys.core.ids import derive
from journeys.simulation.mapping import ColumnMapping, Constant, Source

GZIP = b"\x1f\x8b"
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class RowsError(ValueError):
    """The file as a whole cannot be read; the message says what is wrong with it."""


class Row(NamedTuple):
    """One recorded event. `number` counts the file's data rows from 1."""

    number: int
    message_id: str
    """Derived from the file's content and the row's number: the same file twice is the same
    events."""
    user_id: str | None
    anonymous_id: str | None
    event: str
    timestamp: datetime
    properties: dict[str, Any]


class BadRow(NamedTuple):
    number: int
    code: str
    message: str


def fingerprint(path: Path) -> str:
    """Of the file's bytes as they lie on disk."""
    digest = blake2b(digest_size=16)
    with _opened(path) as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def read_rows(
    path: Path, mapping: ColumnMapping, progress: Callable[[int], object] | None = None
) -> Iterator[Row | BadRow]:
    """The rows of a file in its order. `progress` is told how many bytes were read since the last
    time.

    Raises RowsError when the file is missing, is no text, or lacks a column.
    """
    name = fingerprint(path)
    with _opened(path) as raw:
        lines = _lines(raw, progress)
        cells = _cells(lines, mapping)
        header = _header(cells, mapping, path)
        try:
            for number, values in enumerate(cells, start=1):
                yield _row(number, name, header, values, mapping)
        except (EOFError, gzip.BadGzipFile, OSError) as error:
            raise RowsError(f"{path} breaks off: {error}. Is the file whole?") from error
        except csv.Error as error:
            raise RowsError(f"{path} is no table: {error}.") from error


def in_order(rows: Iterable[Row]) -> list[Row]:
    """By time, and by row where the time is the same."""
    return sorted(rows, key=lambda row: (row.timestamp, row.number))


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise RowsError(f"{path} cannot be opened: {error.strerror}.") from error


def _lines(raw: BinaryIO, progress: Callable[[int], object] | None) -> Iterator[str]:
    packed = raw.read(2) == GZIP
    raw.seek(0)
    plain: Any = gzip.GzipFile(fileobj=raw) if packed else raw
    done = 0
    text = io.TextIOWrapper(plain, encoding="utf-8-sig", errors="surrogateescape", newline="")
    for line in text:
        yield line
        if progress and raw.tell() != done:
            progress(raw.tell() - done)
            done = raw.tell()


def _cells(lines: Iterator[str], mapping: ColumnMapping) -> Iterator[list[str]]:
    if mapping.separator == "whitespace":
        table: Iterator[list[str]] = (line.split() for line in lines)
    else:
        table = csv.reader(lines, delimiter=SEPARATORS[mapping.separator])
    return (values for values in table if values)


def _header(cells: Iterator[list[str]], mapping: ColumnMapping, path: Path) -> list[str]:
    try:
        header = [name.strip() for name in next(cells)]
    except StopIteration:
        raise RowsError(f"{path} is empty; its first line should name the columns.") from None
    except (EOFError, gzip.BadGzipFile, OSError, csv.Error) as error:
        raise RowsError(f"{path} cannot be read: {error}.") from error
    missing = [name for name in mapping.columns() if name not in header]
    if missing:
        raise RowsError(
            f"{path} has no column {', '.join(missing)}; it has {', '.join(header)[:500]}. "
            "Say with --mapping which column is what."
        )
    return header


def _row(
    number: int, name: str, header: list[str], values: list[str], mapping: ColumnMapping
) -> Row | BadRow:
    if len(values) != len(header):
        message = f"Row {number} has {len(values)} fields, the first line names {len(header)}."
        return BadRow(number, "fields", message)
    if any(_UNSTORABLE.search(value) for value in values):
        return BadRow(number, "encoding", f"Row {number} is not clean UTF-8 text.")
    cells = dict(zip(header, values, strict=True))
    user, anonymous = _cell(cells, mapping.user_id), _cell(cells, mapping.anonymous_id)
    event = _cell(cells, mapping.event)
    if not user and not anonymous:
        return BadRow(number, "missing_id", f"Row {number} names no customer.")
    if not event:
        return BadRow(number, "missing_event", f"Row {number} names no event.")
    moment = _moment(cells[mapping.timestamp].strip(), mapping.timestamp_format)
    if moment is None:
        found = cells[mapping.timestamp]
        return BadRow(number, "timestamp", f"Row {number}: {found!r} is no date that can be read.")
    taken = {*mapping.columns(), *mapping.skip}
    properties = {key: _value(text) for key, text in cells.items() if key not in taken and text}
    message_id = derive("row", name, number)
    return Row(number, message_id, user or None, anonymous or None, event, moment, properties)


def _cell(cells: dict[str, str], source: Source | None) -> str:
    if isinstance(source, Constant):
        return source.constant
    return cells[source].strip() if source else ""


def _value(text: str) -> Any:
    """Numbers as numbers, so that conditions can compare them; 00001 stays text, for it is a
    name."""
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return {"true": True, "false": False}.get(text, text)


def _moment(text: str, form: str | None) -> datetime | None:
    """The instant, in UTC; no zone means UTC."""
    try:
        if form:
            moment = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is settled below
        elif text.isdecimal() and len(text) in (10, 13):
            moment = datetime.fromtimestamp(int(text) / (1 if len(text) == 10 else 1000), UTC)
        else:
            moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if 1 < moment.year < 9900 else None
