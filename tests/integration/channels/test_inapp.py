"""The inbox: stored once, read from a cursor on, each act kept and reported once."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from channels_app import registry, signals
from channels_app.base import Outgoing, Sender, Waiting
from channels_app.content.locale import Reader
from channels_app.contracts import Inbound, Report, Status
from channels_app.delivery import merging, outbox
from channels_app.delivery.connect import connect
from channels_app.inapp import acts, reading
from channels_app.inapp.acts import Whose
from channels_app.inapp.channel import InApp
from channels_app.inapp.inbox import Inbox
from channels_app.models import InboxMessage
from tests.integration.channels.outbox_rows import NOW, message, raw, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workspace")]

CARD = {
    "title": "Hello {{ customer.first_name }}",
    "text": "Your tea is ready",
    "link": "https://shop.example/tea",
    "buttons": [{"id": "later", "text": "Later"}],
}
SHOP = Sender(1, "Tea", "UTC", "en", "Tea", "tea@example.com", False)
READER = Reader("UTC", "en", NOW)
ANN = Whose(1, message(1).lane, message(1).customer_id)


@pytest.fixture
def sent(reports: list[Report]) -> list[Report]:
    """One message in the inbox; what is reported from now on."""
    _arrive(1)
    reports.clear()
    return reports


def _arrive(*numbers: int, **content: Any) -> None:
    """As a batch of delivery hands it over."""
    fields: dict[str, Any] = {"channel": "inapp", "recipient": "", "content": CARD | content}
    fields |= {"lane": ANN.lane, "customer_id": ANN.customer_id}
    outbox.append(raw(), [message(number, **fields) for number in numbers], NOW)
    _hand_over(*numbers, **content)
    raw().execute("update message set status = 3 where channel = 'inapp'")


def _hand_over(*numbers: int, **content: Any) -> None:
    template = InApp().compile(CARD | content)
    body, missing = template.render({"customer": {"first_name": "Ann"}}, READER)
    batch = [Outgoing(_waiting(number), SHOP, body, missing) for number in numbers]
    Inbox().deliver(raw(), batch, NOW)


def read(cursor: str = "0", at: datetime = NOW) -> reading.News:
    return reading.news(raw(), ANN.lane, ANN.customer_id, int(cursor), at)


def _waiting(number: int) -> Waiting:
    made = message(number)
    return Waiting(
        lane=ANN.lane, id=made.id, workspace_id=1, customer_id=ANN.customer_id, run_id=made.run_id,
        journey_id=7, version_id=9, step="mail", channel="inapp", recipient="", topic="",
        kind="marketing", zone="", language="en", content=None, context={}, awaited=False,
        attempts=0,
    )  # fmt: skip


def test_it_arrives_once_with_its_time_to_live(sent: list[Report]) -> None:
    _hand_over(1)
    row = InboxMessage.objects.get()
    assert row.body["title"] == "Hello Ann"
    assert row.expires_at == NOW + timedelta(days=30)
    [item] = read().items
    assert (item.title, item.seen, item.buttons[0]["id"]) == ("Hello Ann", False, "later")
    assert read().unread == 1


def test_what_is_over_is_shown_no_more(sent: list[Report]) -> None:
    _arrive(2, ttl="PT1H")
    assert read().unread == 2
    later = read(at=NOW + timedelta(hours=2))
    assert (later.unread, [item.id for item in later.items]) == (
        1,
        [InboxMessage.objects.order_by("id")[0].id],
    )


def test_acts_are_reported_once_and_told_to_other_pages(sent: list[Report]) -> None:
    key = InboxMessage.objects.get().id
    for _ in range(2):
        acts.got(raw(), ANN, [key], NOW)
        acts.seen(raw(), ANN, [key], NOW)
        acts.clicked(raw(), ANN, [key], NOW)
    assert [report.status for report in sent] == [
        Status.DELIVERED,
        Status.OPENED,
        Status.CLICKED,
    ]
    assert Status(rows("status")[0][0]) is Status.CLICKED
    news = read("1")
    assert (news.unread, news.items[0].seen, news.items[0].clicked) == (0, True, True)


def test_who_clicks_has_seen(sent: list[Report]) -> None:
    acts.clicked(raw(), ANN, [InboxMessage.objects.get().id], NOW)
    assert read().unread == 0


def test_nobody_acts_on_another_s_message(sent: list[Report]) -> None:
    key = InboxMessage.objects.get().id
    bob = Whose(1, ANN.lane, message(2).customer_id)
    acts.seen(raw(), bob, [key], NOW)
    acts.archived(raw(), bob, [key], NOW)
    acts.pressed(raw(), bob, key, "later", NOW)
    assert read().unread == 1
    assert sent == []
    assert reading.news(raw(), bob.lane, bob.customer_id, 0, NOW).items == []


def test_archived_is_gone_from_pages_that_had_it(sent: list[Report]) -> None:
    acts.archived(raw(), ANN, [InboxMessage.objects.get().id], NOW)
    assert read().items == []
    [item] = read("1").items
    assert item.gone


def test_a_button_without_a_link_is_an_event(sent: list[Report]) -> None:
    spoke: list[Inbound] = []

    def hear(inbound: list[Inbound], **_: Any) -> None:
        spoke.extend(inbound)

    signals.customer_spoke.connect(hear)
    key = InboxMessage.objects.get().id
    try:
        acts.pressed(raw(), ANN, key, "later", NOW)
        acts.pressed(raw(), ANN, key, "invented", NOW)
    finally:
        signals.customer_spoke.disconnect(hear)
    [one] = spoke
    assert (one.what, one.button, one.journey_id) == ("pressed", "later", 7)


def test_a_cursor_of_another_database_gets_everything(sent: list[Report]) -> None:
    news = read(str(2**60))
    assert news.whole
    assert len(news.items) == 1


def test_far_behind_gets_the_newest_whole(sent: list[Report]) -> None:
    _arrive(*range(100, 250))
    news = read("1")
    assert (news.whole, len(news.items), news.unread) == (True, reading.MOST, 151)


def test_it_follows_the_customer_who_is_merged(sent: list[Report]) -> None:
    cursor, other = read().cursor, message(5)
    merging.move(raw(), 1, ANN.lane, ANN.customer_id, other.lane, other.customer_id)
    news = reading.news(raw(), other.lane, other.customer_id, int(cursor), NOW)
    assert [item.title for item in news.items] == ["Hello Ann"]
    acts.seen(raw(), Whose(1, other.lane, other.customer_id), [news.items[0].id], NOW)
    assert [report.status for report in sent] == [Status.OPENED]


@pytest.mark.django_db(transaction=True)
def test_late_commits_are_not_lost(workspace: object) -> None:
    """Two writers: the one that began first commits last, after a page has read the other's."""
    with connect() as slow, connect() as quick, connect() as page:
        with slow.transaction():
            _row(slow, "slow")
            with quick.transaction():
                _row(quick, "quick")
            first = reading.news(page, ANN.lane, ANN.customer_id, 0, NOW)
        second = reading.news(page, ANN.lane, ANN.customer_id, int(first.cursor), NOW)
    assert [item.title for item in first.items] == ["quick"]
    assert "slow" in [item.title for item in second.items]


