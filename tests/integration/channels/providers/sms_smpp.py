"""A small message centre on the loopback: SMPP 3.4 written by hand, not by the library we use.

PDU layout: SMPP 3.4, 3.2 and 4.1 to 4.11 (https://smpp.org/SMPP_v3_4_Issue1_2.pdf).
"""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from typing import Any

import msgspec

from channels_app.sms import gsm
from tests.integration.channels.providers.stand_in import Person, StandIn, Taken

BIND, SUBMIT, DELIVER, UNBIND, ENQUIRE = 0x09, 0x04, 0x05, 0x06, 0x15
RESPONSE = 0x80000000
OK, BAD_PASSWORD, SYSTEM_ERROR, BAD_ADDRESS, THROTTLED = 0x00, 0x0E, 0x08, 0x0B, 0x58
PASSWORD = "secret7"


class Submitted(msgspec.Struct):
    """A submit_sm as it came."""

    source: tuple[int, int, str]
    to: str
    esm_class: int
    registered: int
    coding: int
    octets: bytes


class SmsSmpp(StandIn):
    kind = "sms"
    provider = "smpp"
    content = {"text": "Hello {{ customer.first_name }}"}
    wrong = {"password": "wrong77"}
    moods = frozenset({"hang", "broken"})

    def __init__(self) -> None:
        super().__init__()
        self.submitted: list[Submitted] = []
        self.binds = 0
        self.status = OK
        """What a submission is answered with."""
        self.acknowledged: list[int] = []
        """The statuses that deliver_sm were answered with."""
        self.enquired = Event()
        self.heard_back = Event()
        self.most_at_once = 0
        self.slow: list[bytes] | None = None
        """A list keeps the answers back, until `let_go`."""
        self.line: socket.socket | None = None
        self.writing = Lock()

    def settings(self, base_url: str) -> dict[str, Any]:
        port = int(base_url.rpartition(":")[2])
        return {
            "host": "127.0.0.1",
            "port": port,
            "tls": False,
            "system_id": "teashop",
            "password": PASSWORD,
            "sender": "TeaShop",
        }

    def recipient(self, person: Person) -> str:
        return {"ann": "+48600000001", "bea": "+48600000002", "gone": "+48600000003"}[person]

    @contextmanager
    def serving(self) -> Iterator[str]:
        server = socket.create_server(("127.0.0.1", 0))
        lines: list[socket.socket] = []

        def accept() -> None:
            with suppress(OSError):
                while True:
                    line, _ = server.accept()
                    lines.append(line)
                    Thread(target=self._serve, args=(line,), daemon=True).start()

        Thread(target=accept, daemon=True).start()
        try:
            yield f"smpp://127.0.0.1:{server.getsockname()[1]}"
        finally:
            self.hung.set()
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()
            for line in lines:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)
                line.close()

    def deliver(self, source: str, octets: bytes, *, esm: int = 0, coding: int = 0) -> None:
        """A receipt or a message of somebody, to whoever is bound."""
        body = b"\0\x01\x01" + source.encode() + b"\0\x01\x01385921004026\0"
        body += bytes((esm, 0, 0)) + b"\0\0" + bytes((0, 0, coding, 0, len(octets))) + octets
        self.heard_back.clear()
        assert self.line is not None
        self._write(self.line, DELIVER, OK, 77, body)

    def receipt(self, message_id: str, state: str, error: str = "000") -> None:
        """The text of appendix B."""
        text = (
            f"id:{message_id} sub:001 dlvrd:001 submit date:2603011200 done date:2603011201"
            f" stat:{state} err:{error} text:Hello id:9"
        )
        self.deliver("48600000001", text.encode(), esm=0x04)

    def enquire(self) -> None:
        assert self.line is not None
        self._write(self.line, ENQUIRE, OK, 78, b"")

    def cut(self) -> None:
        assert self.line is not None
        self.line.shutdown(socket.SHUT_RDWR)

    def let_go(self) -> None:
        """Send the answers that were kept back."""
        kept, self.slow = self.slow or [], None
        assert self.line is not None
        for answer in kept:
            self.line.sendall(answer)

    def _serve(self, line: socket.socket) -> None:
        with suppress(OSError, struct.error):
            while True:
                head = _exactly(line, 16)
                length, command, status, sequence = struct.unpack(">IIII", head)
                body = _exactly(line, length - 16)
                self._take(line, command, status, sequence, body)

    def _take(
        self, line: socket.socket, command: int, status: int, sequence: int, body: bytes
    ) -> None:
        if command == BIND:
            self._bind(line, sequence, body)
        elif command == SUBMIT:
            self._submit(line, sequence, body)
        elif command == DELIVER | RESPONSE:
            self.acknowledged.append(status)
            self.heard_back.set()
        elif command == ENQUIRE | RESPONSE:
            self.enquired.set()
        elif command in (ENQUIRE, UNBIND):
            self.enquired.set()
            self._write(line, command | RESPONSE, OK, sequence, b"")

    def _bind(self, line: socket.socket, sequence: int, body: bytes) -> None:
        system_id, password, _system_type, rest = body.split(b"\0", 3)
        assert rest[0] == 0x34, "interface_version"
        ok = (system_id, password) == (b"teashop", PASSWORD.encode())
        if ok:
            self.binds += 1
            self.line = line
        self._write(line, BIND | RESPONSE, OK if ok else BAD_PASSWORD, sequence, b"centre\0")

    def _submit(self, line: socket.socket, sequence: int, body: bytes) -> None:
        if self.mood == "hang":
            return
        taken = _read(body)
        status = SYSTEM_ERROR if self.mood == "broken" else self.status
        if "+" + taken.to == self.recipient("gone"):
            status = BAD_ADDRESS
        own = b""
        if status == OK:
            self.submitted.append(taken)
            own = b"%08x\0" % (0xA0 + len(self.submitted))
            text = gsm.decode(taken.octets) if taken.coding == 0 else ""
            self.taken.append(Taken(taken.to, text, own[:-1].decode()))
        head = struct.pack(">IIII", 16 + len(own), SUBMIT | RESPONSE, status, sequence)
        if self.slow is not None:
            self.slow.append(head + own)
            self.most_at_once = max(self.most_at_once, len(self.slow))
            return
        with self.writing:
            line.sendall(head + own)

    def _write(
        self, line: socket.socket, command: int, status: int, sequence: int, body: bytes
    ) -> None:
        with self.writing:
            line.sendall(struct.pack(">IIII", 16 + len(body), command, status, sequence) + body)


def _read(body: bytes) -> Submitted:
    """The mandatory fields of submit_sm, in their order (4.4.1)."""
    service, rest = body.split(b"\0", 1)
    assert service == b""
    source, after = rest[2:].split(b"\0", 1)
    to, tail = after[2:].split(b"\0", 1)
    assert after[:2] == b"\x01\x01", "international, ISDN"
    esm_class = tail[0]
    schedule, validity, end = tail[3:].split(b"\0", 2)
    assert (schedule, validity) == (b"", b"")
    registered, _, coding, _, length = end[:5]
    assert len(end) == 5 + length
    return Submitted(
        (rest[0], rest[1], source.decode()), to.decode(), esm_class, registered, coding, end[5:]
    )


def _exactly(line: socket.socket, size: int) -> bytes:
    parts = b""
    while len(parts) < size:
        part = line.recv(size - len(parts))
        if not part:
            raise OSError("closed")
        parts += part
    return parts
