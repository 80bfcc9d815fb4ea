"""One SMTP connection that knows whether a mail's body has begun to leave."""

import smtplib
from contextlib import suppress
from typing import Any, Literal

import msgspec
from django.core.mail.backends.smtp import EmailBackend


class _Watched:
    """Mixed into smtplib's classes: commands are sent as text, a mail's body as bytes."""

    body_left = False

    def send(self, data: Any) -> None:
        if isinstance(data, bytes | bytearray):
            self.body_left = True
        super().send(data)  # type: ignore[misc]


class _Plain(_Watched, smtplib.SMTP):
    pass


class _Secure(_Watched, smtplib.SMTP_SSL):
    pass


class _Backend(EmailBackend):
    """Django's, with its STARTTLS, sign-in and time limit, over the watched classes."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Secure if self.use_ssl else _Plain


class Server(msgspec.Struct, frozen=True):
    """A mail server, and how one signs in there. STARTTLS is refused when it cannot be."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password: str = ""
    seconds: int = 20

    def __repr__(self) -> str:
        return f"Server({self.host}:{self.port})"

    def backend(self) -> _Backend:
        return _Backend(
            host=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            use_tls=self.security == "starttls",
            use_ssl=self.security == "tls",
            timeout=self.seconds,
            fail_silently=False,
        )


class Line:
    """Opened when first used, and again after it broke. For one thread at a time."""

    def __init__(self, server: Server | None = None) -> None:
        """Without a server, the one that the installation's settings name."""
        self.server = server
        self.backend: _Backend | None = None
        # Whether the last mail's body had begun to leave when it failed: then it may have arrived.
        self.handed = False

    @property
    def is_open(self) -> bool:
        return self.backend is not None

    def open(self) -> None:
        """Raises what smtplib raises."""
        self._opened()

    def send(self, sender: str, recipient: str, mail: bytes) -> None:
        """Raises what smtplib raises. A refusal keeps the connection, anything else closes it."""
        self.handed = False
        connection: Any = self._opened().connection
        connection.body_left = False
        try:
            connection.sendmail(sender, [recipient], mail)
        except smtplib.SMTPResponseException as error:
            # An answer: the outcome is known, even after the body.
            if error.smtp_code == 421 or connection.sock is None:
                self.close()
            raise
        except smtplib.SMTPRecipientsRefused:
            if connection.sock is None:
                self.close()
            raise
        except BaseException:
            self.handed = connection.body_left
            self.close()
            raise

    def close(self) -> None:
        backend, self.backend = self.backend, None
        if backend is not None:
            _close(backend)

    def _opened(self) -> _Backend:
        if self.backend is None:
            made = self.server.backend() if self.server else _Backend(fail_silently=False)
            try:
                made.open()
            except BaseException:
                # Refused at STARTTLS or at the sign-in: the connection stands half open.
                _close(made)
                raise
            self.backend = made
        return self.backend


def _close(backend: _Backend) -> None:
    backend.fail_silently = True
    with suppress(OSError):
        backend.close()
