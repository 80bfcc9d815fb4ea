import asyncio
import signal
import ssl
from typing import Any

from aiosmtpd.smtp import SMTP
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from journeys.ingest.smtp import SIZE_LIMIT, Handler, authenticate


class Command(BaseCommand):
    help = (
        "Takes mail from the shop's own code by SMTP and sends it as messages of the product."
        " Sign in with a secret key as the password."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=settings.SOJOURN_SMTP_IN_PORT or 2525)

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        context = _certificate()
        if context is None and host not in ("127.0.0.1", "::1", "localhost"):
            raise CommandError(
                "Keys would travel in the clear. Set SOJOURN_SMTP_IN_CERT and SOJOURN_SMTP_IN_KEY"
                " to the files of a certificate, or listen on 127.0.0.1."
            )
        try:
            asyncio.run(serve(host, port, context, self.stdout.write))
        except OSError as error:
            raise CommandError(f"Port {port} of {host} cannot be used: {error}.") from error


async def serve(host: str, port: int, context: ssl.SSLContext | None, say: Any) -> None:
    """Until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    server = await loop.create_server(lambda: protocol(context), host, port)
    say(f"Mail is taken at {host}:{port}.")
    async with server:
        await stop.wait()


def protocol(context: ssl.SSLContext | None) -> SMTP:
    return SMTP(
        Handler(),
        data_size_limit=SIZE_LIMIT,
        auth_required=True,
        auth_require_tls=context is not None,
        require_starttls=context is not None,
        tls_context=context,
        authenticator=authenticate,
        ident="Sojourn",
    )


def _certificate() -> ssl.SSLContext | None:
    cert, key = settings.SOJOURN_SMTP_IN_CERT, settings.SOJOURN_SMTP_IN_KEY
    if not cert:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(cert, key or None)
    except (OSError, ssl.SSLError) as error:
        raise CommandError(f"The certificate {cert} cannot be used: {error}.") from error
    return context
