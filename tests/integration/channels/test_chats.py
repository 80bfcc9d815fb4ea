"""Telegram, WhatsApp, Viber and VK: the suite, and what is each one's own."""

from typing import Any

import msgspec
import pytest

from channels_app import registry
from channels_app.contracts import DeliveryError, Status
from channels_app.provider import Callback, CallbackRefusedError, Heard, Provider, Said, Told
from tests.integration.channels.conformance import NOW, Conformance, account, outgoing
from tests.integration.channels.providers.stand_in import StandIn
from tests.integration.channels.providers.telegram_bot import CHATS, TelegramStandIn, update
from tests.integration.channels.providers.viber_bot import ViberStandIn
from tests.integration.channels.providers.viber_bot import signed as by_viber
from tests.integration.channels.providers.vk_community import VkStandIn, event
from tests.integration.channels.providers.whatsapp_cloud import WhatsAppStandIn
from tests.integration.channels.providers.whatsapp_cloud import signed as by_whatsapp


class TestTelegram(Conformance):
    stand_in = TelegramStandIn


class TestViber(Conformance):
    stand_in = ViberStandIn


class TestVk(Conformance):
    stand_in = VkStandIn


class TestWhatsApp(Conformance):
    stand_in = WhatsAppStandIn


def heard(stand: StandIn, call: Any) -> Heard:
    return provider(stand).hear(account(stand, "https://x.example"), call, NOW)


def provider(stand: StandIn) -> Provider:
    found = registry.provider(stand.kind, stand.provider)
    assert found is not None
    return found


def said(stand: StandIn, call: Any) -> Said:
    [item] = heard(stand, call).items
    assert isinstance(item, Said)
    return item


def telegram(told: dict[str, Any]) -> Any:
    return update(account(TelegramStandIn(), "https://x.example"), told)


CHAT = {"id": int(CHATS["ann"]), "type": "private"}


def test_telegram_a_chat_that_begins_by_a_link_tells_whose_it_is() -> None:
    message = {"message_id": 1, "date": 1, "chat": CHAT, "text": "/start TOKEN-1"}
    found = said(TelegramStandIn(), telegram({"update_id": 5, "message": message}))
    assert (found.what, found.token, found.text) == ("subscribed", "TOKEN-1", "")


def test_telegram_a_press_names_its_message_and_stops_the_spinning() -> None:
    message = {"message_id": 7, "chat": CHAT}
    press = {"id": "q1", "data": "yes", "message": message, "from": {"first_name": "Ann"}}
    found = heard(TelegramStandIn(), telegram({"update_id": 6, "callback_query": press}))
    [item] = found.items
    assert isinstance(item, Said)
    assert (item.what, item.button, item.ref) == ("button", "yes", f"{CHATS['ann']}:7")
    assert b"answerCallbackQuery" in found.answer.body


def test_telegram_leaving_is_heard_and_groups_are_not() -> None:
    left = {"chat": CHAT, "date": 1, "new_chat_member": {"status": "kicked"}}
    assert said(TelegramStandIn(), telegram({"update_id": 7, "my_chat_member": left})).what == (
        "blocked"
    )
    group = {"message_id": 1, "chat": {"id": -1, "type": "group"}, "text": "hi"}
    assert heard(TelegramStandIn(), telegram({"update_id": 8, "message": group})).items == []
    edited = {"message_id": 1, "chat": CHAT, "text": "hi"}
    assert (
        heard(TelegramStandIn(), telegram({"update_id": 9, "edited_message": edited})).items == []
    )


def test_telegram_connects_and_shows_its_link() -> None:
    stand = TelegramStandIn()
    with stand.serving() as base_url:
        ours = account(stand, base_url)
        assert provider(stand).connect(ours) == "Connected to @tea_bot."
        assert stand.hook["secret_token"] == ours.settings.hook_secret
        with pytest.raises(DeliveryError, match="Unauthorized"):
            provider(stand).connect(account(stand, base_url, **stand.wrong))
    assert provider(stand).invitation(ours, "T") == "https://t.me/tea_bot?start=T"


def test_telegram_a_picture_has_the_text_as_its_caption() -> None:
    stand = TelegramStandIn()
    with stand.serving() as base_url:
        carrier: Any = provider(stand).carrier(account(stand, base_url))
        each = outgoing(stand, "ann", image="https://tea.example/cup.png")
        [receipt] = carrier.deliver([each], NOW)
        carrier.rest()
    assert (receipt.status, receipt.ref) == (Status.SENT, f"{CHATS['ann']}:1")
    assert stand.taken[0].text == "Dear Ann"


def test_viber_a_press_comes_back_with_its_message() -> None:
    stand = ViberStandIn()
    told = {
        "event": "message",
        "message_token": 5,
        "sender": {"id": "ann+id=="},
        "message": {"text": "sojourn:yes", "tracking_data": "3~abc"},
    }
    found = said(stand, by_viber(account(stand, "https://x.example"), told))
    assert (found.what, found.button, found.message, found.text) == ("button", "yes", "3~abc", "")


