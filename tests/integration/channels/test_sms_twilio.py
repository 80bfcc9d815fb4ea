"""Text messages by Twilio: the suite, and what is Twilio's own."""

from collections.abc import Iterator

import msgspec
import pytest

from channels_app.contracts import DeliveryError, Status
from channels_app.provider import Account, Callback, CallbackRefusedError, Heard, Told
from channels_app.sms.twilio import Carrier, Twilio
from tests.integration.channels.conformance import (
    HOOK,
    NOW,
    Conformance,
    account,
    carried,
    outgoing,
)
from tests.integration.channels.providers.sms_twilio import SmsTwilio, error, signed


class TestConforms(Conformance):
    stand_in = SmsTwilio


@pytest.fixture
def stand() -> SmsTwilio:
    return SmsTwilio()


@pytest.fixture
def ours(stand: SmsTwilio) -> Iterator[Account]:
    with stand.serving() as base_url:
        yield account(stand, base_url)


def test_the_message_names_its_report_s_address(stand: SmsTwilio, ours: Account) -> None:
    each = outgoing(stand, "ann")
    carrier = Carrier(ours)
    [receipt] = carrier.deliver([each], NOW)
    carrier.rest()
    assert receipt.ref == stand.taken[0].ref
    assert stand.callback == f"{HOOK}status?m={carried(each).replace(':', '%3A')}"
    assert stand.taken[0].address == "+48600000001"


@pytest.mark.parametrize(
    ("code", "status", "suppress", "account_failed"),
    [
        (21610, Status.FAILED, True, False),
        (21617, Status.FAILED, False, False),
        (21606, Status.QUEUED, False, True),
    ],
)
def test_what_its_errors_mean(
    stand: SmsTwilio,
    ours: Account,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    status: Status,
    suppress: bool,
    account_failed: bool,
) -> None:
    monkeypatch.setattr(stand, "answer", lambda request: error(400, code, "It cannot be."))
    carrier = Carrier(ours)
    [receipt] = carrier.deliver([outgoing(stand, "ann")], NOW)
    carrier.rest()
    assert receipt.reason == f"It cannot be (Twilio {code})."
    assert (receipt.status, receipt.suppress) == (status, suppress)
    assert receipt.account_failed == account_failed


def test_connecting_says_whose_account_it_is(stand: SmsTwilio, ours: Account) -> None:
    assert Twilio().connect(ours) == "Twilio knows the account as “Tea shop” (active)."
    with pytest.raises(DeliveryError, match=r"Twilio refused the account: Authenticate\."):
        Twilio().connect(account(stand, ours.settings.base_url, auth_token="not-the-token"))


def told(heard: Heard) -> Told:
    [item] = heard.items
    assert isinstance(item, Told)
    return item


def test_an_unknown_handset_bars_the_number_and_a_full_one_does_not(ours: Account) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30005"}
    barred = told(Twilio().hear(ours, signed(HOOK + "status", "status", form), NOW))
    assert (barred.suppress, barred.permanent) == (True, True)
    assert barred.reason == "Twilio says undelivered, error 30005."
    form["ErrorCode"] = "30003"
    away = told(Twilio().hear(ours, signed(HOOK + "status", "status", form), NOW))
    assert (away.suppress, away.permanent, away.status) == (False, False, Status.BOUNCED)


def test_the_way_there_is_no_report(ours: Account) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "queued"}
    assert Twilio().hear(ours, signed(HOOK + "status", "status", form), NOW).items == []


def test_replies_are_answered_with_no_reply(stand: SmsTwilio, ours: Account) -> None:
    answer = Twilio().hear(ours, stand.speech("ann", "Stop", 1, ours), NOW).answer
    assert (answer.body, answer.content_type) == (b"<Response/>", "text/xml")


def test_the_signature_covers_the_exact_address(stand: SmsTwilio, ours: Account) -> None:
    """With or without the scheme's own port, which Twilio may write or not; nothing else."""
    form = {"MessageSid": "SM1", "MessageStatus": "sent"}
    call = signed("https://sojourn.example:443/c/HOOKSECRET/status?m=1", "status", form)
    as_seen = "https://sojourn.example/c/HOOKSECRET/status?m=1"
    assert Twilio().hear(ours, _at(call, as_seen), NOW).items
    for other in (as_seen.replace("m=1", "m=2"), as_seen.replace("https", "http"), as_seen + "&n"):
        with pytest.raises(CallbackRefusedError):
            Twilio().hear(ours, _at(call, other), NOW)


def _at(call: Callback, url: str) -> Callback:
    return msgspec.structs.replace(call, url=url)
