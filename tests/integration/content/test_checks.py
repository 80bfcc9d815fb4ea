"""What is said of a message before it is published: in the draft's problems, with its place."""

from typing import Any

import pytest

from channels_app import registry
from channels_app.content import spam
from channels_app.library import templates
from journeys.actions.checking import check
from journeys.models import Attribute, EventName
from tests.builders import document, mail, step
from tests.people import Shop
from workspaces.clock import now


def codes(html: str, **more: Any) -> set[str]:
    content = {"subject": "Hello", "html": html} | more
    return {flaw.code for flaw in registry.check_content("email", content, "transactional")}


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<a href="">x</a>', "link"),
        ('<a href="shop.example/tea">x</a>', "link"),
        ('<a href="javascript:alert(1)">x</a>', "link"),
        ('<a href="https://">x</a>', "link"),
        ('<a href="https://shop example/">x</a>', "link"),
        ('<a href="#down">x</a>', "link"),
        ('<img src="https://a.example/i.png">', "alt"),
        ("<p>x</p>" * 15_000, "size"),
        ("<p>Click here and act now</p>", "spam"),
    ],
)
def test_what_is_wrong_is_found(html: str, code: str) -> None:
    assert codes(html) == {code}


@pytest.mark.parametrize(
    "html",
    [
        '<a href="{{ entry.url }}">x</a><a href="https://a.example/{{ entry.id }}">y</a>',
        '<a href="{{ unsubscribe_url }}">x</a><a href="mailto:a@b.example">m</a>',
        '<a href="#down">x</a><p id="down">y</p>',
        '<img src="x.png" alt=""><img alt="{{ entry.name }}">',
        '<a href="https://пример.рф/чай?q={{ customer.q | url_encode }}#top">x</a>',
        "<p>We offer you a free refill, and 20% off.</p>",
    ],
)
def test_what_is_right_is_left_alone(html: str) -> None:
    assert codes(html) == set()


def test_a_subject_that_shouts() -> None:
    assert spam.shouts("BUY TEA NOW")
    assert spam.shouts("Tea!!")
    assert not spam.shouts("Tea! For {{ customer.NAME }}")
    assert not spam.shouts("买茶")
    assert spam.found_in("<b>Нажмите</b>  здесь, БЕЗ РИСКА") == ["нажмите здесь", "без риска"]


def problems(shop: Shop, **config: Any) -> set[tuple[str, str, str]]:
    found = check(shop.workspace, document({"mail": mail(**config)}))["problems"]
    return {(each["path"], each["code"], each["severity"]) for each in found}


def test_values_that_nobody_has_are_named(shop: Shop) -> None:
    at, workspace = now(), shop.workspace
    Attribute.objects.create(workspace_id=workspace.id, name="first_name")
    EventName.objects.create(
        workspace_id=workspace.id, name="add_to_cart", properties={"items": {}}, last_at=at
    )
    html = (
        "{{ customer.first_name }} {{ customer.frist_name }} {% products entry.items %}"
        "{{ entry.totl }} {{ unsubscribe_url }}"
    )
    found = problems(shop, html=html)
    assert ("/steps/mail/config", "unknown_attribute", "warning") in found
    assert ("/steps/mail/config", "unknown_property", "warning") in found
    seen = check(shop.workspace, document({"mail": mail(html=html)}))["problems"]
    said = " ".join(each["message"] for each in seen)
    assert "frist_name" in said
    assert "totl" in said
    assert "first_name }}" not in said.replace("frist_name", "")


def test_a_template_that_is_not_published_stops_the_step(shop: Shop) -> None:
    place = ("/steps/mail/config/template", "template", "error")
    assert place in problems(shop, subject="", html="", template="hello")
    contents = {
        "en": {"subject": "Hi", "html": "<p>{{ unsubscribe_url }}</p>"},
        "ru": {"subject": "Привет", "html": "<p>Без ссылки</p>"},
    }
    made = templates.create_template(shop.owner, "email", "Hello", "hello", contents=contents)
    assert place in problems(shop, subject="", html="", template="hello")
    templates.publish(shop.owner, made)
    found = problems(shop, subject="", html="", template="hello")
    assert place not in found
    assert ("/steps/mail/config/template", "no_unsubscribe", "warning") in found
    sms = step("send_message", channel="sms", template="hello")
    found = check(shop.workspace, document({"mail": sms}))["problems"]
    assert "template" in {each["code"] for each in found if each["severity"] == "error"}


def test_mjml_is_read_like_html(shop: Shop) -> None:
    mjml = (
        "<mjml><mj-body><mj-section><mj-column><mj-text>{{ customer.x }}"
        '<a href="">a</a></mj-text></mj-column></mj-section></mj-body></mjml>'
    )
    assert registry.used_variables("email", {"subject": "x", "mjml": mjml}) == {"customer.x"}
    flaws = registry.check_content("email", {"subject": "x", "mjml": mjml}, "transactional")
    assert [(flaw.code, flaw.field) for flaw in flaws] == [("link", "mjml")]
