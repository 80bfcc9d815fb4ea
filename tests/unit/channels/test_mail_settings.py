"""EMAIL_URL and its neighbours: read, or refused in a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import mail


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EMAIL_URL", "SOJOURN_MAIL", "SOJOURN_SMTP_AFTER_CRASH"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_server_mail_of_journeys_stays_inside() -> None:
    assert mail.settings()["SOJOURN_MAIL"] == "mailbox"
    assert mail.settings()["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
        ("smtp+starttls://a%40b:p%2Fw@m.example", ("m.example", 587, "a@b", "p/w", True, False)),
        ("smtps://u:p@m.example:4650", ("m.example", 4650, "u", "p", False, True)),
    ],
)
def test_a_server(monkeypatch: pytest.MonkeyPatch, url: str, expected: tuple[object, ...]) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    found = mail.settings()
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == expected
    assert found["SOJOURN_MAIL"] == "smtp"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EMAIL_URL", "http://mail.example"),
        ("EMAIL_URL", "smtp://"),
        ("SOJOURN_MAIL", "smtp"),
        ("SOJOURN_MAIL", "pigeon"),
        ("SOJOURN_SMTP_AFTER_CRASH", "maybe"),
    ],
)
def test_an_odd_value_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        mail.settings()
