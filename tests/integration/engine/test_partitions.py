"""Partitions are made ahead, and nothing is ever refused for the lack of one."""

from datetime import UTC, datetime

import psycopg
import pytest

from journeys.engine import partitions
from journeys.engine.connect import connect
from tests.integration.engine.shop import Shop

LATER = datetime(2031, 5, 20, tzinfo=UTC)
NAMES = "select count(*) from pg_class where relname like '%%2031_0_' and relkind = 'r'"
DROP = "drop table if exists {}"


def drop(shop: Shop) -> None:
    for (name,) in shop.rows(
        "select relname from pg_class where relname like '%%2031_0_' and relkind = 'r'"
    ):
        shop.connection.execute(DROP.format(name))


def test_a_month_and_three_more_are_made_once(shop: Shop) -> None:
    try:
        assert partitions.make_ahead(shop.connection, LATER) == 12
        assert partitions.make_ahead(shop.connection, LATER) == 0
        assert shop.one(NAMES) == 12
    finally:
        drop(shop)


def test_what_has_no_partition_goes_to_the_default_one(shop: Shop) -> None:
    shop.connection.execute("update clock set at = %s", (LATER,))
    shop.post("add_to_cart")
    shop.settle()
    assert shop.one("select count(*) from event_default") == 1
    try:
        # The month that has rows in the default partition stays there; the others are made.
        assert partitions.make_ahead(shop.connection, LATER) == 11
    finally:
        drop(shop)
    shop.connection.execute("truncate event")


def test_tables_that_are_in_use_are_not_waited_for_long(shop: Shop) -> None:
    with connect("backup", autocommit=False) as backup:
        backup.execute("lock table event in access share mode")
        backup.execute("lock table event_default in access share mode")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            partitions.make_ahead(shop.connection, LATER)
        backup.rollback()
    drop(shop)
