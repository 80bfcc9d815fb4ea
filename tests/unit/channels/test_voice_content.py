"""What a call says, and in which language."""

import pytest

from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError
from channels_app.voice.channel import VoiceChannel
from channels_app.voice.content import Call, Key
from channels_app.voice.language import at_infobip, spoken

CONTENT = {
    "text": "Your order {{ entry.number }} comes today.",
    "keys": [{"id": "1", "text": "{{ customer.first_name }}, press 1."}, {"id": "2", "text": ""}],
}


def test_a_call_is_rendered_with_its_keys() -> None:
    template = VoiceChannel().compile(CONTENT)
    values = {"entry": {"number": 7}, "customer": {"first_name": "Ann"}}
    call, missing = template.render(values, Reader("UTC", "pl", None))
    keys = [Key("1", "Ann, press 1."), Key("2", "")]
    assert call == Call("Your order 7 comes today.", "pl-PL", keys)
    assert call.speech() == ["Your order 7 comes today.", "Ann, press 1."]
    assert missing == []
    assert template.reads == {"entry", "customer"}
    used = VoiceChannel().used_variables(CONTENT)
    assert used == {"entry.number", "customer.first_name"}


def test_nothing_to_say_or_too_much_fails() -> None:
    for text, words in (("{{ customer.x }}", "nothing to say"), ("a" * 2501, "longer than 2,500")):
        with pytest.raises(TemplateError, match=words):
            VoiceChannel().compile({"text": text}).render({}, Reader("UTC", "en", None))


def test_flaws() -> None:
    def codes(**content: object) -> list[tuple[str, str]]:
        return [(f.code, f.field) for f in VoiceChannel().check(content, "marketing")]

    assert codes(**CONTENT) == []
    assert codes() == [("missing", "text")]
    assert codes(text="a", keys=[{"id": "1", "text": "{{ x"}]) == [("template_syntax", "keys")]
    assert codes(text="a", keys=[{"id": "1"}, {"id": "1"}]) == [("bad_key", "keys")]
    assert codes(text="a", keys=[{"id": "#"}]) == [("bad_key", "keys")]
    assert codes(text="a", keys="1") == []


@pytest.mark.parametrize(
    ("given", "tag", "infobip"),
    [
        ("pl", "pl-PL", "pl"),
        ("pl_pl", "pl-PL", "pl"),
        ("en-gb", "en-GB", "en-gb"),
        ("zh-hans", "zh-CN", "zh-cn"),
        ("", "en-US", "en"),
        ("xx", "en-US", "en"),
        ('"><', "en-US", "en"),
    ],
)
def test_languages(given: str, tag: str, infobip: str) -> None:
    assert spoken(given) == tag
    assert at_infobip(tag) == infobip
