"""Storing what a customer wants, with the proof of it; and reading what holds now.

`connection` is raw, inside the caller's transaction. A withdrawal that changes something is told
by the signal `customer_unsubscribed`, so that a journey may end on it (S19).
"""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from psycopg import Connection

from channels_app import signals
from channels_app.consent.moved import home_of
from channels_app.contracts import Unsubscribed
from channels_app.models import Consent, Topic

State = Literal["granted", "withdrawn", "blocked"]

# The latest word counts; the same word again changes nothing, so repeating is harmless.
_STORE = """
insert into consent as c (lane, customer_id, channel, topic, workspace_id, state, source, at)
values (%(lane)s, %(customer)s, %(channel)s, %(topic)s, %(workspace)s, %(state)s, %(source)s,
  %(at)s)
on conflict (lane, customer_id, channel, topic) do update
   set state = excluded.state, source = excluded.source, at = excluded.at
 where c.state <> excluded.state and c.at <= excluded.at
"""
_PROVE = """
insert into consent_change (lane, customer_id, workspace_id, channel, topic, state, source, at)
values (%(lane)s, %(customer)s, %(workspace)s, %(channel)s, %(topic)s, %(state)s, %(source)s,
  %(at)s)
"""


def store(
    connection: Connection[Any],
    workspace_id: int,
    lane: int,
    customer_id: str,
    channel: str,
    topic: str,
    state: State,
    source: str,
    at: datetime,
) -> bool:
    """Keep the customer's word; an empty topic is the whole channel. False when it held already."""
    lane, customer_id = home_of(connection, lane, customer_id)
    values = {
        "lane": lane,
        "customer": customer_id,
        "channel": channel,
        "topic": topic,
        "workspace": workspace_id,
        "state": state,
        "source": source,
        "at": at,
    }
    if connection.execute(_STORE, values).rowcount == 0:
        return False
    connection.execute(_PROVE, values)
    if state != "granted":
        change = Unsubscribed(
            workspace_id=workspace_id,
            lane=lane,
            customer_id=customer_id,
            channel=channel,
            topic=topic,
            source=source,
            at=at,
        )
        signals.customer_unsubscribed.send(sender=None, connection=connection, change=change)
    return True


def current(lane: int, customer_id: str, channel: str) -> dict[str, str]:
    """The customer's words on a channel, by topic; the empty topic is the channel itself."""
    found = Consent.objects.filter(lane=lane, customer_id=UUID(customer_id), channel=channel)
    return dict(found.values_list("topic", "state"))


def topics_of(workspace_id: int) -> list[Topic]:
    """What the workspace lets its customers choose, in the order of its making."""
    return list(Topic.objects.filter(workspace_id=workspace_id).order_by("id"))


def wanted(words: dict[str, str], topic: Topic) -> bool:
    """Whether a topic is wanted, by the customer's word or else by the topic's default."""
    return words.get(topic.slug, "granted" if topic.default == "opt_out" else "") == "granted"


def name_of(topic: Topic, language: str) -> str:
    """The topic's name in the language, else in English, else in any, else its slug."""
    names = topic.name if isinstance(topic.name, dict) else {}
    found = names.get(language) or names.get("en") or next(iter(names.values()), "")
    return str(found or topic.slug)
