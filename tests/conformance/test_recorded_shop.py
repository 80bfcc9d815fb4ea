"""S26 on recorded events: live under the driven clock counts what the backtest counts."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

from journeys.gallery import ready_made
from journeys.simulation.backtest import as_event, backtest
from journeys.simulation.mapping import ColumnMapping
from journeys.simulation.rows import Row, in_order, read_rows
from tests.builders import program
from tests.integration.engine.shop import Shop
from workspaces import clock

ECOM = Path(__file__).parents[2] / "data" / "ecom.csv.gz"
CUSTOMERS = {f"user_{n:04}" for n in range(0, 600, 12)}
CHUNK = 500


def test_s26_a_live_replay_counts_what_the_backtest_counts(shop: Shop) -> None:
    rows = in_order(
        row
        for row in read_rows(ECOM, ColumnMapping())
        if isinstance(row, Row) and row.user_id in CUSTOMERS
    )
    document = ready_made()["abandoned-cart"].document
    expected = backtest(program(document), rows, "end")
    shop.publish(document)
    shop.connection.execute("update clock set at = %s", (rows[0].timestamp,))
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        with shop.connection.transaction():
            for row in chunk:
                shop.accept_at(as_event(row))
        clock.advance(chunk[-1].timestamp)
        shop.settle()
    clock.advance(rows[-1].timestamp + timedelta(days=3))
    shop.settle()
    states = Counter(status for status, _, _ in shop.runs())
    assert states == {2: expected.completed, 3: expected.exited["purchase"]}
    assert Counter(shop.sent()) == expected.messages
    per_hour = (
        "select max(n) from (select count(*) n from message group by date_trunc('hour', due_at)) h"
    )
    assert shop.one(per_hour) == expected.peak_per_hour
    assert shop.one("select count(*) from event") == len(rows)
