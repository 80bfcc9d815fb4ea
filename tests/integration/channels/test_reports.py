"""S20: reports in any order and more than once; status only rises; what is permanent suppresses."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.db import transaction

from channels_app.contracts import Report, Status
from channels_app.delivery import outbox
from channels_app.delivery.reports import REPORTABLE, Heard, hear
from channels_app.models import Suppression
from tests.integration.channels.outbox_rows import NOW, message, raw, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workspace")]


def store(status: Status = Status.SENT) -> None:
    outbox.append(raw(), [message(1, awaited=True)], NOW)
    raw().execute("update message set status = %s", (status.value,))


def report(status: Status, permanent: bool = True) -> Heard:
    at = NOW + timedelta(minutes=status.value)
    return Heard(1, message(1).id, status, at, "550 no", permanent)


def stands() -> Status:
    return Status(rows("status")[0][0])


def test_s20_every_order_of_reports_ends_the_same(reports: list[Report]) -> None:
    told = [Status.DELIVERED, Status.OPENED, Status.CLICKED, Status.OPENED]
    for order in sorted(set(permutations(told))):
        with transaction.atomic():
            store()
            hear(raw(), [])
            for status in order:
                hear(raw(), [report(status)])
            assert stands() is Status.CLICKED
            transaction.set_rollback(True)


def test_s20_the_same_report_again_is_told_once(reports: list[Report]) -> None:
    store()
    for _ in range(3):
        hear(raw(), [report(Status.DELIVERED)])
    assert [(r.status, r.awaited) for r in reports] == [(Status.DELIVERED, True)]


@pytest.mark.parametrize("end", [Status.REFUSED, Status.CANCELLED])
def test_s20_what_never_left_is_not_raised(end: Status) -> None:
    store(end)
    hear(raw(), [report(status) for status in REPORTABLE])
    assert stands() is end


def test_s20_a_report_settles_an_unknown_outcome() -> None:
    store(Status.UNKNOWN)
    hear(raw(), [report(Status.DELIVERED)])
    assert stands() is Status.DELIVERED


@pytest.mark.parametrize(
    ("status", "permanent", "reason"),
    [
        (Status.BOUNCED, True, "bounced"),
        (Status.BOUNCED, False, None),
        (Status.COMPLAINED, True, "complained"),
        (Status.DELIVERED, True, None),
    ],
)
def test_s20_a_permanent_failure_suppresses_the_address(
    status: Status, permanent: bool, reason: str | None
) -> None:
    store()
    hear(raw(), [report(status, permanent)] * 2)
    barred = list(Suppression.objects.values_list("address", "reason"))
    assert barred == ([("customer1@example.com", reason)] if reason else [])


def test_a_report_on_a_message_of_nobody_is_nothing() -> None:
    assert hear(raw(), [report(Status.DELIVERED)]) == []