def test_viber_a_conversation_by_a_link_tells_whose_it_is() -> None:
    stand = ViberStandIn()
    ours = account(stand, "https://x.example")
    told = {
        "event": "conversation_started",
        "message_token": 6,
        "user": {"id": "ann+id==", "name": "Ann"},
        "context": "TOKEN-1",
    }
    found = said(stand, by_viber(ours, told))
    assert (found.what, found.token, found.data) == ("subscribed", "TOKEN-1", {"name": "Ann"})
    assert heard(stand, by_viber(ours, {"event": "webhook", "message_token": 1})).items == []


def test_vk_confirms_answers_ok_and_knows_its_community() -> None:
    stand = VkStandIn()
    ours = account(stand, "https://x.example")
    assert heard(stand, event(ours, "confirmation", {})).answer.body == b"b1946ac9"
    allowed = heard(stand, event(ours, "message_allow", {"user_id": 501, "key": "TOKEN-1"}, "e1"))
    [item] = allowed.items
    assert isinstance(item, Said)
    assert (item.what, item.token, allowed.answer.body) == ("subscribed", "TOKEN-1", b"ok")
    other = event(account(stand, "https://x.example", group=1), "message_deny", {"user_id": 1})
    with pytest.raises(CallbackRefusedError):
        provider(stand).hear(account(stand, "https://x.example", group=1), other, NOW)


def test_vk_a_press_names_its_message() -> None:
    stand = VkStandIn()
    ours = account(stand, "https://x.example")
    message = {"from_id": 501, "text": "Yes", "payload": '{"b":"yes","m":"3~abc"}'}
    found = said(stand, event(ours, "message_new", {"message": message}, "e2"))
    assert (found.what, found.button, found.message) == ("button", "yes", "3~abc")


def test_vk_sent_twice_arrives_once() -> None:
    stand = VkStandIn()
    with stand.serving() as base_url:
        carrier: Any = provider(stand).carrier(account(stand, base_url))
        for _ in range(2):
            [receipt] = carrier.deliver([outgoing(stand, "ann")], NOW)
            assert receipt.status is Status.SENT
        carrier.rest()
    assert len(stand.taken) == 1


def test_whatsapp_the_hook_is_verified_by_the_word() -> None:
    stand = WhatsAppStandIn()
    ours = account(stand, "https://x.example")
    query = {"hub.mode": "subscribe", "hub.verify_token": "my-word", "hub.challenge": "1158201"}
    call = Callback(method="GET", url=ours.hook_url, query=query)
    assert provider(stand).hear(ours, call, NOW).answer.body == b"1158201"
    wrong = msgspec.structs.replace(call, query=query | {"hub.verify_token": "other"})
    with pytest.raises(CallbackRefusedError):
        provider(stand).hear(ours, wrong, NOW)


def test_whatsapp_sends_a_template_with_its_parameters() -> None:
    stand = WhatsAppStandIn()
    content: dict[str, Any] = {
        "template_name": "cart",
        "template_language": "pl",
        "params": ["{{ customer.first_name }}", "{{ customer.nothing }}"],
        "buttons": [{"id": "yes", "text": "Yes"}, {"id": "go", "text": "Go", "link": "cart/17"}],
    }
    with stand.serving() as base_url:
        carrier: Any = provider(stand).carrier(account(stand, base_url))
        [receipt] = carrier.deliver([outgoing(stand, "ann", **content)], NOW)
        carrier.rest()
    assert receipt.status is Status.SENT
    template = stand.asked["template"]
    assert (template["name"], template["language"]) == ("cart", {"code": "pl"})
    body, quick, url = template["components"]
    assert [part["text"] for part in body["parameters"]] == ["Ann", "-"]
    assert (quick["sub_type"], quick["parameters"][0]["payload"]) == ("quick_reply", "yes")
    assert (url["sub_type"], url["index"]) == ("url", "1")


def test_whatsapp_hears_presses_failures_and_only_its_own_number() -> None:
    stand = WhatsAppStandIn()
    ours = account(stand, "https://x.example")
    reply = {"button_reply": {"id": "yes", "title": "Yes"}}
    message = {
        "from": "48601000001",
        "id": "w1",
        "interactive": reply,
        "context": {"id": "wamid.0"},
    }
    found = said(stand, by_whatsapp(ours, {"messages": [message]}))
    assert (found.what, found.button, found.ref) == ("button", "yes", "wamid.0")
    gone = [{"code": 131026, "title": "Undeliverable"}]
    [told] = heard(
        stand, by_whatsapp(ours, {"statuses": [{"id": "w2", "status": "failed", "errors": gone}]})
    ).items
    assert isinstance(told, Told)
    assert (told.permanent, told.suppress) == (True, True)
    assert heard(stand, by_whatsapp(ours, {"messages": [message]}, "999")).items == []


@pytest.mark.parametrize("kind", ["telegram", "viber", "vk", "whatsapp"])
def test_what_cannot_be_sent_is_said_before(kind: str) -> None:
    channel = registry.channel(kind)
    assert channel is not None
    assert [flaw.code for flaw in channel.check({}, "transactional")] == ["missing"]
    assert channel.check({"text": "Hello {{ customer.first_name }}"}, "transactional") == []
    assert "too_long" in [f.code for f in channel.check({"text": "x" * 8000}, "transactional")]
    many = [{"id": str(n), "text": "x"} for n in range(20)]
    crowded = channel.check({"text": "x", "buttons": many}, "transactional")
    assert "too_many" in [flaw.code for flaw in crowded]
