"""Calls by Infobip: the suite, and the keys that come with the outcome."""

from channels_app.contracts import Status
from channels_app.provider import Said, Told
from channels_app.voice.infobip import Carrier, Infobip
from tests.integration.channels.conformance import NOW, Conformance, account, carried, outgoing
from tests.integration.channels.providers.voice_infobip import VoiceInfobip


class TestConforms(Conformance):
    stand_in = VoiceInfobip


def test_keys_come_with_the_outcome() -> None:
    stand = VoiceInfobip()
    with stand.serving() as base_url:
        ours = account(stand, base_url)
        carrier = Carrier(ours)
        each = outgoing(stand, "ann", voice_language="ru")
        carrier.deliver([each], NOW)
        carrier.rest()
    assert stand.taken[0].text == "Hello Ann Press 1 to confirm."
    assert (stand.bodies[0]["language"], stand.bodies[0]["maxDtmf"]) == ("ru", 1)
    told, said = Infobip().hear(ours, stand.pressed(carried(each), "1", ours), NOW).items
    assert isinstance(told, Told)
    assert told.status is Status.DELIVERED
    assert isinstance(said, Said)
    assert (said.what, said.button, said.address) == ("key", "1", "+48600000001")
    assert said.message == carried(each)


def test_nobody_pressed_anything() -> None:
    stand = VoiceInfobip()
    ours = account(stand, "https://x.api.infobip.com")
    [told] = Infobip().hear(ours, stand.pressed("1~a", "", ours), NOW).items
    assert isinstance(told, Told)
