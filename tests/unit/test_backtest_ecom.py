"""S26 on a real shop: the backtest against a calculation that shares no code with it."""

import csv
import gzip
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from journeys.core.bind import bind
from journeys.gallery import ready_made
from journeys.simulation.backtest import backtest
from journeys.simulation.mapping import ColumnMapping
from journeys.simulation.report import Report, adds_up
from journeys.simulation.rows import Row, read_rows
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS

ECOM = Path(__file__).parents[2] / "data" / "ecom.csv.gz"
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


def by_hand() -> Counter[str]:
    """The abandoned cart in a few lines of arithmetic: who entered, left, and was written to."""
    with gzip.open(ECOM, "rt", encoding="utf-8") as file:
        rows = [
            (row["user_id"], datetime.fromisoformat(row["timestamp"]), number, row["event"])
            for number, row in enumerate(csv.DictReader(file))
        ]
    counts: Counter[str] = Counter()
    hours: Counter[datetime] = Counter()
    due: dict[str, tuple[int, datetime]] = {}

    def pass_time(user: str, until: datetime) -> None:
        while user in due and due[user][1] < until:
            stage, at = due.pop(user)
            counts["first" if stage == 1 else "second"] += 1
            hours[at.replace(minute=0, second=0)] += 1
            if stage == 1:
                due[user] = (2, at + DAY)
            else:
                counts["completed"] += 1

    for user, at, _, event in sorted(rows, key=lambda row: (row[1], row[2])):
        pass_time(user, at)
        if event == "purchase" and user in due:
            del due[user]
            counts["exited"] += 1
        if event == "add_to_cart" and user not in due:
            due[user] = (1, at + HOUR)
            counts["entered"] += 1
    for user in list(due):
        pass_time(user, datetime(9999, 1, 1, tzinfo=at.tzinfo))
    counts["peak"] = max(hours.values())
    return counts


@pytest.fixture(scope="module")
def report() -> Report:
    rows = [row for row in read_rows(ECOM, ColumnMapping()) if isinstance(row, Row)]
    program = bind(ready_made()["abandoned-cart"].document, STEPS, TRIGGERS)
    return backtest(program, rows, "end")


def test_s26_counts_equal_an_independent_calculation(report: Report) -> None:
    expected = by_hand()
    assert report.entered == expected["entered"]
    assert report.completed == expected["completed"]
    assert report.exited == {"purchase": expected["exited"]}
    assert report.messages == {
        "first_reminder": expected["first"],
        "second_reminder": expected["second"],
    }
    assert report.peak_per_hour == expected["peak"]


def test_s26_counts_add_up_and_every_row_counts(report: Report) -> None:
    assert adds_up(report)
    assert report.events == 31_106
    assert report.customers == 600
    assert (report.failed, report.standing) == (0, {})
