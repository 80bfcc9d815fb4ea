"""A condition as SQL over everyone: the same meaning as in memory, for one row of `customer` each.

The result is a boolean expression that is never null, with named parameters for psycopg. What a
customer's row cannot know (an entry's property, a run's variable) is absent, as it is in memory.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from journeys.core.conditions import jsonb
from journeys.core.conditions.check import check_condition
from journeys.core.conditions.evaluate import UTC, window_of
from journeys.core.conditions.operators import TIMED, TRUE_WHEN_ABSENT, root_of
from journeys.core.conditions.values import (
    READERS,
    is_storable,
    moment_of,
    number_of,
)
from journeys.core.durations import Duration, add, parse

Tree = Mapping[str, Any]


class NotInSqlError(ValueError):
    """The condition compares a date, or a list, with a value that differs from row to row."""


class Columns(NamedTuple):
    """Where a customer's row and events stand in the statement."""

    profile: str = "c.profile"
    zone: str = "c.zone"
    lane: str = "c.lane"
    customer: str = "c.id"
    events: str = "event"


def compile_sql(
    tree: Tree | None,
    now: datetime,
    workspace_zone: ZoneInfo,
    columns: Columns = Columns(),  # noqa: B008 (a constant)
    prefix: str = "c",
) -> tuple[str, dict[str, Any]]:
    """(expression, parameters). Raises NotInSqlError for the few conditions that SQL cannot say."""
    if not tree:
        return "true", {}
    if next(check_condition(tree, ""), None) is not None:
        return "false", {}
    writer = _Writer(now, columns, prefix)
    writer.zone = f"coalesce({columns.zone}, {writer.param(workspace_zone.key, 'text')})"
    return writer.tree(tree, None), writer.params


