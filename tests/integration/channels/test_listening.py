"""Accounts that hear by a connection of their own: one process listens, and keeps what it hears."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from channels_app import sealing
from channels_app.delivery.listening import Listening
from channels_app.models import Callback, ChannelAccount
from tests.integration.channels.conformance import NOW
from tests.integration.channels.providers.sms_smpp import PASSWORD, SmsSmpp
from tests.integration.channels.test_sms_smpp import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stand() -> SmsSmpp:
    return SmsSmpp()


@pytest.fixture
def row(stand: SmsSmpp) -> Iterator[ChannelAccount]:
    with stand.serving() as base_url:
        settings = stand.settings(base_url)
        del settings["password"]
        yield ChannelAccount.objects.create(
            workspace_id=1,
            channel="sms",
            provider="smpp",
            name="Main",
            settings=settings,
            secrets=sealing.seal({"password": PASSWORD}),
            hook="HOOK",
            created_at=NOW,
            changed_at=NOW,
        )


@pytest.fixture
def listening() -> Iterator[Listening]:
    made = Listening()
    yield made
    made.end()


def test_a_reply_is_kept_while_nothing_is_sent(
    stand: SmsSmpp, row: ChannelAccount, listening: Listening
) -> None:
    listening.turn()
    listening.turn()
    assert stand.binds == 1
    stand.deliver("48600000001", b"Stop")
    assert stand.heard_back.wait(5)
    assert stand.acknowledged == [0]
    [kept] = Callback.objects.all()
    assert (kept.account_id, kept.item["text"]) == (row.pk, "Stop")


def test_a_link_that_broke_is_opened_again(
    stand: SmsSmpp, row: ChannelAccount, listening: Listening
) -> None:
    listening.turn()
    [carrier] = listening.open.values()
    stand.cut()
    until(lambda: not carrier.link.alive)  # type: ignore[attr-defined]
    listening.turn()
    assert stand.binds == 2


def test_one_of_two_processes_listens(
    stand: SmsSmpp, row: ChannelAccount, listening: Listening
) -> None:
    other = Listening()
    listening.turn()
    other.turn()
    assert (len(listening.open), len(other.open)) == (1, 0)
    listening.end()
    other.turn()
    assert len(other.open) == 1
    other.end()


def test_what_is_switched_off_or_changed_is_left(
    stand: SmsSmpp, row: ChannelAccount, listening: Listening
) -> None:
    listening.turn()
    [before] = listening.open.values()
    ChannelAccount.objects.update(changed_at=NOW + timedelta(seconds=1))
    listening.turn()
    [after] = listening.open.values()
    assert after is not before
    ChannelAccount.objects.update(enabled=False)
    listening.turn()
    assert not listening.open
    until(lambda: not after.link.alive)  # type: ignore[attr-defined]


def test_a_centre_that_is_down_harms_nobody(listening: Listening, row: ChannelAccount) -> None:
    ChannelAccount.objects.update(settings={**row.settings, "port": 1})
    listening.turn()
    listening.turn()
    assert list(listening.open) == [row.pk]