def _row(wire: Any, title: str) -> None:
    wire.execute(
        "insert into inbox_message (workspace_id, intent_id, lane, customer_id, body, at, mark)"
        " values (1, %s, %s, %s, %s, %s, pg_current_xact_id()::text::bigint)",
        (title, ANN.lane, ANN.customer_id, f'{{"title": "{title}"}}', NOW),
    )


def test_it_needs_no_account() -> None:
    assert isinstance(registry.transport(InApp().transport(SHOP)), Inbox)


@pytest.mark.parametrize("ttl", ["P7D", "PT12H", "P1W"])
def test_content_that_can_be_published(ttl: str) -> None:
    assert InApp().check(CARD | {"ttl": ttl}, "marketing") == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"ttl": "a week"}, "bad_duration"),
        ({"ttl": 7}, "bad_duration"),
        ({"title": "", "text": " "}, "missing"),
        ({"text": "{{ broken"}, "template_syntax"),
        ({"link": "javascript:alert(1)"}, "bad_link"),
        ({"buttons": [{"id": "a", "text": ""}]}, "missing"),
        ({"buttons": [{"id": "a", "text": "A"}, {"id": "a", "text": "B"}]}, "button_id"),
        ({"buttons": [{"id": str(n), "text": "A"} for n in range(5)]}, "too_many"),
    ],
)
def test_content_that_cannot(content: dict[str, Any], code: str) -> None:
    assert code in {flaw.code for flaw in InApp().check(CARD | content, "marketing")}


def test_a_rendered_link_never_runs_anything() -> None:
    template = InApp().compile({"text": "x", "link": "{{ entry.url }}"})
    for url in ("javascript:alert(1)", " java\nscript:alert(1)", "DATA:text/html,x"):
        assert template.render({"entry": {"url": url}}, READER)[0].link == ""
