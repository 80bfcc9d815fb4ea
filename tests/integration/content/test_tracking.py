"""What leaves can be counted; what comes back raises the status once, and leads where it said."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError
from django.test import Client

from channels_app import contracts
from channels_app.contracts import Report, Status
from channels_app.delivery import outbox
from channels_app.models import Engagement, MailboxMessage, ShortLink
from channels_app.tracking import recording
from channels_app.tracking.rules import Rules, Utm, change_rules
from tests.integration.channels.conftest import Deliver
from tests.integration.channels.outbox_rows import NOW, message, raw, rows
from tests.people import Shop
from workspaces.models import Workspace

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148"}
HTML = (
    '<html><body><p>Hi</p><a href="https://shop.example/p?id=1&amp;x=2" data-product="p1">Tea</a>'
    '<a href="{{ unsubscribe_url }}">Stop</a></body></html>'
)
CONTENT = {"subject": "Hi", "html": HTML}


def sent(deliver: Deliver, **changes: Any) -> MailboxMessage:
    fields = {"content": CONTENT, "journey_id": None, "run_id": None, "version_id": None} | changes
    outbox.append(raw(), [message(1, **fields)], NOW)
    deliver()
    return MailboxMessage.objects.get()


def link(html: str, kind: str) -> str:
    found = re.search(rf'"http://localhost:8000(/{kind}/[^"]+)"', html)
    assert found, html
    return found.group(1)


def test_a_click_leads_on_and_is_counted_once(
    workspace: Workspace, deliver: Deliver, reports: list[Report]
) -> None:
    mail = sent(deliver)
    assert "data-product" not in mail.html
    assert "http://localhost:8000/u/" in mail.html
    path = link(mail.html, "r")
    for _ in range(3):
        answer = Client(headers=PHONE).get(path)
        assert (answer.status_code, answer["Location"]) == (302, "https://shop.example/p?id=1&x=2")
    row = Engagement.objects.get()
    assert (row.what, row.product, row.times, row.machine) == ("clicked", "p1", 3, False)
    assert rows("status") == [(Status.CLICKED,)]
    told = [report for report in reports if report.status is Status.CLICKED]
    assert [report.detail for report in told] == [
        {"url": "https://shop.example/p?id=1&x=2", "product": "p1"}
    ]


def test_a_changed_link_is_a_clear_page(workspace: Workspace, deliver: Deliver) -> None:
    path = link(sent(deliver).html, "r")
    for changed in (path[:-1], path + "A", "/r/x", "/s/AAAAAAAAA", "/r/" + "A" * 5000):
        answer = Client(headers=PHONE).get(changed)
        assert answer.status_code == 404
        assert "This link does not work" in answer.content.decode()
    polish = Client(headers={"Accept-Language": "pl"}).get("/r/x")
    assert "This link" not in polish.content.decode()
    assert not Engagement.objects.exists()


def test_an_open_raises_and_a_proxy_that_opens_everything_does_not(
    workspace: Workspace, deliver: Deliver, reports: list[Report]
) -> None:
    path = link(sent(deliver).html, "o")
    assert Client(headers={"User-Agent": "Mozilla/5.0"}).get(path)["Content-Type"] == "image/gif"
    assert rows("status") == [(Status.SENT,)]
    row = Engagement.objects.get()
    assert (row.machine, row.by) == (True, "apple")
    Client(headers={"User-Agent": "x (via ggpht.com GoogleImageProxy)"}).get(path)
    assert rows("status") == [(Status.OPENED,)]
    row = Engagement.objects.get()
    assert (row.machine, row.by, row.times) == (False, "gmail", 2)
    assert reports[-1].detail == {"proxy": True, "by": "gmail"}
    assert Client(headers=PHONE).get("/o/changed").status_code == 200


def test_scanners_of_links_are_kept_apart(workspace: Workspace, deliver: Deliver) -> None:
    path = link(sent(deliver).html, "r")
    assert Client(headers=PHONE).head(path).status_code == 302
    assert not Engagement.objects.exists()
    assert Client(headers={"User-Agent": "Barracuda Sentinel"}).get(path).status_code == 302
    assert Engagement.objects.get().machine
    assert rows("status") == [(Status.SENT,)]


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"kind": "transactional"}, Rules()),
        ({"content": CONTENT | {"track": "off"}}, Rules()),
        ({}, Rules(off=["email"])),
        ({}, Rules(clicks=False, opens=False)),
    ],
)
def test_what_is_not_to_be_counted_leaves_as_it_was_written(
    workspace: Workspace,
    deliver: Deliver,
    monkeypatch: pytest.MonkeyPatch,
    changes: Any,
    rules: Rules,
) -> None:
    monkeypatch.setattr("channels_app.library.shelf.rules_of", lambda _: rules)
    html = sent(deliver, **changes).html
    assert 'href="https://shop.example/p?id=1&amp;x=2"' in html
    assert "/o/" not in html


def test_links_are_marked_also_where_they_are_not_counted(
    workspace: Workspace, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = Rules(clicks=False, opens=False, utm=[Utm(source="mail", campaign="{topic}")])
    monkeypatch.setattr("channels_app.library.shelf.rules_of", lambda _: rules)
    html = sent(deliver, topic="news").html
    assert "p?id=1&amp;x=2&amp;utm_source=mail&amp;utm_campaign=news" in html


def test_a_database_that_fails_costs_a_count_and_not_the_way(
    workspace: Workspace, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = link(sent(deliver).html, "r")

    def broken(*_: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(recording, "note", broken)
    assert Client(headers=PHONE).get(path).status_code == 302


def test_a_text_message_has_short_links(
    workspace: Workspace, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    from channels_app.base import Waiting
    from channels_app.sms.content import Sms
    from channels_app.tracking.tracker import tracked

    waiting = Waiting(
        lane=3, id="run:1:0", workspace_id=1, customer_id=str(UUID(int=3)), run_id=None,
        journey_id=None, version_id=None, step="", channel="sms", recipient="+48500600700",
        topic="", kind="marketing", zone="", language="", content=None, context={}, awaited=False,
        attempts=0,
    )  # fmt: skip
    long = "https://shop.example/" + "x" * 300
    body = tracked(Sms(f"See {long}.", "gsm7", 3), waiting, {}, Rules(), "en")
    assert re.fullmatch(r"See http://localhost:8000/s/\w{9}\.", body.text)
    assert body.parts == 1
    again = tracked(Sms(f"See {long}.", "gsm7", 3), waiting, {}, Rules(), "en")
    assert again == body
    assert ShortLink.objects.get().url == long
    path = body.text.removeprefix("See http://localhost:8000").rstrip(".")
    assert Client(headers=PHONE).get(path)["Location"] == long


def test_rules_are_checked_by_field(shop: Shop) -> None:
    from workspaces.refusals import Invalid

    made = change_rules(shop.owner, {"clicks": False, "utm": [{"source": "x"}]})
    assert (made.clicks, made.opens, made.utm) == (False, True, [Utm(source="x")])
    for given, path in (
        ({"clicks": "yes"}, "/clicks"),
        ({"utm": [{"source": 5}]}, "/utm/0/source"),
        ({"attribution": {"days": 1000}}, "/attribution/days"),
        ({"nothing": 1}, ""),
    ):
        with pytest.raises(Invalid) as refused:
            change_rules(shop.owner, given)
        assert refused.value.problems[0]["path"] == path


def test_a_template_is_sent_in_the_customers_language_and_follows_its_publication(
    shop: Shop, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    from channels_app.library import templates

    contents = {
        "en": {"subject": "Hello {{ customer.first_name }}", "html": '<b>x</b>{% part "foot" %}'},
        "ru": {"subject": "Привет", "html": "<b>й</b>"},
    }
    part = templates.create_template(
        shop.owner, "part", "Foot", "foot", contents={"en": {"html": "{{ brand.name }} one"}}
    )
    templates.publish(shop.owner, part)
    saved = templates.create_template(shop.owner, "email", "Hello", "hello", contents=contents)
    templates.publish(shop.owner, saved)
    monkeypatch.setattr("channels_app.library.shelf.LOOKS_EVERY", -1.0)
    workspace = shop.workspace.id
    content = {"template": "hello", "track": "off"}
    monkeypatch.setattr(contracts._Registered, "content", lambda *_: content)
    monkeypatch.setattr(contracts._Registered, "paused", None)

    def post(number: int, **changes: Any) -> MailboxMessage:
        outbox.append(raw(), [message(number, workspace_id=workspace, **changes)], NOW)
        deliver()
        return MailboxMessage.objects.latest("id")

    assert post(1, language="ru-RU").subject == "Привет"
    mail = post(2, language="de")
    assert (mail.subject, mail.html) == ("Hello Ann", "<b>x</b> one")
    draft = {"en": {"html": "two"}}
    templates.publish(shop.owner, templates.save_draft(shop.owner, part, draft, 1))
    assert post(3, language="en").html == "<b>x</b>two"
    content |= {"missing": "refuse"}
    post(4, context={}, language="en")
    assert rows("status, reason, detail->>'missing'")[-1] == (
        Status.REFUSED, "missing_values", '["customer.first_name"]',
    )  # fmt: skip
    content |= {"template": "gone"}
    post(5)
    assert rows("status, reason")[-1] == (
        Status.FAILED, "There is no published template 'gone'.",
    )  # fmt: skip
