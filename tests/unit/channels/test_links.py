"""Links: rewritten once, back to where they led, and never anywhere else."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels_app.signing import signed
from channels_app.tracking import machines, rewriting, tokens
from channels_app.tracking.rules import Utm
from channels_app.tracking.tokens import CLICK, OPEN, Mark, click_token, open_token, read
from channels_app.tracking.utm import marked, rule_for

CUSTOMER = "00000000-0000-0000-0000-000000000007"
MARK = Mark(1, 7, CUSTOMER, "run:1:0", "https://shop.example/a?b=1&c=2#d", "p1")


def seen(address: str, product: str) -> str:
    return f"[{product}|{address}]"


def test_links_of_html_are_led_and_others_stay() -> None:
    html = (
        '<a class="x" href="https://a.example/?q=1&amp;r=2" data-product="p&amp;1">A</a>'
        '<a href=\'mailto:a@b.c\'>m</a><A HREF="#top">t</A><abbr title="x">n</abbr>'
        '<a href="https://b.example" data-track="off">B</a><img src="https://c.example/i.png">'
    )
    made = rewriting.in_html(html, seen)
    assert '<a class="x" href="[p&amp;1|https://a.example/?q=1&amp;r=2]">A</a>' in made
    assert '<a href="https://b.example">B</a>' in made
    assert "<a href='mailto:a@b.c'>" in made
    assert '<A HREF="#top">' in made
    assert '<img src="https://c.example/i.png">' in made
    assert "<abbr title" in made


def test_links_of_a_text_end_where_the_sentence_does() -> None:
    text = "Look: https://a.example/x?y=1. Or (https://b.example/z)! See http://пример.рф/ну?"
    assert rewriting.in_text(text, lambda address, _: f"<{address}>") == (
        "Look: <https://a.example/x?y=1>. Or (<https://b.example/z>)! See <http://пример.рф/ну>?"
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "ftp://a.example",
     "https://a.example:x/", "https://a b.example", "https://shop.example\\@evil.example/",
     "https://a.example/\r\nX: y"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_never_led(address: str) -> None:
    assert not rewriting.usable(address)


def test_a_token_says_what_it_was_made_of_and_for_what() -> None:
    assert read(click_token(MARK), CLICK) == MARK
    assert read(click_token(MARK), OPEN) is None
    assert read(open_token(MARK), CLICK) is None


@given(st.integers(min_value=0), st.characters(), st.text(max_size=5))
def test_a_changed_token_leads_nowhere(place: int, letter: str, tail: str) -> None:
    token = click_token(MARK)
    at = place % len(token)
    for changed in (token[:at] + letter + token[at + 1 :], token + tail, token[:at], tail + token):
        assert read(changed, CLICK) in (None, MARK)
        assert changed == token or read(changed, CLICK) is None


@given(st.text(), st.text(max_size=200), st.text(max_size=30))
def test_no_token_of_others_leads_anywhere(text: str, url: str, product: str) -> None:
    assert read(text, CLICK) is None
    signer = tokens.Signer(Mark(1, 1, CUSTOMER, "m"))
    body = signer.head + f"{product}\n{url}".encode()
    assert read(signed("another salt", body), CLICK) is None


@given(st.from_regex(r"https://[a-z]{1,9}\.example/[ -~]{0,30}", fullmatch=True))
def test_every_address_comes_back_as_it_was(url: str) -> None:
    made = read(click_token(Mark(1, 1, CUSTOMER, "m", url)), CLICK)
    assert made is not None
    assert made.url == url


def test_marks_are_added_by_the_first_rule_that_fits_and_none_is_replaced() -> None:
    rules = [
        Utm(channel="sms", source="text"),
        Utm(
            journey="cart", hosts=["shop.example"], source="so", medium="{channel}", campaign="c d"
        ),
        Utm(source="all"),
    ]
    rule = rule_for(rules, "email", "cart")
    words = {"channel": "email"}
    made = marked("https://www.shop.example/a?x=1&utm_source=own#f", rule, words)
    query = parse_qs(urlsplit(made).query)
    assert query == {
        "x": ["1"], "utm_source": ["own"], "utm_medium": ["email"], "utm_campaign": ["c d"],
    }  # fmt: skip
    assert made.endswith("#f")
    assert marked("https://notshop.example/", rule, words) == "https://notshop.example/"
    assert rule_for(rules, "email", "other") == rules[2]


def test_proxies_are_told_apart() -> None:
    gmail = (
        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
    )
    assert machines.opener(gmail) == machines.Seen("gmail")
    assert machines.opener("Mozilla/5.0") == machines.Seen("apple", machine=True)
    assert machines.opener("YahooMailProxy; x").machine is False
    phone = (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
    )
    assert machines.opener(phone) == machines.clicker(phone) == machines.Seen()
    assert machines.clicker("").machine
    assert machines.clicker("Barracuda Sentinel (EE)").machine
