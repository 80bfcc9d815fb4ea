"""SMPP 3.4: a message centre of a carrier or an aggregator, over a connection that stays open.

1. Ask your carrier for a transceiver account: host, port, system id and password. Let them allow
   this installation's address.
2. Fill in this form. The window and the rate are in the carrier's contract; write the rate as the
   account's "messages a second".
3. Delivery receipts and replies come over the same connection. There is no hook to set up.

Texts go in GSM 03.38 where they can and in UCS-2 where they must, long ones in parts.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Annotated, Any, Literal

import msgspec
from smpplib import consts

from channels_app import receipts
from channels_app.base import Outgoing, Outside
from channels_app.contracts import DeliveryError, Receipt
from channels_app.phone import e164
from channels_app.provider import Account, Provider, Said, Told
from channels_app.setting import setting
from channels_app.sms import pdus
from channels_app.sms.link import Answer, Link, LinkError
from workspaces import clock

RESPONSE_SECONDS = 20.0
THROTTLED_SECONDS = 2.0
PIECES_WAIT = timedelta(minutes=5)
THROTTLED = frozenset({consts.SMPP_ESME_RTHROTTLED, consts.SMPP_ESME_RMSGQFUL})
AGAIN = frozenset({
    consts.SMPP_ESME_RSYSERR, consts.SMPP_ESME_RSUBMITFAIL, consts.SMPP_ESME_RX_T_APPN,
    consts.SMPP_ESME_RUNKNOWNERR,
})  # fmt: skip
NO_ADDRESS = frozenset({
    consts.SMPP_ESME_RINVDSTADR, consts.SMPP_ESME_RINVDSTTON, consts.SMPP_ESME_RINVDSTNPI,
})  # fmt: skip
ACCOUNT = frozenset({
    consts.SMPP_ESME_RINVSRCADR, consts.SMPP_ESME_RINVSRCTON, consts.SMPP_ESME_RINVSRCNPI,
    consts.SMPP_ESME_RINVBNDSTS,
})  # fmt: skip

Items = Sequence[Told | Said]


class Settings(msgspec.Struct, kw_only=True):
    host: Annotated[str, setting("Host", placeholder="smpp.example.com", min_length=1)]
    port: Annotated[int, setting("Port", ge=1, le=65535)] = 2775
    tls: Annotated[bool, setting("TLS", "Encrypted, as it should be over the internet.")] = True
    system_id: Annotated[str, setting("System id", min_length=1, max_length=15)]
    password: Annotated[str, setting("Password", secret=True, max_length=8)]
    system_type: Annotated[str, setting("System type", advanced=True, max_length=12)] = ""
    sender: Annotated[
        str,
        setting(
            "Sender",
            "A number, a short number, or a name of up to 11 letters.",
            pattern=r"^(\+?[0-9]{3,15}|[A-Za-z0-9 ._-]{1,11})$",
        ),
    ]
    window: Annotated[
        int, setting("Window", "How many may wait for an answer.", advanced=True, ge=1, le=500)
    ] = 10
    receipt_ids: Annotated[
        Literal["same", "hexadecimal"],
        setting(
            "Ids in receipts",
            "Some centres write ids in hexadecimal when they take a message and in decimal in its"
            " receipt.",
            advanced=True,
            labels={"same": "The same", "hexadecimal": "Hexadecimal, then decimal"},
        ),
    ] = "same"


def _store(account: Account, items: Items) -> None:
    from channels_app.callbacks.store import heard

    heard(account, items, clock.now())


class Carrier(Outside):
    """Submits within the window over one link, which is opened when it is needed."""

    chunk = 100
    idempotent = False

    def __init__(self, account: Account, heard: Callable[[Account, Items], None] = _store) -> None:
        self.account = account
        self.settings: Settings = account.settings
        self.keep = heard
        self.link: Link | None = None
        self.opening = Lock()
        self.pieces: dict[tuple[str, int, int], tuple[datetime, dict[int, str]]] = {}

    def listen(self) -> None:
        """Open the link, and keep it open for what comes in. Raises LinkError."""
        self._linked().kept = True

    def close(self) -> None:
        if self.link:
            self.link.kept = False
            self.link.close()

    def rest(self) -> None:
        """Where somebody listens the link stays; elsewhere receipts come to those who do."""
        if self.link and not self.link.kept:
            self.link.close()

    def deliver(self, batch: Sequence[Outgoing], now: datetime) -> list[Receipt]:
        try:
            link = self._linked()
        except LinkError as error:
            return [receipts.account_failed(each.message.id, str(error)) for each in batch]
        deadline = monotonic() + RESPONSE_SECONDS
        begun: list[tuple[Outgoing, list[Answer]]] = []
        done: list[Receipt] = []
        for each in batch:
            if _is_throttled(begun):
                done.append(_throttled(each.message.id, now))
                continue
            answers = self._submit(link, each, deadline)
            if answers:
                begun.append((each, answers))
            else:
                reason = "The message centre did not answer, and this one did not leave."
                done.append(receipts.account_failed(each.message.id, reason))
        done += [self._receipt(each, answers, deadline, now) for each, answers in begun]
        if any(answer.status is None for _, answers in begun for answer in answers):
            # It holds places of the window for ever: a new link starts with all of them.
            link.close()
        return done

    def _submit(self, link: Link, each: Outgoing, deadline: float) -> list[Answer]:
        """The coming answers, one a part; a part that did not leave has one that never comes."""
        to = e164(each.message.recipient) or each.message.recipient
        answers: list[Answer] = []
        for fields in pdus.submits(each.message.id, each.body.text, to, self.settings.sender):
            answer = link.submit(fields, max(0.0, deadline - monotonic()))
            if answer is None and not answers:
                return []
            answers.append(answer or Answer())
        return answers

    def _receipt(
        self, each: Outgoing, answers: list[Answer], deadline: float, now: datetime
    ) -> Receipt:
        id_ = each.message.id
        for answer in answers:
            answer.done.wait(max(0.0, deadline - monotonic()))
        statuses = [answer.status for answer in answers]
        if all(status == consts.SMPP_ESME_ROK for status in statuses):
            hexadecimal = self.settings.receipt_ids == "hexadecimal"
            last = answers[-1].message_id
            ref = pdus.same_id(last, of_receipt=False, hexadecimal=hexadecimal)
            return receipts.sent(id_, ref=ref)
        if None in statuses or -1 in statuses:
            what = "The message centre did not acknowledge the message."
            return receipts.unknown(id_, what, idempotent=False)
        wrong = next(status for status in statuses if status)
        if consts.SMPP_ESME_ROK in statuses:
            words = f"The message centre took only some of its parts: {_words(wrong)}."
            return receipts.refused(id_, words)
        return _of_status(id_, wrong, now)

    def _linked(self) -> Link:
        with self.opening:
            if self.link is None or not self.link.alive:
                s = self.settings
                made = Link(s.host, s.port, s.tls, s.window, self._hear)
                made.kept = bool(self.link and self.link.kept)
                made.open(system_id=s.system_id, password=s.password, system_type=s.system_type)
                self.link = made
            return self.link

    def _hear(self, pdu: Any) -> None:
        now = clock.now()
        item: Told | Said | None
        if pdus.is_receipt(pdu):
            item = pdus.told(pdu, self.settings.receipt_ids == "hexadecimal", now)
        else:
            item = self._spoken(pdu, now)
        if item:
            self.keep(self.account, [item])

    def _spoken(self, pdu: Any, now: datetime) -> Said | None:
        """A long message waits for its parts; those that never come leave it unheard."""
        found = pdus.said(pdu, now)
        if not isinstance(found, pdus.Piece):
            return found
        recent = {k: v for k, v in self.pieces.items() if now - v[0] < PIECES_WAIT}
        _, known = recent.get(found.key, (now, {}))
        known[found.place] = found.text
        self.pieces = {**recent, found.key: (now, known)}
        if len(known) < found.key[2]:
            return None
        del self.pieces[found.key]
        text = "".join(known[place] for place in sorted(known))
        return pdus.spoken(found.key[0], text, now, text.encode())


class Smpp(Provider):
    """One carrier an account and process: those who send and those who listen share its link."""

    title = "SMPP"
    Settings = Settings
    listens = True

    def __init__(self) -> None:
        self.carriers: dict[int, Carrier] = {}
        self.lock = Lock()

    def carrier(self, account: Account) -> Carrier:
        with self.lock:
            known = self.carriers.get(account.id)
            if known and _is_same(known.account, account):
                return known
            if known:
                known.close()
            made = self.carriers[account.id] = Carrier(account)
            return made

    def connect(self, account: Account) -> str:
        carrier = Carrier(account)
        try:
            carrier.listen()
        except LinkError as error:
            raise DeliveryError(str(error), permanent=False) from None
        finally:
            carrier.close()
        return f"{account.settings.host} took us as {account.settings.system_id}."


def _is_same(one: Account, other: Account) -> bool:
    return (one.changed_at, one.settings) == (other.changed_at, other.settings)


def _is_throttled(begun: list[tuple[Outgoing, list[Answer]]]) -> bool:
    """Whether one of the last answers was that we are too quick."""
    return any(answer.status in THROTTLED for _, answers in begun[-20:] for answer in answers)


def _throttled(id_: str, now: datetime) -> Receipt:
    words = "The message centre asks for a slower pace."
    return receipts.wait(id_, now, THROTTLED_SECONDS, words)


def _of_status(id_: str, status: int | None, now: datetime) -> Receipt:
    reason = f"The message centre refused it: {_words(status)}."
    if status in THROTTLED:
        return _throttled(id_, now)
    if status in AGAIN:
        return receipts.again(id_, reason)
    if status in ACCOUNT:
        return receipts.account_failed(id_, reason)
    return receipts.refused(id_, reason, suppress=status in NO_ADDRESS)


def _words(status: int | None) -> str:
    code = status or 0
    return f"{consts.DESCRIPTIONS.get(code, 'an error of its own')} (0x{code:02x})"
