"""Calls by Twilio: the suite, what is spoken, and the keys that are pressed."""

from channels_app.provider import Said
from channels_app.voice.content import Call, Key
from channels_app.voice.twilio import Carrier, Twilio, twiml
from tests.integration.channels.conformance import (
    HOOK,
    NOW,
    Conformance,
    account,
    carried,
    outgoing,
)
from tests.integration.channels.providers.sms_twilio import signed
from tests.integration.channels.providers.voice_twilio import VoiceTwilio


class TestConforms(Conformance):
    stand_in = VoiceTwilio


def test_a_key_that_was_pressed_comes_back() -> None:
    stand = VoiceTwilio()
    with stand.serving() as base_url:
        ours = account(stand, base_url)
        carrier = Carrier(ours)
        each = outgoing(stand, "ann", text="Tea & <biscuits>", voice_language="pl")
        carrier.deliver([each], NOW)
        carrier.rest()
    [gather] = stand.response
    assert (gather.tag, gather.get("numDigits")) == ("Gather", "1")
    assert [(say.get("language"), say.text) for say in gather] == [
        ("pl-PL", "Tea & <biscuits>"),
        ("pl-PL", "Press 1 to confirm."),
    ]
    url = gather.get("action") or ""
    assert url == f"{HOOK}keys?m={carried(each).replace(':', '%3A')}"
    form = {"CallSid": stand.taken[0].ref, "Digits": "1", "To": "+48600000001"}
    heard = Twilio().hear(ours, signed(url, "keys", form), NOW)
    [said] = heard.items
    assert isinstance(said, Said)
    assert (said.what, said.button, said.address) == ("key", "1", "+48600000001")
    assert said.message == carried(each)
    assert heard.answer.content_type == "text/xml"


def test_without_keys_nothing_is_gathered() -> None:
    call = Call("Hello", "en-US", [])
    assert twiml(call, HOOK) == '<Response><Say language="en-US">Hello</Say></Response>'
    with_key = Call("Hello", "en-US", [Key("1", "Press 1")])
    assert "<Gather" not in twiml(with_key, "")
