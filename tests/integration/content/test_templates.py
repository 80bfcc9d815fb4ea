"""Templates and parts by the API: drafts, versions, languages, what uses them."""

from collections.abc import Callable
from typing import Any

import pytest

from journeys.actions.documents import create_journey
from journeys.actions.lifecycle import publish
from tests.builders import document, mail, step
from tests.people import Caller, Shop
from workspaces.models import AuditEntry

Calling = Callable[[str], Caller]
HELLO = {"subject": "Hello {{ customer.first_name }}", "html": "<p>Hello</p>"}


@pytest.fixture
def bob(caller: Calling) -> Caller:
    return caller("bob")


def created(api: Caller, **body: Any) -> Any:
    status, answer = api.post("templates", {"name": "Hello", "channel": "email"} | body)
    assert status == 201, answer
    return answer


def problems(answer: Any) -> list[tuple[str, str]]:
    return [(each["path"], each["code"]) for each in answer["problems"]]


def test_a_template_from_draft_to_version(bob: Caller) -> None:
    begun = created(bob)
    assert (begun["slug"], begun["languages"], begun["published"]) == ("hello", ["en"], None)
    assert ("/contents/en/subject", "missing") in problems(begun)
    status, refused = bob.post("templates/hello/publish", {})
    assert status == 422
    assert refused["error"]["problems"]
    contents = {"en": HELLO, "ru": HELLO | {"subject": "Привет"}}
    draft = {"contents": contents, "languages": ["ru", "en"], "base_revision": 1}
    status, saved = bob.call("put", "templates/hello/draft", draft)
    assert (status, saved["draft_revision"]) == (200, 2)
    status, version = bob.post("templates/hello/publish", {"note": "first", "base_revision": 2})
    assert (status, version["number"], version["languages"]) == (201, 1, ["ru", "en"])
    assert version["published_by"] == "bob@example.org"
    seen = bob.get("templates/hello")[1]
    assert (seen["published"], seen["draft_differs"]) == (1, False)
    bob.call("put", "templates/hello/draft", {"contents": {"en": HELLO}, "base_revision": 2})
    seen = bob.get("templates/hello")[1]
    assert (seen["draft_differs"], seen["languages"]) == (True, ["en"])
    kept = bob.get("templates/hello/versions/1")[1]
    assert kept["contents"] == contents
    assert [row["number"] for row in bob.get("templates/hello/versions")[1]["results"]] == [1]
    verbs = set(AuditEntry.objects.filter(object_kind="template").values_list("verb", flat=True))
    assert verbs == {"created", "published"}


def test_who_saved_meanwhile_is_not_overwritten(bob: Caller) -> None:
    created(bob)
    draft = {"contents": {"en": HELLO}, "base_revision": 1}
    assert bob.call("put", "templates/hello/draft", draft)[0] == 200
    status, answer = bob.call("put", "templates/hello/draft", draft | {"contents": {"en": {}}})
    assert status == 409
    assert answer["error"]["draft_revision"] == 2
    assert answer["error"]["contents"] == {"en": HELLO}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"channel": "pigeon"}, "/channel"),
        ({"slug": "Big Slug"}, "/slug"),
        ({"contents": {"en": "text"}}, "/contents/en"),
        ({"contents": {"english language": {}}}, "/contents"),
        ({"contents": {"en": {}}, "languages": ["en", "ru"]}, "/languages"),
    ],
)
def test_what_is_odd_is_refused_with_its_field(bob: Caller, body: Any, field: str) -> None:
    status, answer = bob.post("templates", {"name": "x", "channel": "email"} | body)
    assert status == 400
    assert answer["error"]["problems"][0]["path"] == field


def test_a_slug_is_there_once_but_a_part_may_share_it(bob: Caller) -> None:
    created(bob)
    assert created(bob)["slug"] == "hello-2"
    assert bob.post("templates", {"name": "x", "channel": "sms", "slug": "hello"})[0] == 409
    assert bob.post("parts", {"name": "Hello"})[1]["slug"] == "hello"


def part(api: Caller, slug: str, html: str) -> None:
    contents = {"en": {"html": html}}
    assert api.post("parts", {"name": slug, "slug": slug, "contents": contents})[0] == 201
    assert api.post(f"parts/{slug}/publish", {})[0] == 201


def test_a_part_must_be_there_and_must_not_include_itself(bob: Caller) -> None:
    content = HELLO | {"html": '<p>Hi</p>\n{% part "footer" %}'}
    seen = created(bob, contents={"en": content})
    (problem,) = [each for each in seen["problems"] if each["code"] == "part"]
    assert problem["line"] == 2
    assert "'footer'" in problem["message"]
    part(bob, "footer", "<p>Tea shop</p>")
    assert bob.get("templates/hello")[1]["problems"] == []
    looping = {"en": {"html": 'x {% part "footer" %}'}}
    saved = bob.call("put", "parts/footer/draft", {"contents": looping, "base_revision": 1})[1]
    assert "The part 'footer' includes itself" in saved["problems"][0]["message"]
    assert bob.post("parts/footer/publish", {})[0] == 422


