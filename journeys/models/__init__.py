"""What is stored of journeys and customers; no rules here. The SQL behind it: migrations/sql.py."""

from journeys.models.counts import Attribute, Counter, CounterDelta, EventName
from journeys.models.customers import Customer, CustomerDate, CustomerPhone, Identity
from journeys.models.journeys import Journey, State, Version
from journeys.models.queue import Inbox, Kind, Lane, Parked, TriggerTimer, Worker
from journeys.models.records import Event, Refusal, StepLog
from journeys.models.runs import Claim, Run

__all__ = [
    "Attribute",
    "Claim",
    "Counter",
    "CounterDelta",
    "Customer",
    "CustomerDate",
    "CustomerPhone",
    "Event",
    "EventName",
    "Identity",
    "Inbox",
    "Journey",
    "Kind",
    "Lane",
    "Parked",
    "Refusal",
    "Run",
    "State",
    "StepLog",
    "TriggerTimer",
    "Version",
    "Worker",
]
