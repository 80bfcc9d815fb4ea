"""EVENTS on the command line: a recorded file and the mapping of its columns, with a progress
bar."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from journeys.simulation.mapping import MappingError, read_mapping
from journeys.simulation.rows import BadRow, Row, RowsError, read_rows

MAPPING_HELP = (
    "which column is what: a JSON file, JSON, or pairs such as "
    "user_id=customer_id,timestamp=date,event:=purchase,separator:=whitespace"
)


def add_events_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("events", metavar="EVENTS", help="a CSV file of events, gzipped or not")
    parser.add_argument("--mapping", help=MAPPING_HELP)


def read_events(path: str, mapping: str | None, bar: "tqdm[Any]") -> tuple[list[Row], list[BadRow]]:
    """Every row of the file, good and bad. CommandError when the file or the mapping is
    unusable."""
    good: list[Row] = []
    bad: list[BadRow] = []
    try:
        for row in read_rows(Path(path), read_mapping(mapping), bar.update):
            if isinstance(row, Row):
                good.append(row)
            else:
                bad.append(row)
    except (MappingError, RowsError) as error:
        raise CommandError(str(error)) from error
    return good, bad


@contextmanager
def progress(what: str, total: int | None, unit: str) -> Iterator["tqdm[Any]"]:
    """A bar on standard error, which leaves standard output to the result."""
    scale = unit == "B"
    with tqdm(total=total, desc=what, unit=unit, unit_scale=scale, dynamic_ncols=True) as bar:
        yield bar


def size_of(path: str) -> int | None:
    try:
        return Path(path).stat().st_size
    except OSError:
        return None
