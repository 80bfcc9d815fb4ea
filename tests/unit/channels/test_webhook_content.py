"""What a webhook says, and what it may not."""

import json

import pytest

from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError
from channels_app.webhook.channel import WebhookChannel
from channels_app.webhook.content import Header, Hook
from channels_app.webhook.guard import is_public

READER = Reader("UTC", "en", None)
ODD = 'x", "admin": "yes\n\\'


def rendered(**content: object) -> Hook:
    values = {"customer": {"name": ODD, "tags": ["a"]}, "entry": {"n": 3}}
    return WebhookChannel().compile(content).render(values, READER)[0]


def test_values_stand_between_quotes_as_they_are() -> None:
    body = '{"name": "{{ customer.name }}", "n": {{ entry.n }}, "tag": "{{ customer.tags[0] }}"}'
    hook = rendered(url="https://example.com/", body=body)
    assert json.loads(hook.body) == {"name": ODD, "n": 3, "tag": "a"}


def test_headers_hold_no_line_ends() -> None:
    hook = rendered(
        url="https://example.com", headers=[{"name": "X-A", "value": "{{ customer.name }}"}]
    )
    assert hook.headers == [Header("X-A", 'x", "admin": "yes \\')]
    assert hook.method == "POST"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"url": "https://example.com/", "body": "{{ entry.n }} {"}, "no JSON"),
        ({"url": "https://example.com/{{ customer.name }}"}, "holds spaces"),
        ({"url": "https://{{ customer.name }}/"}, "names its host itself"),
        ({"url": "https://example.com{{ customer.name }}/"}, "names its host itself"),
        ({"url": "https://user@10.0.0.1/"}, "names its host itself"),
        ({"url": "file:///etc/passwd"}, "names its host itself"),
        ({"url": "https://example.com/", "body": '"' + "a" * 300_000 + '"'}, "longer than 256"),
    ],
)
def test_what_cannot_be_sent(content: dict[str, str], words: str) -> None:
    with pytest.raises(TemplateError, match=words):
        rendered(**content)


def test_flaws() -> None:
    def codes(**content: object) -> list[tuple[str, str]]:
        return [(f.code, f.field) for f in WebhookChannel().check(content, "marketing")]

    assert codes(url="https://example.com/{{ customer.id }}", body="{}") == []
    assert codes() == [("missing", "url")]
    assert codes(url="example.com") == [("bad_address", "url")]
    headers = [{"name": "Host", "value": "a"}, {"name": "Webhook-Id", "value": "a"}]
    assert codes(url="https://a.b", headers=headers) == [("bad_header", "headers")] * 2
    assert codes(url="https://a.b", headers=[{"name": "A", "value": "{{ x"}]) == [
        ("template_syntax", "headers")
    ]


def test_without_a_body_everything_is_read() -> None:
    channel = WebhookChannel()
    assert channel.used_variables({"url": "https://a.b"}) == {"customer", "entry", "run"}
    assert channel.used_variables({"url": "https://a.b", "body": "{{ entry.n }}"}) == {"entry.n"}


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("::ffff:10.0.0.1", False),
        ("192.0.0.1", False),
        ("198.18.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("2001:0:7f00:1::", False),
        ("2001:db8::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::7f00:1", False),
        ("fe80::1%eth0", False),
        ("", False),
        ("example.com", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) == public
