"""Settings refuse odd values, in a sentence that names the variable."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import database, environment


def refused(value: str) -> pytest.RaisesExc[ImproperlyConfigured]:
    return pytest.raises(ImproperlyConfigured, match=f"SOJOURN_ODD is .*{value}")


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("SOJOURN_ODD", raising=False)
    return monkeypatch


def test_an_empty_variable_counts_as_unset(odd: pytest.MonkeyPatch) -> None:
    odd.setenv("SOJOURN_ODD", "  ")
    assert environment.text("SOJOURN_ODD", "x") == "x"
    assert environment.number("SOJOURN_ODD", 3, low=1, high=5) == 3
    assert environment.flag("SOJOURN_ODD", True) is True


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("yes", True), ("Off", False)])
def test_a_flag(odd: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    odd.setenv("SOJOURN_ODD", value)
    assert environment.flag("SOJOURN_ODD", not meant) is meant


def test_an_odd_flag_is_refused(odd: pytest.MonkeyPatch) -> None:
    odd.setenv("SOJOURN_ODD", "maybe")
    with refused("'maybe'; write 1 or 0"):
        environment.flag("SOJOURN_ODD", False)


@pytest.mark.parametrize("value", ["0", "6", "-1", "1.5", "two", "٣", "9" * 40])
def test_an_odd_number_is_refused(odd: pytest.MonkeyPatch, value: str) -> None:
    odd.setenv("SOJOURN_ODD", value)
    with refused("write a whole number from 1 to 5"):
        environment.number("SOJOURN_ODD", 3, low=1, high=5)


def test_an_odd_choice_is_refused(odd: pytest.MonkeyPatch) -> None:
    odd.setenv("SOJOURN_ODD", "sundial")
    with refused("'sundial'; write one of: system, driven"):
        environment.choice("SOJOURN_ODD", "system", ("system", "driven"))


@pytest.mark.parametrize("value", ["example.org", "ftp://example.org", "https://", "http://[::1"])
def test_an_odd_url_is_refused(odd: pytest.MonkeyPatch, value: str) -> None:
    odd.setenv("SOJOURN_ODD", value)
    with refused("URL"):
        environment.url("SOJOURN_ODD", "", ("https", "http"))


def test_a_refusal_does_not_repeat_a_password(odd: pytest.MonkeyPatch) -> None:
    odd.setenv("SOJOURN_ODD", "redis//:hunter2@example.org")
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.url("SOJOURN_ODD", "", ("redis",))
    assert "hunter2" not in str(caught.value)


def test_an_odd_address_is_refused(odd: pytest.MonkeyPatch) -> None:
    odd.setenv("SOJOURN_ODD", "not an address")
    with refused("write an email address"):
        environment.email("SOJOURN_ODD", "a@example.org")


def test_a_database_url_is_read() -> None:
    found = database.parsed("postgresql://a:b%2Fc@/shop?host=%2Frun%2Fpg&sslmode=require", "t")
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("shop", "a", "b/c")
    assert found["HOST"] == "/run/pg"
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["TEST"] == {"NAME": "t"}


@pytest.mark.parametrize("value", ["mysql://a:hunter2@b/c", "postgresql://a:hunter2@b:port/c"])
def test_an_odd_database_url_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL is") as caught:
        database.parsed(value, "t")
    assert "hunter2" not in str(caught.value)
