"""Templates: what they show, what they may not do, and the two ways of rendering one."""

from datetime import UTC, datetime
from time import thread_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels_app.content.analysis import check_template, used_variables
from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError, parse

READER = Reader("Europe/Warsaw", "pl", datetime(2026, 3, 1, 12, tzinfo=UTC))
VALUES: dict[str, Any] = {
    "customer": {"first_name": "Łucja <b>", "vip": True, "tags": ["a", "b"], "n": 3, "none": None},
    "entry": {"total": 1234.5, "items": [{"name": "Tea", "q": 2}, {"name": "Cup & co", "q": 1}]},
    "run": {},
}
SIXTEEN = '{% assign x = "aaaaaaaaaaaaaaaa" %}'


def shown(template: str, html: bool = False, **values: Any) -> str:
    return parse(template, html).render(VALUES | values, READER).text


def test_values_are_escaped_in_html_and_not_in_text() -> None:
    assert shown("{{ customer.first_name }}", html=True) == "Łucja &lt;b&gt;"
    assert shown("{{ customer.first_name }}") == "Łucja <b>"


def test_what_is_missing_is_empty_and_named_unless_a_default_stands_for_it() -> None:
    rendered = parse("{{ customer.nope }}{{ a.b.c }}{{ x | default: 'd' }}", False).render(
        VALUES, READER
    )
    assert (rendered.text, rendered.missing) == ("d", ["customer.nope", "a.b.c"])


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ entry.total | money: "PLN" }}', "1\xa0234,50\xa0zł"),
        ("{{ entry.total | money }}", "1\xa0234,50"),
        ('{{ "2026-03-01T23:30:00Z" | date: "long" }}', "2 marca 2026"),
        ('{{ "2026-03-01T23:30:00Z" | date: "time" }}', "00:30"),
        ('{{ "now" | date: "%d %B %Y" }}', "01 marca 2026"),
        ('{{ now | date: "%B" }}', "marzec"),
        ('{{ "2026-03-01" | date: "%A" }}', "niedziela"),
        ('{{ "soon" | date }}', "soon"),
        ("{{ customer.none | date }}", ""),
    ],
)
def test_money_and_dates_are_the_customers(template: str, expected: str) -> None:
    assert shown(template) == expected


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{% for i in (1..100000000) %}x{% endfor %}", "round too often"),
        ("{% for i in (1..9000) %}{% for j in (1..9000) %}x{% endfor %}{% endfor %}", "too often"),
        ("{% tablerow i in (1..1000000) %}x{% endtablerow %}", "too often"),
        ('{{ (1..1000000000) | join: "," }}', "grew too long"),
        ("{{ (1..1000000000) | reverse | first }}", "grew too long"),
        (
            SIXTEEN + "{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}",
            "limit reached",
        ),
        (
            SIXTEEN
            + "{% for i in (1..10) %}{% assign x = x | append: x %}{% endfor %}"
            + '{{ x | replace: "a", x }}',
            "grew too long",
        ),
        (
            "{% assign x = 2 %}{% for i in (1..60) %}{% assign x = x | times: x %}{% endfor %}",
            "grew too long",
        ),
        ("{% for i in (1..9999) %}" + "x" * 1000 + "{% endfor %}", "grew too long"),
        ("{% if a %}" * 3000, "nesting"),
        ('{% include "other" %}', "unexpected tag 'include'"),
        ("a\nb\n{{ x | nope }}", "line 3: unknown filter 'nope'"),
        ("{{ customer.first_name | safe }}", "unknown filter 'safe'"),
        ("{{ 1 | divided_by: 0 }}", "divide by 0"),
    ],
)
def test_what_a_template_may_not_do_ends_in_a_sentence_and_soon(template: str, why: str) -> None:
    began = thread_time()
    with pytest.raises(TemplateError, match=why):
        shown(template)
    assert thread_time() - began < 3


def test_a_nul_made_by_a_filter_is_dropped() -> None:
    assert shown('{{ "a%00b" | url_decode }}') == "ab"


def test_used_variables_are_what_must_be_stored() -> None:
    html = (
        "{{ customer.first_name | default: entry.name }}{% for i in entry.items %}{{ i.name }}"
        "{% endfor %}{{ customer.tags.first }}{{ customer.by[run.k].x }}{{ workspace.name }}"
        "{% assign z = run.total %}{{ z }}{{ unsubscribe_url }}"
    )
    assert used_variables(html) == {
        "customer.first_name",
        "entry.name",
        "entry.items",
        "customer.tags",
        "customer.by",
        "run.k",
        "run.total",
    }


def test_check_names_the_line_and_warns_of_strangers() -> None:
    assert [(flaw.line, flaw.severity) for flaw in check_template("a\n{% for %}")] == [(2, "error")]
    [flaw] = check_template("{{ profile.name }}")
    assert (flaw.code, flaw.severity) == ("unknown", "warning")
    assert check_template("{{ customer.name }}") == []


PATHS = [
    "customer.first_name",
    "customer.n",
    "customer.nope",
    "entry.items",
    "entry.total",
    "i.name",
    "customer",
    "customer.tags.first",
    "entry.items[0].name",
    "run",
    "nothing",
    "customer.vip",
]
paths = st.sampled_from(PATHS)
filters = st.sampled_from(["", " | upcase", " | size", ' | money: "EUR"', ' | default: "d"'])
outputs = st.builds("{{{{ {}{} }}}}".format, paths, filters)
texts = st.sampled_from(["a ", "<b>", " \n", "ą&", ""])
tests = st.one_of(paths, st.builds("{} == {}".format, paths, st.sampled_from(["3", '"x"', "nil"])))


def blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, tests, inner, inner),
        st.builds("{{% unless {} %}}{}{{% endunless %}}".format, tests, inner),
        st.builds("{{% for i in {} %}}{}{{% else %}}none{{% endfor %}}".format, paths, inner),
        st.builds("{}{}".format, inner, inner),
    )


@settings(max_examples=300, deadline=None)
@given(st.recursive(st.one_of(outputs, texts), blocks, max_leaves=12), st.booleans())
def test_the_compiled_form_renders_what_the_library_renders(template: str, html: bool) -> None:
    parsed = parse(template, html)
    slow = parsed._slowly(VALUES, READER)
    quick = parsed._quickly(VALUES, READER) if parsed.compiled else slow
    assert quick == slow
