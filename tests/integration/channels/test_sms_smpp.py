"""Text messages by SMPP: the suite, and what is a message centre's own."""

from collections.abc import Callable, Iterator
from threading import Event, Thread
from time import monotonic

import pytest

from channels_app.base import Outside
from channels_app.contracts import DeliveryError, Receipt, Status
from channels_app.provider import Account, Said, Told
from channels_app.sms import link, smpp
from channels_app.sms.smpp import Carrier, Smpp
from tests.integration.channels.conformance import NOW, Conformance, account, outgoing
from tests.integration.channels.providers.sms_smpp import THROTTLED, SmsSmpp


class TestConforms(Conformance):
    stand_in = SmsSmpp

    def hurry(self, carrier: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(smpp, "RESPONSE_SECONDS", 0.3)


@pytest.fixture
def stand() -> SmsSmpp:
    return SmsSmpp()


@pytest.fixture
def base_url(stand: SmsSmpp) -> Iterator[str]:
    with stand.serving() as found:
        yield found


Heard = list[Told | Said]


@pytest.fixture
def heard() -> Heard:
    return []


@pytest.fixture
def carrier(stand: SmsSmpp, base_url: str, heard: Heard) -> Iterator[Carrier]:
    made = Carrier(account(stand, base_url), lambda account, items: heard.extend(items))
    yield made
    made.close()


def one(carrier: Carrier, stand: SmsSmpp, text: str, number: int = 1) -> Receipt:
    [receipt] = carrier.deliver([outgoing(stand, "ann", number, text=text)], NOW)
    return receipt


def until(reached: Callable[[], bool]) -> None:
    """Within five seconds."""
    ever, deadline = Event(), monotonic() + 5
    while not reached() and monotonic() < deadline:
        ever.wait(0.01)
    assert reached()


def test_latin_goes_in_seven_bits_and_the_rest_in_ucs2(carrier: Carrier, stand: SmsSmpp) -> None:
    one(carrier, stand, "Cena: 5 € {ok}")
    one(carrier, stand, "Привет 😀")
    latin, cyrillic = stand.submitted
    assert (latin.coding, latin.octets) == (0, b"Cena: 5 \x1be \x1b(ok\x1b)")
    assert (cyrillic.coding, cyrillic.octets) == (8, "Привет 😀".encode("utf-16-be"))
    assert latin.source == (5, 0, "TeaShop")
    assert (latin.to, latin.esm_class, latin.registered) == ("48600000001", 0, 1)


def test_a_long_text_goes_in_parts_and_one_receipt(carrier: Carrier, stand: SmsSmpp) -> None:
    receipt = one(carrier, stand, "a" * 152 + "€" * 80)
    assert receipt.status is Status.SENT
    assert receipt.ref == stand.taken[-1].ref
    headers = [submitted.octets[:6] for submitted in stand.submitted]
    assert [(h[:3], h[4], h[5]) for h in headers] == [
        (b"\x05\x00\x03", 3, place) for place in (1, 2, 3)
    ]
    assert len({h[3] for h in headers}) == 1
    assert all(submitted.esm_class == 0x40 for submitted in stand.submitted)
    assert [submitted.registered for submitted in stand.submitted] == [0, 0, 1]
    # The euro takes two places, which are never cut apart.
    assert [len(s.octets) - 6 for s in stand.submitted] == [152, 152, 8]


def test_no_more_wait_than_the_window_holds(
    stand: SmsSmpp, base_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = Carrier(account(stand, base_url, window=3), lambda account, items: None)
    stand.slow = []
    batch = [outgoing(stand, "ann", number) for number in range(1, 9)]
    found: list[Receipt] = []
    sending = Thread(target=lambda: found.extend(carrier.deliver(batch, NOW)))
    sending.start()
    sending.join(0.5)
    assert stand.most_at_once == 3
    stand.let_go()
    sending.join(10)
    carrier.close()
    assert [receipt.status for receipt in found] == [Status.SENT] * 8


def test_a_throttled_link_slows_down(carrier: Carrier, stand: SmsSmpp) -> None:
    stand.status = THROTTLED
    batch = [outgoing(stand, "ann", number) for number in range(1, 40)]
    receipts = carrier.deliver(batch, NOW)
    assert all(receipt.wait_until and not receipt.retry for receipt in receipts)
    assert {receipt.reason for receipt in receipts} == {
        "The message centre asks for a slower pace."
    }


def test_receipts_come_over_the_same_link(carrier: Carrier, stand: SmsSmpp, heard: Heard) -> None:
    ref = one(carrier, stand, "Hello").ref
    for state in ("ENROUTE", "DELIVRD", "DELIVRD", "UNDELIV"):
        stand.receipt(ref, state, "001")
        assert stand.heard_back.wait(5)
    assert stand.acknowledged == [0, 0, 0, 0]
    delivered, again, failed = heard
    assert isinstance(delivered, Told)
    assert isinstance(failed, Told)
    assert (delivered.status, delivered.ref, delivered.reason) == (Status.DELIVERED, ref, "")
    assert again.event_id == delivered.event_id != failed.event_id
    assert failed.status is Status.BOUNCED
    assert failed.reason == "The carrier says UNDELIV, error 001."


def test_ids_in_hexadecimal_and_then_in_decimal(
    stand: SmsSmpp, base_url: str, heard: Heard
) -> None:
    ours = account(stand, base_url, receipt_ids="hexadecimal")
    carrier = Carrier(ours, lambda account, items: heard.extend(items))
    ref = one(carrier, stand, "Hello").ref
    stand.receipt(str(int(stand.taken[0].ref, 16)), "DELIVRD")
    assert stand.heard_back.wait(5)
    carrier.close()
    [told] = heard
    assert told.ref == ref == str(0xA1)


def test_replies_are_heard_short_and_long(carrier: Carrier, stand: SmsSmpp, heard: Heard) -> None:
    carrier.listen()
    stand.deliver("48600000001", b"Stop")
    assert stand.heard_back.wait(5)
    halves = ["Długa odpo", "wiedź"]
    for place in (2, 1):
        octets = bytes((5, 0, 3, 9, 2, place)) + halves[place - 1].encode("utf-16-be")
        stand.deliver("48600000001", octets, esm=0x40, coding=8)
        assert stand.heard_back.wait(5)
    stop, long = heard
    assert isinstance(stop, Said)
    assert isinstance(long, Said)
    assert (stop.what, stop.address, stop.text) == ("message", "+48600000001", "Stop")
    assert long.text == "Długa odpowiedź"


def test_what_could_not_be_kept_is_not_acknowledged(stand: SmsSmpp, base_url: str) -> None:
    def keep(account: Account, items: object) -> None:
        raise RuntimeError("the database is away")

    carrier = Carrier(account(stand, base_url), keep)
    carrier.listen()
    stand.deliver("48600000001", b"Stop")
    assert stand.heard_back.wait(5)
    carrier.close()
    assert stand.acknowledged == [0x64]


def test_the_link_is_kept_and_made_anew_when_it_broke(
    carrier: Carrier, stand: SmsSmpp, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier.listen()
    one(carrier, stand, "Hello", 1)
    carrier.rest()
    one(carrier, stand, "Hello", 3)
    assert stand.binds == 1
    stand.enquire()
    assert stand.enquired.wait(5)
    stand.cut()
    until(lambda: carrier.link is None or not carrier.link.alive)
    assert one(carrier, stand, "Hello", 4).status is Status.SENT
    assert stand.binds == 2


def test_it_asks_whether_the_other_side_lives(
    carrier: Carrier, stand: SmsSmpp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "ENQUIRE_SECONDS", 0.1)
    monkeypatch.setattr(link, "_TURN_SECONDS", 0.05)
    carrier.listen()
    assert stand.enquired.wait(5)


def test_a_link_that_breaks_leaves_the_outcome_unknown(carrier: Carrier, stand: SmsSmpp) -> None:
    stand.slow = []
    found: list[Receipt] = []
    sending = Thread(target=lambda: found.append(one(carrier, stand, "Hello")))
    sending.start()
    until(lambda: bool(stand.slow))
    stand.cut()
    sending.join(5)
    assert found[0].status is Status.UNKNOWN


def test_a_centre_that_hung_is_bound_anew(
    carrier: Carrier, stand: SmsSmpp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smpp, "RESPONSE_SECONDS", 0.2)
    stand.mood = "hang"
    assert one(carrier, stand, "Hello").status is Status.UNKNOWN
    stand.mood = ""
    assert one(carrier, stand, "Hello", 2).status is Status.SENT
    assert stand.binds == 2


def test_without_a_listener_the_link_rests(carrier: Carrier, stand: SmsSmpp) -> None:
    one(carrier, stand, "Hello", 1)
    carrier.rest()
    one(carrier, stand, "Hello", 2)
    assert stand.binds == 2


def test_connecting_says_who_we_are(stand: SmsSmpp, base_url: str) -> None:
    assert Smpp().connect(account(stand, base_url)) == "127.0.0.1 took us as teashop."
    with pytest.raises(DeliveryError, match=r"refused us: Invalid Password \(0x0e\)"):
        Smpp().connect(account(stand, base_url, **stand.wrong))
