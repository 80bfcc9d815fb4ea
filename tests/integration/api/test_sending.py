"""Messages that the shop's own code asks for: by POST /v1/messages and by SMTP."""

import smtplib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import pytest

from channels_app.models import Message
from journeys.core.ids import customer_id, lane_of
from journeys.ingest.smtp import Handler, authenticate, take_mail
from journeys.models import Customer
from tests.integration.channels.mail_server import serving
from tests.people import Caller, Shop, check_error
from workspaces.actions.keys import create_key, revoke_key
from workspaces.clock import now
from workspaces.models import Role
from workspaces.permissions import Actor

Calling = Callable[[str], Caller]
RECEIPT = {
    "messageId": "order-17",
    "to": {"address": "ann@example.com"},
    "content": {"subject": "Order {{ entry.number }}", "text": "Thank you."},
    "data": {"number": 17},
}


@pytest.fixture
def key(shop: Shop) -> str:
    return create_key(Actor(shop.workspace, Role.OWNER), "Shop", "secret")[1]


@pytest.fixture
def api(key: str) -> Caller:
    return Caller(key=key)


def customer(shop: Shop, user_id: str, **profile: Any) -> Customer:
    found = customer_id(shop.workspace.id, f"user:{user_id}")
    return Customer.objects.create(
        lane=lane_of(found),
        id=found,
        workspace_id=shop.workspace.id,
        user_id=user_id,
        profile=profile,
        language="pl",
        created_at=now(),
        seen_at=now(),
    )


def send(api: Caller, body: dict[str, Any]) -> tuple[int, Any]:
    """Beside Segment's calls, not below /api/."""
    answer = api.client.post(
        "/v1/messages", body, content_type="application/json", headers=api.headers
    )
    told = answer.json()
    if answer.status_code >= 400:
        check_error(told)
    return answer.status_code, told


def test_a_message_to_an_address_is_queued(api: Caller) -> None:
    status, answer = send(api, RECEIPT)
    assert (status, answer["messages"][0]["status"]) == (202, "queued")
    row = Message.objects.get()
    assert row.id == answer["messages"][0]["id"]
    assert (row.recipient, row.kind, row.context["entry"]) == (
        "ann@example.com",
        "transactional",
        {"number": 17},
    )


def test_the_same_key_sends_once_to_whomever(api: Caller) -> None:
    first = send(api, RECEIPT)[1]["messages"][0]
    again = send(api, RECEIPT | {"to": {"address": "bea@example.com"}})[1]["messages"][0]
    assert (again["id"], again["status"]) == (first["id"], "duplicate")
    assert Message.objects.count() == 1


def test_a_customer_gets_it_at_the_own_address_and_in_the_own_language(
    api: Caller, shop: Shop
) -> None:
    ann = customer(shop, "ann", email="ann@home.example", first_name="Ann")
    assert send(api, RECEIPT | {"to": {"userId": "ann"}})[0] == 202
    row = Message.objects.get()
    assert (row.recipient, row.language, str(row.customer_id)) == (
        "ann@home.example",
        "pl",
        str(ann.id),
    )
    assert row.context["customer"]["first_name"] == "Ann"


def test_one_that_is_wrong_harms_no_other(api: Caller) -> None:
    odd: list[dict[str, Any]] = [
        RECEIPT,
        RECEIPT | {"messageId": "2", "to": {"userId": "nobody"}},
        RECEIPT | {"messageId": "3", "to": {"address": "no address"}},
        RECEIPT | {"messageId": "4", "content": {"subject": "{{ broken"}},
        RECEIPT | {"messageId": "5", "channel": "pigeon"},
        RECEIPT | {"messageId": "6", "colour": "red"},
        {"messageId": "7", "content": {}},
        RECEIPT | {"messageId": "8", "purpose": "spam"},
        RECEIPT,
    ]
    status, answer = send(api, {"messages": odd})
    assert status == 202
    told = answer["messages"]
    assert [each["status"] for each in told] == ["queued", *["refused"] * 7, "duplicate"]
    paths = [each["problems"][0]["path"] for each in told[1:8]]
    assert paths[:2] == ["/to", "/to"]
    assert paths[2].startswith("/content")
    assert (paths[4], paths[5], paths[6]) == ("/colour", "/to", "/purpose")
    assert all(each["problems"][0]["message"].endswith(".") for each in told[1:8])
    assert Message.objects.count() == 1