def test_two_parts_that_hold_each_other_are_an_error_with_the_name(bob: Caller) -> None:
    part(bob, "a", "a")
    part(bob, "b", 'b {% part "a" %}')
    draft = {"contents": {"en": {"html": '{% part "b" %}'}}, "base_revision": 1}
    saved = bob.call("put", "parts/a/draft", draft)[1]
    assert "includes itself" in saved["problems"][0]["message"]
    assert bob.post("parts/a/publish", {})[0] == 422


def test_what_a_change_touches(bob: Caller, shop: Shop) -> None:
    part(bob, "line", "---")
    part(bob, "footer", '<p>Tea</p>{% part "line" %}')
    created(bob, contents={"en": HELLO | {"html": '{% part "footer" %}'}})
    bob.post("templates/hello/publish", {})
    steps = {
        "by_template": mail("direct", subject="", html="", template="hello"),
        "direct": mail(subject="x", html='{% part "footer" %}'),
        "wait": step("wait", duration="PT1H"),
    }
    steps["direct"]["next"] = {"out": "wait"}
    journey = create_journey(shop.owner, "Cart", document(steps))
    publish(shop.owner, journey, "")
    uses = bob.get("templates/hello/uses")[1]
    assert [(use["slug"], use["step"], use["live"]) for use in uses["steps"]] == [
        ("cart", "by_template", True)
    ]
    uses = bob.get("parts/line/uses")[1]
    assert {use["slug"] for use in uses["templates"]} == {"footer", "hello"}
    assert {use["step"] for use in uses["steps"]} == {"by_template", "direct"}
    assert bob.get("templates")[1]["results"][0]["used_by"] == 1
    assert bob.get("parts/footer")[1]["used_by"] == 1
    assert bob.call("delete", "templates/hello")[0] == 409
    assert bob.call("delete", "parts/line")[0] == 409
    assert created(bob, slug="free")["slug"] == "free"
    assert bob.call("delete", "templates/free")[0] == 204


def test_mjml_that_is_broken_says_where(bob: Caller) -> None:
    content = {"subject": "x", "mjml": "<mjml>\n<mj-body>\n<mj-text>a < b</mj-text>"}
    seen = created(bob, contents={"en": content})
    assert problems(seen) == [("/contents/en/mjml", "mjml")]
    status, answer = bob.post("mjml", {"mjml": "<p>no</p>"})
    assert (status, answer["error"]["problems"][0]["path"]) == (400, "/mjml")
    status, answer = bob.post("mjml", {"mjml": "<mjml><mj-body></mj-body></mjml>"})
    assert status == 200
    assert "http" not in answer["html"].replace("http://www.w3.org", "").replace("http-equiv", "")


def test_a_preview_has_parts_brand_and_language(bob: Caller) -> None:
    part(bob, "footer", "<p>{{ brand.name }}</p>")
    bob.call("patch", "brand", {"name": "Tea & Co", "colour": "#aa0000"})
    content = {
        "subject": "Hi",
        "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>A</mj-text></mj-column>"
        '</mj-section>{% part "footer" %}</mj-body></mjml>',
        "preheader": "Look <here>",
    }
    body = {"channel": "email", "content": content, "language": "ru"}
    status, seen = bob.post("content/preview", body)
    assert status == 200
    assert "<p>Tea &amp; Co</p>" in seen["html"]
    assert "Look &lt;here&gt;" in seen["html"]
    assert seen["problems"] == []
    status, seen = bob.post(
        "content/preview", {"channel": "part", "content": {"html": "{{ brand.colour }}"}}
    )
    assert seen["html"] == "#aa0000"
    body = {"channel": "email", "content": {"subject": "x", "html": '{% part "no" %}'}}
    status, seen = bob.post("content/preview", body)
    assert (status, problems(seen)) == (200, [("/html", "part")])


def test_a_brand_is_checked_by_field(bob: Caller) -> None:
    for body, path in (
        ({"colour": "red"}, "/colour"),
        ({"logo": "javascript:alert(1)"}, "/logo"),
        ({"font": "x;} body{"}, "/font"),
        ({"tail": "x"}, "/tail"),
    ):
        status, answer = bob.call("patch", "brand", body)
        assert status == 400
        assert answer["error"]["problems"][0]["path"] == path
    assert bob.get("brand")[1]["colour"] == "#1f2937"
