"""A real SMTP server for tests, which misbehaves as its recipients' names ask it to."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Handler:
    """Takes mail; `gone@` does not exist, `busy@` comes later, `cut@` breaks the connection."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.peers: set[Any] = set()
        self.encrypted: list[bool] = []
        self.hang = Event()

    async def handle_RCPT(  # noqa: N802 - the server asks for this name
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        name = address.partition("@")[0]
        if name.startswith("gone"):
            return "550 5.1.1 No such user"
        if name.startswith("policy"):
            return "554 5.7.1 Relay access denied"
        if name.startswith("busy"):
            return "451 4.3.0 Come back later"
        if name.startswith("early"):
            server.transport.close()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope
    ) -> str:
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name.startswith("spam"):
            return "554 5.6.0 Not this content"
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.peers.add(session.peer)
        self.encrypted.append(session.ssl is not None)
        if name.startswith("cut"):
            server.transport.abort()
        if name.startswith("hang"):
            self.hang.set()
            await asyncio.sleep(60)
        return "250 Taken"


class Server(Controller):
    """Ends its connections when it stops; the library leaves them to the collector."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.made: list[SMTP] = []

    def factory(self) -> SMTP:
        made: SMTP = super().factory()  # type: ignore[no-untyped-call]
        self.made.append(made)
        return made

    def end(self) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result(5)
        self.stop(no_assert=True)

    async def _hang_up(self) -> None:
        for each in self.made:
            if each.transport is not None:
                each.transport.abort()  # type: ignore[attr-defined]
        await asyncio.sleep(0.05)


@contextmanager
def serving(handler: object, **options: Any) -> Iterator[int]:
    """The port it listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    controller = Server(handler, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.end()


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for localhost signed by itself, and a server's context that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    today = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today)
        .not_valid_after(today + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert, private = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, private)
    return cert, context
