"""Blocks, parts and MJML: written out before Liquid sees them."""

from typing import Any

import pytest

from channels_app.content import parts
from channels_app.content.analysis import check_template, used_variables
from channels_app.content.locale import Reader
from channels_app.content.mjml import html_from_mjml
from channels_app.content.prepared import prepared
from channels_app.content.template import TemplateError, parse
from channels_app.content.text_part import text_from_html

TEA = {"name": "Tea <1>", "price": 3.5, "quantity": 2, "product_id": "p1",
       "url": "https://a.example/?x=1&y=2", "image_url": "https://a.example/i.png"}  # fmt: skip
POT = {"title": "Pot", "price": "12"}
CART: dict[str, Any] = {"entry": {"currency": "EUR", "items": [TEA, POT]}, "brand": {}}
BLOCK = '{% products entry.items button: "Buy" %}'


def mjml(inside: str) -> str:
    return f"<mjml><mj-body>{inside}</mj-body></mjml>"


def test_products_show_what_segment_calls_them() -> None:
    made = parse(BLOCK, html=True).render(CART, Reader())
    assert made.missing == []
    assert 'href="https://a.example/?x=1&amp;y=2" data-product="p1"' in made.text
    assert "<strong>Tea &lt;1&gt;</strong>" in made.text
    assert "€3.50 × 2" in made.text
    assert "€12.00" in made.text
    assert made.text.count("<img") == 1
    text = parse(BLOCK, html=False).render(CART, Reader()).text
    assert text == "- Tea <1>, €3.50 × 2 (https://a.example/?x=1&y=2)\n- Pot, €12.00\n"
    assert used_variables(BLOCK) == {"entry.items", "entry.currency"}


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("{% products %}", "Say of what"),
        ('{% products "items" %}', "Say of what"),
        ("{% products entry.items sort: 3 %}", "no 'sort'"),
        ("{% products entry.items or %}", "not understood"),
        ("{% articles blog %}", "Say of what"),
        ('{% articles "a b" %}', "small letters"),
    ],
)
def test_a_block_that_is_odd_is_a_sentence_with_its_line(block: str, words: str) -> None:
    (flaw,) = check_template(f"a\n{block}")
    assert words in flaw.message
    assert flaw.line == 2


@pytest.mark.parametrize(
    "inside",
    [
        BLOCK,
        f"<mj-section>{BLOCK}</mj-section>",
        f"<mj-section><mj-column>{BLOCK}</mj-column></mj-section>",
        f"<mj-section><mj-column><mj-text>{BLOCK}</mj-text></mj-column></mj-section>",
    ],
)
def test_a_block_may_stand_anywhere_in_mjml(inside: str) -> None:
    html = html_from_mjml(mjml(inside), "pl")
    assert 'lang="pl"' in html
    assert html.count("<div") >= 3
    assert parse(html, html=True).render(CART, Reader()).text.count("Pot") == 1
    assert "- Pot, €12.00" in parse(text_from_html(html), html=False).render(CART, Reader()).text


def test_liquid_stays_as_it_is_written() -> None:
    tag = '{% if a < b and c == "<x>" %}'
    html = html_from_mjml(
        mjml(
            f'<mj-section><mj-column>{tag}<mj-button href="{{{{ u | default: "x" }}}}">a'
            "</mj-button>"
            "{% endif %}</mj-column></mj-section>"
        )
    )
    assert tag in html
    assert 'href="{{ u | default: "x" }}"' in html


def test_mjml_fetches_nothing() -> None:
    with pytest.raises(TemplateError):
        html_from_mjml(mjml('<mj-include path="https://a.example/x.mjml" />'))
    with pytest.raises(TemplateError):
        html_from_mjml(mjml('<mj-include path="/etc/passwd" />'))
    html = html_from_mjml(
        mjml("<mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section>")
    )
    assert "fonts.googleapis" not in html


SHELF = {
    "footer": {"mjml": "<mj-text>Bye {{ brand.name }}</mj-text>", "text": "Bye, all"},
    "line": {"html": "<hr>"},
    "loop": {"html": '{% part "back" %}'},
    "back": {"html": '{% part "loop" %}'},
} | {f"deep{n}": {"html": f'{{% part "deep{n + 1}" %}}'} for n in range(9)}


def test_a_part_comes_in_the_form_of_its_place() -> None:
    made = parts.put_in(
        {"html": '<b>x</b>{% part "footer" %}', "text": 'x {% part "footer" %}',
         "mjml": mjml('{% part "line" %}<mj-section><mj-column>{% part "footer" %}</mj-column>'
                      "</mj-section>"), "buttons": [{"text": '{% part "line" %}'}]},
        SHELF.get,
    )  # fmt: skip
    assert "<div" in made["html"]
    assert "mj-text" not in made["html"]
    assert 'role="article"' not in made["html"]
    assert made["text"] == "x Bye, all"
    assert "<mj-section><mj-column><mj-text><hr></mj-text>" in made["mjml"]
    assert "<mj-column><mj-text>Bye {{ brand.name }}</mj-text></mj-column>" in made["mjml"]
    assert "Bye {{ brand.name }}" in html_from_mjml(made["mjml"])
    assert parts.named(made) == set()


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("loop", "The part 'loop' includes itself: loop → back → loop."),
        ("deep0", "more than 5 parts deep"),
        ("gone", "no published part 'gone'"),
    ],
)
def test_a_part_that_cannot_be_put_in_is_named(slug: str, words: str) -> None:
    with pytest.raises(TemplateError, match="part") as refused:
        parts.put_in({"html": f'a\n{{% part "{slug}" %}}'}, SHELF.get)
    assert words in refused.value.message


def test_a_preheader_is_hidden_escaped_and_not_in_the_text() -> None:
    content = {"html": "<html><body class='x'><p>A</p></body></html>", "preheader": "1 < {{ a }}"}
    html = prepared(content)["html"]
    assert html.index("<body class='x'>") < html.index("1 &lt; {{ a }}") < html.index("<p>A")
    assert text_from_html(html) == "A\n"
