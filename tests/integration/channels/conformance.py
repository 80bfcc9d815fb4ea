"""One suite that every provider's carrier and callbacks must pass, against its stand-in.

To add a provider:

1. `providers/<kind>_<provider>.py`: a class derived from `stand_in.HttpStandIn` (or `StandIn` for
   what is not HTTP/1.1) that checks requests as the provider does (its sign-in, its shapes), takes
   messages into `self.taken`, refuses "gone" for good, and makes its callbacks, properly signed.
2. `test_<kind>_<provider>.py`: `class TestConforms(Conformance): stand_in = ThatClass`, and below
   it whatever is this provider's own.

The suite speaks to the carrier itself, with rendered content, and touches no database. A part that
a provider cannot have (no sign-in, no reports) is left out by its stand-in's attributes, which say
so. `outgoing` and `account` are there for the provider's own tests too.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, ClassVar
from uuid import UUID

import msgspec
import pytest

from channels_app import http, registry
from channels_app.base import Inside, Outgoing, Outside, Sender, Waiting
from channels_app.content.locale import Reader
from channels_app.contracts import Receipt, Status
from channels_app.provider import (
    Account,
    BadCallbackError,
    CallbackRefusedError,
    Heard,
    Provider,
    Said,
    Told,
    carried_id,
)
from channels_app.setting import schema_of, secret_names
from tests.integration.channels.providers.stand_in import (
    BUSY_SECONDS,
    Person,
    StandIn,
    Taken,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOOK = "https://sojourn.example/c/HOOKSECRET/"
SHOP = Sender(1, "Tea shop", "Europe/Warsaw", "en", "Tea", "tea@example.com", False)
NAMES: dict[Person, str] = {"ann": "Ann", "bea": "Bea", "gone": "Gus"}


def provider_of(stand_in: StandIn) -> Provider:
    found = registry.provider(stand_in.kind, stand_in.provider)
    assert found is not None, "it has a line in registry.PROVIDERS"
    return found


def account(stand_in: StandIn, base_url: str, **changes: Any) -> Account:
    """An account with the stand-in's settings, as a form gives them; `changes` replace some."""
    given = {**stand_in.settings(base_url), **changes}
    return Account(
        id=5,
        workspace_id=SHOP.id,
        channel=stand_in.kind,
        provider=stand_in.provider,
        name="Main",
        settings=msgspec.convert(given, provider_of(stand_in).Settings, strict=True),
        hook_url=HOOK,
        changed_at=NOW,
    )


def outgoing(stand_in: StandIn, person: Person, number: int = 1, **content: Any) -> Outgoing:
    """A rendered message of run `number` to that person; `content` replaces fields."""
    message = Waiting(
        lane=number % 64,
        id=f"{UUID(int=number)}:1:0",
        workspace_id=SHOP.id,
        customer_id=str(UUID(int=1000 + number)),
        run_id=str(UUID(int=number)),
        journey_id=7,
        version_id=9,
        step="message",
        channel=stand_in.kind,
        recipient=stand_in.recipient(person),
        topic="",
        kind="marketing",
        zone="Europe/Warsaw",
        language="en",
        content=None,
        context={"customer": {"first_name": NAMES[person]}},
        awaited=False,
        attempts=0,
    )
    kind = registry.channel(stand_in.kind)
    assert kind is not None, "it has a line in registry.CHANNELS"
    template = kind.compile(stand_in.content | content)
    reader = Reader(message.zone, message.language, NOW)
    body, missing = template.render(message.context, reader)
    return Outgoing(message, SHOP, body, missing, stand_in.to(person))


def carried(each: Outgoing) -> str:
    return carried_id(each.message.lane, each.message.id)


def is_put_off(receipt: Receipt) -> bool:
    """It will be tried again, by back-off or at a time."""
    later = receipt.retry or receipt.wait_until is not None
    return receipt.status is Status.QUEUED and later and not receipt.permanent