@pytest.mark.parametrize("body", [{"messages": []}, {"messages": 5}, {"messages": [5]}, {}])
def test_a_body_that_is_none_is_400(api: Caller, body: dict[str, Any]) -> None:
    assert send(api, body)[0] == 400
    assert not Message.objects.exists()


def test_a_viewer_sends_nothing(caller: Calling) -> None:
    assert send(caller("vera"), RECEIPT)[0] == 403


@pytest.fixture
def port() -> Iterator[int]:
    with serving(
        Handler(), auth_required=True, auth_require_tls=False, authenticator=authenticate
    ) as open_port:
        yield open_port


def mail(**headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = "shop@example.com", "ann@example.com"
    made["Subject"], made["Message-ID"] = "Order {{ 17 }}", "<17@shop.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content("Thank you, {% Ann %}.")
    made.add_alternative("<p>Thank you</p>", subtype="html")
    return made


def test_a_mail_by_smtp_is_queued_once_for_each_recipient(key: str, db: None) -> None:
    raw = mail(X_Sojourn_Topic="receipts", X_Sojourn_Data='{"n": 1}').as_bytes()
    answer = take_mail(key, ["ann@example.com", "bea@example.com"], raw)
    assert answer.startswith("250 ")
    assert take_mail(key, ["ann@example.com"], raw).startswith("250 ")
    rows = Message.objects.order_by("recipient")
    assert [row.recipient for row in rows] == ["ann@example.com", "bea@example.com"]
    assert rows[0].content is not None
    assert rows[0].content["subject"] == 'Order {{ "{{" }} 17 }}'
    assert (rows[0].topic, rows[0].context["entry"]) == ("receipts", {"n": 1})


@pytest.mark.parametrize(
    ("headers", "recipient", "said"),
    [
        ({"X_Sojourn_Data": "[1]"}, "ann@example.com", "no JSON object"),
        ({"X_Sojourn_Data": "{"}, "ann@example.com", "no JSON"),
        ({"X_Sojourn_Purpose": "spam"}, "ann@example.com", "transactional or marketing"),
        ({}, "not an address", "no address"),
    ],
)
def test_what_is_wrong_is_answered(
    key: str, headers: dict[str, str], recipient: str, said: str
) -> None:
    answer = take_mail(key, [recipient], mail(**headers).as_bytes())
    assert answer.startswith("554 ")
    assert said in answer
    assert not Message.objects.exists()


def test_a_revoked_key_sends_nothing(shop: Shop, db: None) -> None:
    owner = Actor(shop.workspace, Role.OWNER)
    made, text = create_key(owner, "Shop", "secret")
    revoke_key(owner, made)
    assert take_mail(text, ["ann@example.com"], mail().as_bytes()).startswith("535 ")


def test_an_attachment_is_refused_in_words(key: str) -> None:
    made = mail()
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    assert "Attachments are not taken" in take_mail(key, ["a@example.com"], made.as_bytes())


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.django_db(transaction=True)
def test_over_the_wire(key: str, port: int) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as line:
        with pytest.raises(smtplib.SMTPSenderRefused):
            line.send_message(mail())
        line.ehlo()
        with pytest.raises(smtplib.SMTPAuthenticationError):
            line.login("shop", "wk_notasecretkey")
        line.login("shop", key)
        assert line.send_message(mail()) == {}
    row = Message.objects.get()
    assert row.recipient == "ann@example.com"
