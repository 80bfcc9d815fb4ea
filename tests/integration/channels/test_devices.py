"""What pages and apps may say below /v1/: endpoints, what became of a push, visitors' tokens."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from channels_app import contracts
from channels_app.base import Waiting
from channels_app.contracts import Report, Status
from channels_app.delivery import outbox
from channels_app.devices import customers, tokens
from channels_app.devices.registering import MOST_DEVICES
from channels_app.models import ChannelAccount, Endpoint
from tests.integration.channels.outbox_rows import NOW, message, raw, rows
from tests.people import Caller, Shop, open_shop
from workspaces.actions.keys import create_key
from workspaces.clock import now

pytestmark = pytest.mark.django_db

SUBSCRIPTION = {
    "endpoint": "https://fcm.googleapis.com/fcm/send/abc",
    "keys": {"p256dh": "B" * 87, "auth": "a" * 22},
    "expirationTime": None,
}


class Page:
    """A page of the shop, on another site."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.client = shop, Client()
        self.key = create_key(shop.owner, "Site", "write")[1]

    def post(self, path: str, **body: Any) -> tuple[int, Any]:
        raw_body = json.dumps({"writeKey": self.key, **body})
        answer = self.client.post(f"/v1/{path}", raw_body, content_type="text/plain")
        assert answer["Access-Control-Allow-Origin"] == "*"
        return answer.status_code, answer.json()

    def whose(self, user: str = "", anonymous: str = "") -> contracts.Customer:
        return contracts.whose(raw(), self.shop.workspace.id, user, anonymous)

    def account(self, **settings: Any) -> ChannelAccount:
        return ChannelAccount.objects.create(
            workspace_id=self.shop.workspace.id, channel="webpush", provider="browsers",
            name="Web", hook="h", settings=settings, created_at=NOW, changed_at=NOW,
        )  # fmt: skip


@pytest.fixture
def page() -> Page:
    return Page(open_shop())


def test_a_browser_is_the_visitor_s_then_the_customer_s(page: Page) -> None:
    account = page.account(public_key="BKEY")
    assert page.client.get(f"/v1/push/key?writeKey={page.key}").json() == {
        "key": "BKEY",
        "account": account.id,
    }
    body = {"subscription": SUBSCRIPTION, "account": account.id, "language": "pl"}
    assert page.post("endpoints", anonymousId="a-1", **body) == (200, {"success": True})
    one = Endpoint.objects.get()
    assert str(one.customer_id) == page.whose(anonymous="a-1").id
    assert (one.account_id, one.data["keys"]) == (account.id, SUBSCRIPTION["keys"])
    page.post("endpoints", userId="ann", **body)
    one = Endpoint.objects.get()
    assert str(one.customer_id) == page.whose(user="ann").id


def test_an_app_s_device(page: Page) -> None:
    body = {"channel": "push", "device": "phone:APA91", "platform": "android"}
    assert page.post("endpoints", userId="ann", **body)[0] == 200
    one = Endpoint.objects.get()
    assert (one.channel, one.address, one.data["platform"]) == ("push", "phone:APA91", "android")
    page.post("endpoints/drop", channel="push", address="phone:APA91")
    one.refresh_from_db()
    assert (one.dropped_at is not None, one.reason) == (True, "signed_out")
    page.post("endpoints", userId="ann", **body)
    one.refresh_from_db()
    assert one.dropped_at is None


def test_so_many_devices_and_no_more(page: Page) -> None:
    for number in range(MOST_DEVICES + 2):
        page.post("endpoints", userId="ann", channel="push", device=f"phone:{number}")
    assert Endpoint.objects.filter(dropped_at=None).count() == MOST_DEVICES


def test_only_signed_devices_where_the_shop_wants_it_so(page: Page) -> None:
    page.account(public_key="BKEY", signed_only=True)
    status, said = page.post("endpoints", userId="ann", subscription=SUBSCRIPTION)
    assert (status, said["error"]["code"]) == (403, "token_needed")
    token = customers.made(page.shop.workspace.id, "ann", "", now() + timedelta(hours=1))
    assert page.post("endpoints", token=token, subscription=SUBSCRIPTION)[0] == 200
    assert str(Endpoint.objects.get().customer_id) == page.whose(user="ann").id
    assert page.post("endpoints", anonymousId="a-1", subscription=SUBSCRIPTION)[0] == 200


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"writeKey": "wk_nobody", "userId": "a"}, 401, "unknown_key"),
        ({"writeKey": "", "userId": "a"}, 401, "unknown_key"),
        ({"userId": "ann"}, 400, "invalid"),
        ({"subscription": SUBSCRIPTION}, 400, "invalid"),
        ({"userId": "ann", "channel": "push"}, 400, "invalid"),
        ({"userId": "ann", "channel": "fax"}, 400, "invalid"),
        ({"userId": "ann", "subscription": {"endpoint": "x"}}, 400, "invalid"),
        ({"userId": "x" * 300, "subscription": SUBSCRIPTION}, 400, "invalid"),
        ({"token": "nonsense", "subscription": SUBSCRIPTION}, 403, "bad_token"),
        ({"userId": "x" * 20_000}, 413, "too_large"),
        ({"userId": "a\0b", "subscription": SUBSCRIPTION}, 400, "invalid"),
        ({"userId": "a\ud800", "subscription": SUBSCRIPTION}, 400, "bad_json"),
    ],
)
def test_odd_requests_are_told_why(
    page: Page, body: dict[str, Any], status: int, code: str
) -> None:
    found, said = page.post("endpoints", **body)
    assert (found, said["error"]["code"]) == (status, code)
    assert said["error"]["message"].endswith(".")
    assert not Endpoint.objects.exists()