class Conformance:
    """Derive from it in a test file of the provider's own, and name its stand-in."""

    stand_in: ClassVar[type[StandIn]]

    @pytest.fixture
    def stand(self) -> StandIn:
        return self.stand_in()

    @pytest.fixture
    def base_url(self, stand: StandIn) -> Iterator[str]:
        with stand.serving() as address:
            yield address

    @pytest.fixture
    def account(self, stand: StandIn, base_url: str) -> Account:
        return account(stand, base_url)

    @pytest.fixture
    def provider(self, stand: StandIn) -> Provider:
        return provider_of(stand)

    @pytest.fixture
    def carrier(self, provider: Provider, account: Account) -> Iterator[Inside | Outside]:
        made = provider.carrier(account)
        yield made
        if isinstance(made, Outside):
            made.rest()

    # --- its settings

    def test_its_form_has_titles_and_hides_its_secrets(
        self, provider: Provider, account: Account
    ) -> None:
        schema = schema_of(provider.Settings)
        assert provider.title
        assert all(field.get("title") for field in schema["properties"].values())
        assert len(_guide(provider).split()) >= 10
        for secret in _secrets(provider, account):
            assert secret not in repr(account)

    # --- what goes out

    def test_it_sends(self, stand: StandIn, carrier: Outside) -> None:
        batch = [outgoing(stand, "ann", 1), outgoing(stand, "bea", 2)]
        receipts = _deliver(carrier, batch)
        assert [receipt.status for receipt in receipts] == [Status.SENT, Status.SENT]
        assert {name for name in ("Ann", "Bea") for t in stand.taken if name in t.text} == {
            "Ann",
            "Bea",
        }
        assert len({taken.address for taken in stand.taken}) == 2

    def test_a_permanent_refusal_harms_no_other(self, stand: StandIn, carrier: Outside) -> None:
        people: list[Person] = ["ann", "gone", "bea"]
        batch = [outgoing(stand, person, number) for number, person in enumerate(people, 1)]
        first, refused, last = _deliver(carrier, batch)
        assert (first.status, last.status) == (Status.SENT, Status.SENT)
        assert (refused.status, refused.permanent) == (Status.FAILED, True), refused
        assert not refused.account_failed
        assert len(refused.reason) > 10
        assert bool(refused.dropped) == stand.gone_drops

    def test_a_temporary_failure_is_put_off(self, stand: StandIn, carrier: Outside) -> None:
        _in_mood(stand, "broken")
        [receipt] = _deliver(carrier, [outgoing(stand, "ann")])
        assert is_put_off(receipt)
        assert not receipt.suppress
        assert receipt.reason

    def test_a_429_waits_as_long_as_it_says(self, stand: StandIn, carrier: Outside) -> None:
        _in_mood(stand, "busy")
        [receipt] = _deliver(carrier, [outgoing(stand, "ann")])
        assert receipt.wait_until == NOW + timedelta(seconds=BUSY_SECONDS)
        assert is_put_off(receipt)
        assert not receipt.retry

    def test_html_is_no_success(self, stand: StandIn, carrier: Outside) -> None:
        """A 200 that is not the provider's: it is not known what became of the message."""
        _in_mood(stand, "html")
        [receipt] = _deliver(carrier, [outgoing(stand, "ann")])
        assert _is_uncertain(receipt, carrier)

    def test_a_provider_that_hangs(
        self, stand: StandIn, carrier: Outside, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _in_mood(stand, "hang")
        self.hurry(carrier, monkeypatch)
        [receipt] = _deliver(carrier, [outgoing(stand, "ann")])
        assert _is_uncertain(receipt, carrier)

    def hurry(self, carrier: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make it lose its patience soon."""
        monkeypatch.setattr(http, "SECONDS", 0.3)

    def test_bad_credentials_are_the_account_s(
        self, stand: StandIn, provider: Provider, base_url: str
    ) -> None:
        if not stand.wrong:
            pytest.skip("it has no sign-in")
        wrong = account(stand, base_url, **stand.wrong)
        carrier = provider.carrier(wrong)
        assert isinstance(carrier, Outside)
        [receipt] = _deliver(carrier, [outgoing(stand, "ann")])
        carrier.rest()
        assert receipt.account_failed
        assert is_put_off(receipt)
        assert not stand.taken
        for secret in _secrets(provider, wrong):
            assert secret not in receipt.reason

    def test_a_provider_that_is_down(self, stand: StandIn, provider: Provider) -> None:
        with stand.serving() as base_url:
            away = account(stand, base_url)
        carrier = provider.carrier(away)
        assert isinstance(carrier, Outside)
        [receipt] = _deliver(carrier, [outgoing(stand, "ann")])
        carrier.rest()
        assert receipt.account_failed == stand.one_host
        assert is_put_off(receipt)
        for secret in _secrets(provider, away):
            assert secret not in receipt.reason

    # --- what comes back

    def test_reports_say_of_which_message(
        self, stand: StandIn, provider: Provider, account: Account, carrier: Outside
    ) -> None:
        each, receipt, taken = self._one_sent(stand, carrier)
        for status in stand.reports:
            heard = provider.hear(account, stand.report(carried(each), taken, status, account), NOW)
            [told] = _told(heard)
            assert told.status is status
            assert told.message == carried(each) or told.ref == receipt.ref != ""

    def test_a_report_repeated_is_the_same_one(
        self, stand: StandIn, provider: Provider, account: Account, carrier: Outside
    ) -> None:
        """Late, twice, in any order: its own id says which it is."""
        each, _, taken = self._one_sent(stand, carrier)
        calls = [stand.report(carried(each), taken, status, account) for status in stand.reports]
        late = NOW + timedelta(minutes=3)
        first = {
            told.event_id for call in calls for told in _told(provider.hear(account, call, NOW))
        }
        second = [
            told.event_id
            for call in reversed(calls)
            for told in _told(provider.hear(account, call, late))
        ]
        assert first == set(second)
        assert len(first) == len(second) == len(stand.reports)

    def test_what_people_write_is_heard(
        self, stand: StandIn, provider: Provider, account: Account
    ) -> None:
        if not stand.hears_people:
            pytest.skip("nobody writes here")
        stop = stand.speech("ann", "Stop", 1, account)
        [said] = provider.hear(account, stop, NOW).items
        assert isinstance(said, Said)
        assert (said.what, said.text) == ("message", "Stop")
        kind = registry.channel(stand.kind)
        assert kind is not None
        if not kind.by_endpoint:
            assert said.address == kind.address(stand.recipient("ann"))
        [again] = provider.hear(account, stop, NOW).items
        [other] = provider.hear(account, stand.speech("ann", "Stop", 2, account), NOW).items
        assert again.event_id == said.event_id != other.event_id

    def test_a_wrong_signature_is_refused(
        self, stand: StandIn, provider: Provider, account: Account, carrier: Outside
    ) -> None:
        for call in self._calls(stand, account, carrier):
            with pytest.raises(CallbackRefusedError):
                provider.hear(account, stand.forged(call), NOW)
            if stand.by_signature:
                changed = msgspec.structs.replace(call, body=call.body + b"&x=1")
                with pytest.raises((CallbackRefusedError, BadCallbackError)):
                    provider.hear(account, changed, NOW)
            if not stand.proof_in_body:
                with pytest.raises(CallbackRefusedError):
                    provider.hear(account, _bare(call), NOW)

    def test_a_week_later_it_is_refused_or_known(
        self, stand: StandIn, provider: Provider, account: Account, carrier: Outside
    ) -> None:
        """Where the proof covers a time, it is stale; else its id shows that it was heard."""
        for call in self._calls(stand, account, carrier):
            old = stand.stale(call)
            if old is not None:
                with pytest.raises(CallbackRefusedError):
                    provider.hear(account, old, NOW)
                continue
            ids = [item.event_id for item in provider.hear(account, call, NOW).items]
            week = provider.hear(account, call, NOW + timedelta(days=7))
            assert [item.event_id for item in week.items] == ids

    def test_what_cannot_be_read_is_said(
        self, stand: StandIn, provider: Provider, account: Account
    ) -> None:
        garbled = stand.garbled(account)
        if garbled is None:
            pytest.skip("anything can be read")
        with pytest.raises(BadCallbackError) as caught:
            provider.hear(account, garbled, NOW)
        assert str(caught.value).endswith(".")

    def _one_sent(self, stand: StandIn, carrier: Outside) -> tuple[Outgoing, Receipt, Taken]:
        each = outgoing(stand, "ann")
        [receipt] = _deliver(carrier, [each])
        assert receipt.status is Status.SENT
        return each, receipt, stand.taken[-1]

    def _calls(self, stand: StandIn, account: Account, carrier: Outside) -> list[Any]:
        """One callback of each sort that the provider makes."""
        if not stand.reports and not stand.hears_people:
            pytest.skip("it does not call back")
        calls = []
        if stand.hears_people:
            calls.append(stand.speech("ann", "Hello", 1, account))
        if stand.reports:
            each, _, taken = self._one_sent(stand, carrier)
            calls.append(stand.report(carried(each), taken, min(stand.reports), account))
        return calls


def _deliver(carrier: Outside, batch: list[Outgoing]) -> list[Receipt]:
    """The receipts in the order of the batch, one of each."""
    receipts = {receipt.id: receipt for receipt in carrier.deliver(batch, NOW)}
    assert len(receipts) == len(batch)
    return [receipts[each.message.id] for each in batch]


def _is_uncertain(receipt: Receipt, carrier: Outside) -> bool:
    """Held for a person; or tried again where a second time is harmless."""
    return is_put_off(receipt) if carrier.idempotent else receipt.status is Status.UNKNOWN


def _in_mood(stand: StandIn, mood: Any) -> None:
    if mood not in stand.moods:
        pytest.skip("this cannot happen to it")
    stand.mood = mood


def _told(heard: Heard) -> list[Told]:
    return [item for item in heard.items if isinstance(item, Told)]


def _bare(call: Any) -> Any:
    """The callback without any proof in its headers, its address or its query."""
    return msgspec.structs.replace(call, headers={}, query={}, url=HOOK)


def _secrets(provider: Provider, account: Account) -> list[str]:
    """The account's secrets, as texts that must show nowhere."""
    names = secret_names(provider.Settings)
    found = [getattr(account.settings, name) for name in names]
    return [value for value in found if isinstance(value, str) and len(value) >= 6]


def _guide(provider: Provider) -> str:
    """What the settings page shows: the docstring of the provider's module."""
    return import_module(type(provider).__module__).__doc__ or ""
