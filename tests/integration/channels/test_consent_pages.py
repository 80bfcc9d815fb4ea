"""The customers' own pages: they ask on GET, act on POST, and say it in the shop's language."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from channels_app import signals
from channels_app.consent import tokens
from channels_app.consent.texts import TEXTS
from channels_app.contracts import Status, Unsubscribed
from channels_app.delivery import merging, outbox
from channels_app.models import Consent, ConsentChange, MailboxMessage, Topic
from tests.integration.channels.conftest import Deliver
from tests.integration.channels.outbox_rows import NOW, message, raw, rows
from workspaces.languages import LANGUAGES
from workspaces.models import Workspace

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workspace")]

CUSTOMER = message(1).customer_id


@pytest.fixture
def left() -> Iterator[list[Unsubscribed]]:
    heard: list[Unsubscribed] = []

    def hear(change: Unsubscribed, **_: Any) -> None:
        heard.append(change)

    others = signals.customer_unsubscribed.receivers
    signals.customer_unsubscribed.receivers = []
    signals.customer_unsubscribed.connect(hear)
    yield heard
    signals.customer_unsubscribed.receivers = others


@pytest.fixture
def news() -> Topic:
    return Topic.objects.create(
        workspace_id=1, slug="news", name={"en": "Tea news", "pl": "Herbaty"}, created_at=NOW
    )


def token(purpose: tokens.Purpose = "u", topic: str = "", workspace: int = 1) -> str:
    return tokens.write(tokens.Token(purpose, workspace, 1, CUSTOMER, "email", topic))


def states() -> dict[str, str]:
    return dict(Consent.objects.values_list("topic", "state"))


def test_get_only_asks(client: Client, news: Topic) -> None:
    page = client.get(f"/u/{token(topic='news')}")
    assert page.status_code == 200
    assert "Stop getting “Tea news” from Tea shop by email?" in page.content.decode()
    assert states() == {}
    assert "form-action 'self'" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]


def test_one_click_acts_and_repeating_it_changes_nothing(
    client: Client, news: Topic, left: list[Unsubscribed]
) -> None:
    for _ in range(3):
        done = client.post(f"/u/{token(topic='news')}", {"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
    assert states() == {"news": "withdrawn"}
    [change] = left
    assert (change.topic, change.source, change.customer_id) == ("news", "one-click", CUSTOMER)
    assert ConsentChange.objects.count() == 1


def test_one_click_needs_no_session_and_no_csrf_cookie() -> None:
    strict = Client(enforce_csrf_checks=True)
    done = strict.post(
        f"/u/{token()}",
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert done.status_code == 200
    assert states() == {"": "withdrawn"}


def test_the_page_can_stop_everything(client: Client, news: Topic) -> None:
    done = client.post(f"/u/{token(topic='news')}", {"everything": "1"})
    assert "You will not get news and offers" in done.content.decode()
    assert states() == {"": "withdrawn"}


@pytest.mark.parametrize("change", ["", "x", "é", "AAAA", "flip"])
def test_a_wrong_link_opens_nothing(client: Client, change: str) -> None:
    good = token()
    bad = good[:-1] + ("A" if good[-1] != "A" else "B") if change == "flip" else change or good[:9]
    answer = client.post(f"/u/{bad}", {"everything": "1"})
    assert answer.status_code == 404
    assert "This link does not work" in answer.content.decode()
    assert states() == {}


def test_a_link_to_unsubscribe_opens_no_preferences(client: Client) -> None:
    assert client.get(f"/preferences/{token('u')}").status_code == 404
    assert client.get(f"/u/{token('p')}").status_code == 404


def test_a_workspace_that_is_gone_has_no_pages(client: Client) -> None:
    assert client.get(f"/u/{token(workspace=99)}").status_code == 404


def test_preferences_show_and_keep_each_choice(client: Client, news: Topic) -> None:
    offers = Topic.objects.create(
        workspace_id=1, slug="offers", name={"en": "Offers"}, default="opt_in", created_at=NOW
    )
    address = f"/preferences/{token('p')}"
    assert checked(client.get(address).content.decode()) == {"1", "news"}
    saved = client.post(address, {"channel": "1", "topic": ["offers"]}).content.decode()
    assert "Saved." in saved
    assert checked(saved) == {"1", offers.slug}
    assert states() == {"news": "withdrawn", "offers": "granted"}
    client.post(address, {"topic": ["offers"]})
    assert states()[""] == "withdrawn"
    assert checked(client.post(address, {"channel": "1"}).content.decode()) == {"1"}


def checked(page: str) -> set[str]:
    return set(re.findall(r'value="([^"]*)" checked', page))


def test_a_blocked_channel_cannot_be_opened_by_its_page(client: Client) -> None:
    Consent.objects.create(
        lane=1,
        customer_id=CUSTOMER,
        channel="email",
        workspace_id=1,
        state="blocked",
        source="api",
        at=NOW,
    )
    page = client.post(f"/preferences/{token('p')}", {"channel": "1"}).content.decode()
    assert "All email is stopped on request." in page
    assert states() == {"": "blocked"}


@pytest.mark.parametrize("language", [code for code, _ in LANGUAGES])
def test_the_pages_speak_the_workspaces_language(
    client: Client, workspace: Workspace, news: Topic, language: str
) -> None:
    Workspace.objects.filter(id=1).update(language=language)
    unsubscribe = client.get(f"/u/{token(topic='news')}").content.decode()
    assert f'<html lang="{language}">' in unsubscribe
    assert f"<h1>{TEXTS[language].unsubscribe}</h1>" in unsubscribe
    assert TEXTS[language].save in client.get(f"/preferences/{token('p')}").content.decode()


def test_names_are_escaped(client: Client, news: Topic) -> None:
    Workspace.objects.filter(id=1).update(name="<script>1</script>")
    assert "<script>1" not in client.get(f"/u/{token(topic='news')}").content.decode()


def test_s19_after_unsubscribing_in_the_middle_marketing_is_refused_with_the_reason(
    client: Client, news: Topic, deliver: Deliver
) -> None:
    outbox.append(raw(), [message(1, topic="news")], NOW)
    deliver()
    mail = MailboxMessage.objects.get()
    link = mail.headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    client.post(link, {"List-Unsubscribe": "One-Click"})
    later = [
        message(1, id=f"{message(1).run_id}:2:0", topic="news"),
        message(1, id=f"{message(1).run_id}:3:0", topic="news", kind="transactional"),
    ]
    outbox.append(raw(), later, NOW)
    deliver()
    assert [(Status(status), reason) for _, status, reason in rows()] == [
        (Status.SENT, ""),
        (Status.REFUSED, "topic_unsubscribed"),
        (Status.SENT, ""),
    ]


def test_s25_an_old_link_speaks_of_the_customer_who_survived_a_merge(
    client: Client, left: list[Unsubscribed]
) -> None:
    known = message(70).customer_id
    merging.move(raw(), 1, 1, CUSTOMER, 6, known)
    client.post(f"/u/{token()}", {"List-Unsubscribe": "One-Click"})
    kept = Consent.objects.get()
    assert (kept.lane, str(kept.customer_id), kept.state) == (6, known, "withdrawn")
    assert (left[0].lane, left[0].customer_id) == (6, known)
