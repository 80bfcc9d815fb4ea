"""One definition, two meanings: a condition holds in memory exactly when it holds in SQL."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import psycopg
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from journeys.core.conditions import (
    Columns,
    NotInSqlError,
    check_condition,
    compile_condition,
    compile_sql,
)
from journeys.core.view import Occurrence, View
from journeys.core.zones import zone_named
from tests.unit.core.trees import crowd, nows, trees

TABLES = """
create temp table c (lane smallint, id int primary key, profile jsonb, zone text);
create temp table past (
    lane smallint, customer_id int, name text, ts timestamptz, properties jsonb);
"""
BERLIN = ZoneInfo("Europe/Berlin")
Past = list[tuple[str, datetime, dict[str, Any]]]


def connect() -> psycopg.Connection[Any]:
    named = settings.DATABASES["default"]
    connection = psycopg.connect(
        host=named["HOST"], port=named["PORT"] or None, user=named["USER"],
        password=named["PASSWORD"], dbname="postgres", autocommit=True,
    )  # fmt: skip
    connection.execute(TABLES)
    return connection


@pytest.fixture
def connection() -> Iterator[psycopg.Connection[Any]]:
    with connect() as connection:
        yield connection


class Row:
    def __init__(self, profile: dict[str, Any], zone: str | None, past: Past) -> None:
        self.profile, self.zone, self.past = json.loads(json.dumps(profile)), zone, past

    def view(self, now: datetime) -> View:
        history: dict[str, list[Occurrence]] = {}
        for name, when, properties in self.past:
            history.setdefault(name, []).append(
                Occurrence(when, json.loads(json.dumps(properties)))
            )
        zone = ZoneInfo(self.zone) if self.zone else BERLIN
        return View(
            now=now, profile=self.profile, zone=zone, workspace_zone=BERLIN, history=history
        )


CROWD = [Row(*person) for person in crowd()]


def store(connection: psycopg.Connection[Any], rows: list[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("truncate c, past")
        cursor.executemany(
            "insert into c values (1, %s, %s, %s)",
            [(n, json.dumps(row.profile), row.zone) for n, row in enumerate(rows)],
        )
        events = [(n, *e[:2], json.dumps(e[2])) for n, row in enumerate(rows) for e in row.past]
        cursor.executemany("insert into past values (1, %s, %s, %s, %s)", events)


def in_sql(connection: psycopg.Connection[Any], tree: Any, now: datetime) -> list[bool]:
    condition, params = compile_sql(tree, now, BERLIN, Columns(events="past"))
    rows = connection.execute(f"select {condition} from c order by id", params).fetchall()
    return [held for (held,) in rows]


@pytest.fixture(scope="module")
def of_the_crowd() -> Iterator[psycopg.Connection[Any]]:
    with connect() as connection:
        store(connection, CROWD)
        yield connection


@hypothesis_settings(max_examples=300, deadline=None)
@given(tree=trees(), now=nows)
def test_a_condition_means_the_same_in_memory_and_in_sql(
    of_the_crowd: psycopg.Connection[Any], tree: Any, now: datetime
) -> None:
    holds = compile_condition(tree)
    try:
        found = in_sql(of_the_crowd, tree, now)
    except NotInSqlError:
        return
    expected = [holds(row.view(now)) for row in CROWD]
    different = [(row.profile, row.zone, row.past) for row, sql, memory in
                 zip(CROWD, found, expected, strict=True) if sql != memory]  # fmt: skip
    assert not different
    assert not list(check_condition(tree, ""))


NOW = datetime(2024, 3, 31, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tree", "profile", "expected"),
    [
        ({"profile": "x", "op": "is", "value": "5"}, {"x": 5.0}, True),
        ({"profile": "x", "op": "is_not", "value": "5"}, {}, True),
        ({"profile": "x", "op": "is_not", "value": "5"}, {"x": None}, True),
        ({"profile": "x", "type": "number", "op": "lt", "value": 1}, {}, False),
        ({"profile": "x", "type": "number", "op": "gt", "value": 4}, {"x": "5"}, True),
        ({"profile": "x", "type": "number", "op": "gt", "value": 4}, {"x": True}, False),
        ({"profile": "x", "op": "ends_with", "value": "日"}, {"x": "本日"}, True),
        ({"profile": "x", "type": "date", "op": "is", "value": "2024-03-01"},
         {"x": "2024-02-29T23:30:00Z"}, True),
        ({"profile": "x", "type": "date", "op": "within_last", "value": "P1M"},
         {"x": "2024-02-29"}, True),
        ({"profile": "x", "type": "date", "op": "before", "value": "2024-03-31T02:30"},
         {"x": "2024-03-31T00:59:59Z"}, True),
        ({"profile": "x.y", "type": "list", "op": "has", "value": 7}, {"x": {"y": ["7"]}}, True),
    ],
)  # fmt: skip
def test_what_people_expect_of_conditions(
    connection: psycopg.Connection[Any], tree: Any, profile: Any, expected: bool
) -> None:
    row = Row(profile, None, [])
    assert compile_condition(tree)(row.view(NOW)) is expected
    store(connection, [row])
    assert in_sql(connection, tree, NOW) == [expected]


@pytest.mark.parametrize("year", [2023, 2024])
def test_s11_29_february_is_remembered_on_the_28th_in_common_years(
    connection: psycopg.Connection[Any], year: int
) -> None:
    tree = {"profile": "born", "type": "date", "op": "on_this_day"}
    row = Row({"born": "2000-02-29"}, None, [])
    for day, expected in ((28, year == 2023), (29, year == 2024)):
        if day == 29 and year == 2023:
            continue
        now = datetime(year, 2, day, 12, tzinfo=UTC)
        assert compile_condition(tree)(row.view(now)) is expected
        store(connection, [row])
        assert in_sql(connection, tree, now) == [expected]


def test_sums_of_money_are_exact(connection: psycopg.Connection[Any]) -> None:
    tree = {"did": "purchase", "sum": "total", "times": {"op": "exactly", "n": 0.3}}
    row = Row({}, None, [("purchase", NOW, {"total": 0.1}), ("purchase", NOW, {"total": 0.2})])
    assert compile_condition(tree)(row.view(NOW))
    store(connection, [row])
    assert in_sql(connection, tree, NOW) == [True]


def test_postgresql_knows_every_zone_that_we_take(connection: psycopg.Connection[Any]) -> None:
    known = {name for (name,) in connection.execute("select name from pg_timezone_names")}
    odd = ["posix/Europe/Berlin", "right/UTC", "localtime", "posixrules", "Europe/berlin", "./UTC"]
    taken = {name for name in [*available_timezones(), *odd] if zone_named(name)}
    assert taken <= known
    assert len(taken) > 400