class _Writer:
    """Collects parameters while it writes; `event` is the alias of the past event at hand."""

    def __init__(self, now: datetime, columns: Columns, prefix: str) -> None:
        self.now, self.columns, self.prefix = now, columns, prefix
        self.params: dict[str, Any] = {}
        self.zone = ""
        self.aliases = 0

    def param(self, value: Any, kind: str) -> str:
        name = f"{self.prefix}{len(self.params)}"
        self.params[name] = value
        return f"%({name})s::{kind}"

    # -- the tree -----------------------------------------------------------------------------

    def tree(self, tree: Tree, event: str | None) -> str:
        for group, word in (("all", " and "), ("any", " or ")):
            if group in tree:
                return f"({word.join(self.tree(part, event) for part in tree[group])})"
        if "not" in tree:
            return f"(not {self.tree(tree['not'], event)})"
        if "did" in tree:
            return self.did(tree)
        if "local_time" in tree:
            return self.local_time(tree["local_time"])
        return self.comparison(tree, event)

    def value(self, root: str, path: str, event: str | None) -> str:
        """The jsonb that stands at a path; null where nothing does."""
        if root == "profile":
            base = self.columns.profile
        elif root == "event" and event is not None:
            base = f"{event}.properties"
        else:
            return "null::jsonb"
        return f"nullif({self.path(base, path.split('.'))}, 'null'::jsonb)"

    def path(self, base: str, parts: list[str]) -> str:
        """`#>` counts "-1" or "+1" as positions of a list; to us they are only names."""
        if any(_ODD_NUMBER.fullmatch(part) for part in parts):
            for part in parts:
                inner = f"({base}) #> {self.param([part], 'text[]')}"
                if _ODD_NUMBER.fullmatch(part):
                    inner = f"case when jsonb_typeof({base}) = 'object' then {inner} end"
                base = f"({inner})"
            return base
        return f"{base} #> {self.param(parts, 'text[]')}"

    # -- comparisons --------------------------------------------------------------------------

    def comparison(self, leaf: Tree, event: str | None) -> str:
        root = root_of(leaf)
        kind, op = leaf.get("type", "text"), leaf["op"]
        value = self.value(root, leaf[root], event)
        if op in ("is_set", "is_not_set"):
            return f"({value} is {'not ' if op == 'is_set' else ''}null)"
        if kind == "date":
            test = self.date(jsonb.text_if_date(value), op, leaf)
        elif kind == "list":
            test = self.list(value, op, self.operand(leaf["value"], "text", event))
        elif op in ("is_true", "is_false"):
            test = f"{jsonb.boolean(value)} is {'true' if op == 'is_true' else 'false'}"
        else:
            test = self.scalar(value, kind, op, leaf, event)
        return f"coalesce({test}, {'true' if op in TRUE_WHEN_ABSENT else 'false'})"

    def operand(self, value: Any, kind: str, event: str | None) -> str:
        """The other side: a parameter, or what stands elsewhere in the row."""
        if isinstance(value, Mapping):
            root, _, path = value["from"].partition(".")
            return jsonb.READERS[kind](self.value(root, path, event))
        return self.param(_literal(value, kind), jsonb.TYPES[kind])

    def scalar(self, value: str, kind: str, op: str, leaf: Tree, event: str | None) -> str:
        read = jsonb.READERS[kind](value)
        if op in ("in", "not_in"):
            if isinstance(leaf["value"], Mapping):
                raise NotInSqlError("a list of the row")
            wanted = [item for raw in leaf["value"] if _can_be(item := READERS[kind](raw))]
            among = f"{read} = any({self.param(wanted, jsonb.TYPES[kind] + '[]')})"
            return among if op == "in" else f"not ({among})"
        want = self.operand(leaf["value"], kind, event)
        if op == "between":
            return f"{read} between {want} and {self.operand(leaf['value2'], kind, event)}"
        return _SCALAR[op].format(value=read, want=want)

    def list(self, value: str, op: str, want: str) -> str:
        items = f"case when jsonb_typeof({value}) = 'array' then {value} end"
        self.aliases += 1
        item = f"item{self.aliases}"
        has = (
            f"exists (select from jsonb_array_elements({items}) {item}(value)"
            f" where {jsonb.text(f'{item}.value')} = {want})"
        )
        if op in ("has_not", "not_contains"):
            has = f"not {has}"
        return f"case when jsonb_typeof({value}) = 'array' and {want} is not null then {has} end"

    # -- dates --------------------------------------------------------------------------------

    def date(self, text: str, op: str, leaf: Tree) -> str:
        if op == "on_this_day":
            return self.anniversary(text)
        if op in TIMED:
            return self.timed(text, op, parse(leaf["value"]))
        if op == "between":
            low, high = (
                self.compared(text, _date(leaf[name]), sign)
                for name, sign in (("value", ">="), ("value2", "<="))
            )
            return f"({low} and {high})"
        sign = {"is": "=", "is_not": "<>", "before": "<", "after": ">"}[op]
        return self.compared(text, _date(leaf["value"]), sign)

    def wall(self, text: str) -> str:
        return jsonb.wall(text, self.zone)

    def here(self) -> str:
        """The customer's wall clock now."""
        return f"({self.param(self.now, 'timestamptz')} at time zone {self.zone})"

    def compared(self, text: str, want: Any, sign: str) -> str:
        if want.whole_day:
            return f"{self.wall(text)}::date {sign} {self.param(want.day, 'date')}"
        if want.instant is None:
            return f"{self.wall(text)} {sign} {self.param(want.local, 'timestamp')}"
        instant = self.param(want.instant, "timestamptz")
        return (
            f"case when {jsonb.is_instant(text)} then ({text})::timestamptz {sign} {instant}"
            f" else {self.wall(text)} {sign} ({instant} at time zone {self.zone}) end"
        )

    def timed(self, text: str, op: str, duration: Duration) -> str:
        if op == "more_than_ago":
            return self.shifted(text, duration, -1, "<")
        nothing = Duration(0, 0, 0)
        if op == "within_last":
            since, until = (
                self.shifted(text, duration, -1, ">="),
                self.shifted(text, nothing, 1, "<="),
            )
        else:
            since, until = (
                self.shifted(text, nothing, 1, ">="),
                self.shifted(text, duration, 1, "<="),
            )
        return f"({since} and {until})"

    def shifted(self, text: str, duration: Duration, sign: int, compare: str) -> str:
        moved = self.param(add(self.now, duration, UTC, sign), "timestamptz")
        interval = (
            f"make_interval(months => {sign * duration.months}, days => {sign * duration.days},"
            f" secs => {sign * duration.seconds})"
        )
        wall = f"({self.here()} + {interval})"
        return (
            f"case when {jsonb.is_instant(text)} then ({text})::timestamptz {compare} {moved}"
            f" when {jsonb.is_day(text)} then ({text})::date {compare} {wall}::date"
            f" else ({text})::timestamp {compare} {wall} end"
        )

    def anniversary(self, text: str) -> str:
        born, today = f"to_char({self.wall(text)}, 'MMDD')", self.here()
        moved = (
            f"({born} = '0229' and to_char({today}, 'MMDD') = '0228'"
            f" and to_char({today} + interval '1 day', 'MMDD') = '0301')"
        )
        return f"({born} = to_char({today}, 'MMDD') or {moved})"

    def local_time(self, leaf: Tree) -> str:
        """Today's slot, or the one that began yesterday and goes past midnight."""
        window = window_of(leaf)
        local = self.here()
        days = self.param(sorted(window.weekdays), "int[]")
        length = (
            window.end - window.start
            if window.end > window.start
            else window.end - window.start + _DAY
        )
        start, end = (
            self.param(window.start, "interval"),
            self.param(window.start + length, "interval"),
        )
        clock = f"({local} - date_trunc('day', {local}))"
        slots = [
            f"(extract(isodow from {local} - interval '{back} day')::int = any({days})"
            f" and {clock} + interval '{back} day' >= {start}"
            f" and {clock} + interval '{back} day' < {end})"
            for back in (0, 1)
        ]
        return f"({' or '.join(slots)})"

    # -- what the customer did ----------------------------------------------------------------

    def did(self, leaf: Tree) -> str:
        self.aliases += 1
        event = f"past{self.aliases}"
        held = [
            f"{event}.lane = {self.columns.lane}",
            f"{event}.customer_id = {self.columns.customer}",
            f"{event}.name = {self.param(leaf['did'], 'text')}",
        ]
        if leaf.get("within"):
            since = add(self.now, parse(leaf["within"]), UTC, -1)
            held.append(f"{event}.ts >= {self.param(since, 'timestamptz')}")
        if leaf.get("where"):
            held.append(self.tree(leaf["where"], event))
        times = leaf.get("times") or {}
        n = number_of(times.get("n", 1))
        sign = {"at_least": ">=", "at_most": "<=", "exactly": "="}[times.get("op", "at_least")]
        measure = self.measure(leaf, event)
        found = f"(select {measure} from {self.columns.events} {event} where {' and '.join(held)})"
        return f"({found} {sign} {self.param(Decimal(repr(n)), 'numeric')})"

    def measure(self, leaf: Tree, event: str) -> str:
        if leaf.get("sum"):
            number = jsonb.number(self.value("event", leaf["sum"], event))
            # By way of text: a float cast to numeric keeps only 15 digits.
            return f"coalesce(sum(({number})::text::numeric), 0)"
        if leaf.get("distinct"):
            return f"count(distinct {jsonb.text(self.value('event', leaf['distinct'], event))})"
        return "count(*)"


_ODD_NUMBER = re.compile(r"\s*[+-][0-9]+|\s+[0-9]+")
_DAY = window_of({"from": "00:00", "to": "24:00"}).end
_SCALAR = {
    "is": "{value} = {want}",
    "is_not": "{value} <> {want}",
    "gt": "{value} > {want}",
    "gte": "{value} >= {want}",
    "lt": "{value} < {want}",
    "lte": "{value} <= {want}",
    "contains": "strpos({value}, {want}) > 0",
    "not_contains": "strpos({value}, {want}) = 0",
    "starts_with": "starts_with({value}, {want})",
    "ends_with": "right({value}, char_length({want})) = {want}",
}


def _can_be(item: Any) -> bool:
    return item is not None and (not isinstance(item, str) or is_storable(item))


def _literal(value: Any, kind: str) -> Any:
    return READERS[kind](value)


def _date(value: Any) -> Any:
    if isinstance(value, Mapping):
        raise NotInSqlError("a date of the row")
    return moment_of(value)
