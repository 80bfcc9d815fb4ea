"""Your own mail server, or any provider's, by SMTP.

1. Write the server's name and port, and how it encrypts: STARTTLS on port 587, TLS on 465.
2. Write the name and password that it gave you for sending.
3. For mail that arrives in the inbox, write the domain you send from below "Signature", save, and
   put the DNS record that is then shown here into that domain's zone.
4. For bounces, write a domain whose mail you can pass on (an MX of your own), and have mail to
   `b-…@` that domain posted to the hook's address, as it came, with the path `bounce`.
"""

import smtplib
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from channels_app.contracts import DeliveryError
from channels_app.email import bounces, dkim
from channels_app.email.bounces import Bounces
from channels_app.email.connection import Line, Server
from channels_app.email.smtp import Smtp, Way
from channels_app.provider import Account, BadCallbackError, Callback, Heard, Provider
from channels_app.setting import setting

SECURITY = {"starttls": "STARTTLS", "tls": "TLS", "none": "None"}
DOMAIN = r"^$|^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    host: Annotated[str, setting("Server", placeholder="smtp.example.com", min_length=1)]
    port: Annotated[int, setting("Port", ge=1, le=65535)] = 587
    security: Annotated[
        Literal["starttls", "tls", "none"],
        setting("Encryption", widget="select", labels=SECURITY),
    ] = "starttls"
    username: Annotated[str, setting("Name")] = ""
    password: Annotated[str, setting("Password", secret=True)] = ""
    sender_email: Annotated[
        str,
        setting("Sender's address", "Empty for the workspace's.", placeholder="hello@example.com"),
    ] = ""
    sender_name: Annotated[str, setting("Sender's name", "Empty for the workspace's.")] = ""
    connections: Annotated[
        int, setting("Connections", "How many at once.", advanced=True, ge=1, le=64)
    ] = 4
    dkim_domain: Annotated[
        str,
        setting("Signature", "The domain that signs; empty for none.", pattern=DOMAIN),
    ] = ""
    dkim_selector: Annotated[
        str, setting("Selector", advanced=True, pattern="^[A-Za-z0-9][A-Za-z0-9-]{0,62}$")
    ] = "sojourn"
    dkim_key: Annotated[
        str,
        setting("Private key", "Made for you; replace it by your own.", secret=True, advanced=True),
    ] = ""
    bounce_domain: Annotated[
        str, setting("Bounces", "The domain of the return paths; empty for none.", pattern=DOMAIN)
    ] = ""


def way_of(settings: Settings) -> Way:
    """Raises dkim.BadKeyError."""
    server = Server(
        settings.host, settings.port, settings.security, settings.username, settings.password
    )
    return Way(
        server=server,
        connections=settings.connections,
        sender=(settings.sender_name, settings.sender_email),
        signer=signer_of(settings),
        bounces=Bounces(settings.bounce_domain) if settings.bounce_domain else None,
    )


def signer_of(settings: Settings) -> dkim.Signer | None:
    if not settings.dkim_domain or not settings.dkim_key:
        return None
    return dkim.Signer(settings.dkim_domain, settings.dkim_selector, settings.dkim_key)


class MailServer(Provider):
    title = "Mail server (SMTP)"
    Settings = Settings
    hears = True

    def made(self) -> dict[str, Any]:
        return {"dkim_key": dkim.new_key()}

    def shown(self, account: Account) -> dict[str, str]:
        signer = signer_of(account.settings)
        if signer is None:
            return {}
        try:
            name, text = signer.record()
        except dkim.BadKeyError as error:
            return {"DKIM": str(error)}
        return {f"TXT {name}": text}

    def carrier(self, account: Account) -> Smtp:
        return Smtp(way_of(account.settings))

    def connect(self, account: Account) -> str:
        settings: Settings = account.settings
        try:
            way = way_of(settings)
            if way.signer is not None:
                way.signer.record()
        except dkim.BadKeyError as error:
            raise DeliveryError(str(error), permanent=True) from error
        line = Line(way.server)
        try:
            line.open()
        except (smtplib.SMTPException, OSError) as error:
            said = str(error) or type(error).__name__
            raise DeliveryError(f"{settings.host} could not be used: {said}", False) from error
        finally:
            line.close()
        signed_in = f", signed in as {settings.username}" if settings.username else ""
        return f"{settings.host} answers{signed_in}."

    def hear(self, account: Account, callback: Callback, now: datetime) -> Heard:
        if callback.path.strip("/") != "bounce":
            raise BadCallbackError("Post mail that came back, as it came, to the path 'bounce'.")
        return Heard(list(bounces.read(callback.body, now, callback.query.get("to", ""))))
