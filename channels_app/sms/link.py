"""One bound connection to a message centre: a window of submissions, and an ear for the rest.

A thread reads: answers go to those who wait for them, receipts and inbound messages to `heard`,
which must have stored them when it returns; only then are they acknowledged. The link asks
whether the other side lives when nothing was said for a while, and closes itself when it was not
used for long and nobody listens.
"""

import logging
import select
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Semaphore, Thread
from time import monotonic
from typing import Any

import smpplib.client
from smpplib import consts, exceptions, smpp

CONNECT_SECONDS = 10.0
ENQUIRE_SECONDS = 30.0
# Receipts come when a phone is switched on again; a link that is kept for them costs little.
LINGER_SECONDS = 900.0
_TURN_SECONDS = 0.5


class LinkError(Exception):
    """The centre cannot be reached, or does not take us. The words are for people."""


class Answer:
    """The coming answer to one submission. `status` is None until it came; -1 when it never will
    because the link broke."""

    def __init__(self) -> None:
        self.done = Event()
        self.status: int | None = None
        self.message_id = ""

    def give(self, status: int, message_id: str = "") -> None:
        self.status, self.message_id = status, message_id
        self.done.set()


class _Client(smpplib.client.Client):  # type: ignore[misc]
    """The library's, with a certificate that is checked, IPv6, and no PDU in any log."""

    def __init__(self, host: str, port: int, tls: bool) -> None:
        self.tls = tls
        super().__init__(host, port, timeout=CONNECT_SECONDS, allow_unknown_opt_params=True)
        self.logger = logging.getLogger("smpp")
        self.logger.setLevel(logging.ERROR)

    def connect(self) -> None:
        made = socket.create_connection((self.host, self.port), CONNECT_SECONDS)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.tls:
            made = ssl.create_default_context().wrap_socket(made, server_hostname=self.host)
        self._socket = made
        self.state = consts.SMPP_CLIENT_STATE_OPEN

    def waiting(self, seconds: float) -> bool:
        """Whether something can be read within the time."""
        held = self._socket
        if held is None:
            raise exceptions.ConnectionError
        if isinstance(held, ssl.SSLSocket) and held.pending():
            return True
        return bool(select.select([held], [], [], seconds)[0])


class Link:
    """Opened by `open`; `alive` until it breaks or is closed."""

    def __init__(
        self, host: str, port: int, tls: bool, window: int, heard: Callable[[Any], None]
    ) -> None:
        self.client = _Client(host, port, tls)
        self.heard = heard
        self.alive = False
        self.kept = False
        """Stays open though nothing is sent: somebody listens."""
        self.free = Semaphore(window)
        self.sending = Lock()
        self.waiting: dict[int, Answer] = {}
        # When it was last used by us, heard from, and asked whether it lives.
        self.used = self.spoke = self.asked = monotonic()

    def open(self, **bind: Any) -> None:
        """Connect and bind. Raises LinkError."""
        try:
            self.client.connect()
            self.client.bind_transceiver(interface_version=consts.SMPP_VERSION_34, **bind)
        except exceptions.PDUError as error:
            self.client.disconnect()
            raise LinkError(_refusal(error)) from None
        except (OSError, ssl.SSLError, exceptions.ConnectionError) as error:
            self.client.disconnect()
            words = str(error) or "it closed the connection"
            raise LinkError(f"The message centre could not be reached: {words}.") from None
        self.alive = True
        self.used = self.spoke = monotonic()
        Thread(target=self._read, daemon=True, name="smpp").start()

    def submit(self, fields: dict[str, Any], patience: float) -> Answer | None:
        """Send one part when the window has room; None when it did not leave."""
        if not self.free.acquire(timeout=patience):
            return None
        answer = Answer()
        with self.sending:
            if not self.alive:
                self.free.release()
                return None
            pdu = smpp.make_pdu("submit_sm", client=self.client, **fields)
            self.waiting[pdu.sequence] = answer
            self.used = monotonic()
            try:
                self.client.send_pdu(pdu)
            except (exceptions.ConnectionError, exceptions.PDUError, OSError):
                # Some of it may have left: its answer will say that the link broke.
                self.alive = False
        return answer

    def close(self) -> None:
        self.alive = False

    def _read(self) -> None:
        try:
            while self.alive:
                if self.client.waiting(_TURN_SECONDS):
                    self._handle(self.client.read_pdu())
                    self.spoke = monotonic()
                else:
                    self._idle()
        except (OSError, ValueError, exceptions.ConnectionError, exceptions.PDUError):
            pass  # whoever waits is told below
        except Exception:
            logging.getLogger(__name__).exception("a message centre could not be followed")
        finally:
            self._end()

    def _handle(self, pdu: Any) -> None:
        if pdu.command in ("submit_sm_resp", "generic_nack"):
            answer = self.waiting.pop(pdu.sequence, None)
            if answer:
                self.free.release()
                given = getattr(pdu, "message_id", None) or b""
                answer.give(int(pdu.status), given.decode("ascii", "replace"))
        elif pdu.command == "deliver_sm":
            self.used = monotonic()
            self._reply("deliver_sm_resp", pdu, self._kept_status(pdu))
        elif pdu.command == "enquire_link":
            self._reply("enquire_link_resp", pdu, consts.SMPP_ESME_ROK)
        elif pdu.command == "unbind":
            self._reply("unbind_resp", pdu, consts.SMPP_ESME_ROK)
            self.alive = False

    def _kept_status(self, pdu: Any) -> int:
        """What could not be stored is not taken: the centre will bring it again."""
        try:
            self.heard(pdu)
        except Exception:
            logging.getLogger(__name__).exception("a delivered message could not be kept")
            return int(consts.SMPP_ESME_RX_T_APPN)
        return int(consts.SMPP_ESME_ROK)

    def _reply(self, command: str, pdu: Any, status: int) -> None:
        made = smpp.make_pdu(command, client=self.client, status=status)
        made.sequence, made.status = pdu.sequence, status
        with self.sending:
            self.client.send_pdu(made)

    def _idle(self) -> None:
        now = monotonic()
        if now - self.used > LINGER_SECONDS and not self.kept and not self.waiting:
            self.alive = False
        elif now - self.spoke > 2 * ENQUIRE_SECONDS:
            self.alive = False  # it did not answer either
        elif now - self.spoke > ENQUIRE_SECONDS and self.asked <= self.spoke:
            self.asked = now
            with self.sending:
                self.client.send_pdu(smpp.make_pdu("enquire_link", client=self.client))

    def _end(self) -> None:
        self.alive = False
        with self.sending:
            with suppress(Exception):
                self.client.send_pdu(smpp.make_pdu("unbind", client=self.client))
            self.client.disconnect()
            left, self.waiting = self.waiting, {}
        for answer in left.values():
            self.free.release()
            answer.give(-1)


def _refusal(error: exceptions.PDUError) -> str:
    code = error.args[1] if len(error.args) > 1 else 0
    words = consts.DESCRIPTIONS.get(code, "it gave no reason")
    return f"The message centre refused us: {words} (0x{code:02x})."