def test_no_json_and_other_methods(page: Page) -> None:
    for text in ("", "{", "[1]", "\xff", "[" * 5000):
        answer = page.client.post("/v1/endpoints", text, content_type="text/plain")
        assert answer.status_code == 400
    assert page.client.put("/v1/endpoints").status_code == 405
    asked = page.client.options(
        "/v1/endpoints",
        headers={"Origin": "https://shop.example", "Access-Control-Request-Headers": "x-mine"},
    )
    assert asked["Access-Control-Allow-Headers"] == "x-mine"


def test_a_secret_key_is_not_for_pages(page: Page) -> None:
    page.key = create_key(page.shop.owner, "CI", "secret")[1]
    status, said = page.post("endpoints", userId="ann", subscription=SUBSCRIPTION)
    assert (status, said["error"]["code"]) == (401, "secret_key")


def test_a_visitor_s_token_and_a_known_customer_s(page: Page) -> None:
    status, said = page.post("inbox/token", anonymousId="a-1")
    assert status == 200
    held = customers.read(said["token"], now())
    assert held is not None
    assert (held.anonymous_id, held.user_id) == ("a-1", "")
    other = page.whose(user="ann")
    raw().execute(
        "insert into identity (lane, workspace_id, key, customer_lane, customer_id)"
        " values (%s, %s, 'anon:a-1', %s, %s)",
        (page.whose(anonymous="a-1").lane, page.shop.workspace.id, other.lane, other.id),
    )
    status, said = page.post("inbox/token", anonymousId="a-1")
    assert (status, said["error"]["code"]) == (403, "known_customer")
    assert page.post("inbox/token", anonymousId=" ")[0] == 400


def test_the_shop_s_server_asks_for_a_token(page: Page) -> None:
    key = create_key(page.shop.owner, "Server", "secret")[1]
    status, said = Caller(key=key).post("customers/token", {"user_id": "ann", "seconds": 600})
    assert status == 201
    held = customers.read(said["token"], now())
    assert held is not None
    assert (held.workspace_id, held.user_id) == (page.shop.workspace.id, "ann")
    assert customers.read(said["token"], now() + timedelta(seconds=601)) is None
    assert customers.read(said["token"][:-2] + "AA", now()) is None
    assert Caller(key=key).post("customers/token", {"user_id": "ann", "seconds": 1})[0] == 400
    assert Caller(key=page.key).post("customers/token", {"user_id": "ann"})[0] == 401
    vera = Caller(page.shop.vera, page.shop.workspace.slug)
    assert vera.post("customers/token", {"user_id": "ann"})[0] == 403


def test_shown_and_clicked_are_reported_by_the_message_s_token(
    page: Page, reports: list[Report]
) -> None:
    made = message(1, channel="webpush", workspace_id=page.shop.workspace.id, content={})
    outbox.append(raw(), [made], NOW)
    raw().execute("update message set status = 3")
    token = tokens.of_message(_waiting(made))
    for what in ("shown", "clicked", "closed", "shown"):
        assert page.post("push/heard", token=token, what=what)[0] == 200
    assert [report.status for report in reports] == [Status.DELIVERED, Status.CLICKED]
    assert Status(rows("status")[0][0]) is Status.CLICKED
    assert page.post("push/heard", token=token[:-3], what="shown")[0] == 403
    assert page.post("push/heard", token=token, what="eaten")[0] == 400


def _waiting(made: contracts.OutboxMessage) -> Waiting:
    return Waiting(
        lane=made.lane, id=made.id, workspace_id=made.workspace_id, customer_id=made.customer_id,
        run_id=None, journey_id=None, version_id=None, step="", channel=made.channel, recipient="",
        topic="", kind="marketing", zone="", language="", content=None, context={}, awaited=False,
        attempts=0,
    )  # fmt: skip
