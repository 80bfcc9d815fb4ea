"""Conditions: a tree of all / any / not over typed comparisons, in memory or compiled to SQL.

    {"all": [{"profile": "city", "type": "text", "op": "is", "value": "Oslo"},
             {"did": "purchase", "times": {"op": "at_least", "n": 2}, "within": "P90D"}]}

Both meanings are held together by a property test on random data.
"""

from journeys.core.conditions.changes import changes_by_time, next_change
from journeys.core.conditions.check import check_condition
from journeys.core.conditions.evaluate import compile_condition
from journeys.core.conditions.needs import (
    absent_profile,
    attributes_in,
    events_in,
    history_needs,
    messages_in,
)
from journeys.core.conditions.sql import Columns, NotInSqlError, compile_sql
from journeys.core.conditions.values import moment_of, number_of, same, text_of

__all__ = [
    "Columns",
    "NotInSqlError",
    "absent_profile",
    "attributes_in",
    "changes_by_time",
    "check_condition",
    "compile_condition",
    "compile_sql",
    "events_in",
    "history_needs",
    "messages_in",
    "moment_of",
    "next_change",
    "number_of",
    "same",
    "text_of",
]
