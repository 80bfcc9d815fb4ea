"""The providers of mail, written out: Mailgun, Postmark, Brevo, Mailjet, MailerSend, SparkPost,
Unisender Go.

1. At the provider, verify the domain you send from (it shows the DNS records for that).
2. Make an API key there that may send, and write it here.
3. Copy the address below "Webhook" into the provider's settings of event webhooks, for delivered,
   bounced, complained, opened, clicked and unsubscribed. Where the provider shows a key for the
   signature of its webhooks, write it here too.
4. Send yourself a test.

https://anymail.dev/en/stable/esps/
"""

from typing import Annotated, Any

from channels_app.email import esp
from channels_app.provider import Account
from channels_app.setting import setting

Key = Annotated[str, setting("API key", secret=True, min_length=1)]


def base(url: str) -> Any:
    """The field of the provider's address."""
    return setting("Address of the API", f"{url} unless told otherwise.", advanced=True)


class MailgunSettings(esp.Settings, frozen=True, kw_only=True):
    api_key: Key
    sender_domain: Annotated[str, setting("Domain", placeholder="mg.example.com", min_length=1)]
    signing_key: Annotated[str, setting("Webhook signing key", secret=True, min_length=1)]
    base_url: Annotated[str, base("https://api.mailgun.net/v3")] = "https://api.mailgun.net/v3"


class Mailgun(esp.Esp):
    title = "Mailgun"
    Settings = MailgunSettings
    backend = "anymail.backends.mailgun:EmailBackend"
    view = "anymail.webhooks.mailgun:MailgunTrackingWebhookView"

    def options(self, settings: MailgunSettings) -> dict[str, Any]:
        return {
            "api_key": settings.api_key,
            "sender_domain": settings.sender_domain,
            "api_url": settings.base_url,
        }

    def view_options(self, account: Account) -> dict[str, Any]:
        return {"webhook_signing_key": account.settings.signing_key}


class PostmarkSettings(esp.Settings, frozen=True, kw_only=True):
    server_token: Annotated[str, setting("Server API token", secret=True, min_length=1)]
    message_stream: Annotated[str, setting("Message stream", placeholder="broadcast")] = ""
    base_url: Annotated[str, base("https://api.postmarkapp.com/")] = "https://api.postmarkapp.com/"


class Postmark(esp.Esp):
    title = "Postmark"
    Settings = PostmarkSettings
    backend = "anymail.backends.postmark:EmailBackend"
    view = "anymail.webhooks.postmark:PostmarkTrackingWebhookView"

    def options(self, settings: PostmarkSettings) -> dict[str, Any]:
        stream = {"message_stream": settings.message_stream} if settings.message_stream else {}
        return {"server_token": settings.server_token, "api_url": settings.base_url, **stream}


class ApiKeySettings(esp.Settings, frozen=True, kw_only=True):
    """An API key and nothing else."""

    api_key: Key


class BrevoSettings(ApiKeySettings, frozen=True, kw_only=True):
    base_url: Annotated[str, base("https://api.brevo.com/v3/")] = "https://api.brevo.com/v3/"


class SparkPostSettings(ApiKeySettings, frozen=True, kw_only=True):
    base_url: Annotated[str, base("https://api.sparkpost.com/api/v1/")] = (
        "https://api.sparkpost.com/api/v1/"
    )


class UnisenderGoSettings(ApiKeySettings, frozen=True, kw_only=True):
    base_url: Annotated[str, base("https://go2.unisender.ru/ru/transactional/api/v1/")] = (
        "https://go2.unisender.ru/ru/transactional/api/v1/"
    )


class _ByKey(esp.Esp):
    def options(self, settings: Any) -> dict[str, Any]:
        return {"api_key": settings.api_key, "api_url": settings.base_url}


class Brevo(_ByKey):
    title = "Brevo"
    Settings = BrevoSettings
    backend = "anymail.backends.brevo:EmailBackend"
    view = "anymail.webhooks.brevo:BrevoTrackingWebhookView"


class SparkPost(_ByKey):
    title = "SparkPost"
    Settings = SparkPostSettings
    backend = "anymail.backends.sparkpost:EmailBackend"
    view = "anymail.webhooks.sparkpost:SparkPostTrackingWebhookView"


class UnisenderGo(_ByKey):
    title = "Unisender Go"
    Settings = UnisenderGoSettings
    backend = "anymail.backends.unisender_go:EmailBackend"
    view = "anymail.webhooks.unisender_go:UnisenderGoTrackingWebhookView"

    def view_options(self, account: Account) -> dict[str, Any]:
        return {"api_key": account.settings.api_key}


class MailjetSettings(esp.Settings, frozen=True, kw_only=True):
    api_key: Annotated[str, setting("API key", min_length=1)]
    secret_key: Annotated[str, setting("Secret key", secret=True, min_length=1)]
    base_url: Annotated[str, base("https://api.mailjet.com/v3.1/")] = (
        "https://api.mailjet.com/v3.1/"
    )


class Mailjet(esp.Esp):
    title = "Mailjet"
    Settings = MailjetSettings
    backend = "anymail.backends.mailjet:EmailBackend"
    view = "anymail.webhooks.mailjet:MailjetTrackingWebhookView"

    def options(self, settings: MailjetSettings) -> dict[str, Any]:
        return {
            "api_key": settings.api_key,
            "secret_key": settings.secret_key,
            "api_url": settings.base_url,
        }


class MailerSendSettings(esp.Settings, frozen=True, kw_only=True):
    api_token: Annotated[str, setting("API token", secret=True, min_length=1)]
    signing_secret: Annotated[str, setting("Signing secret of the webhook", secret=True)]
    base_url: Annotated[str, base("https://api.mailersend.com/v1/")] = (
        "https://api.mailersend.com/v1/"
    )


class MailerSend(esp.Esp):
    title = "MailerSend"
    Settings = MailerSendSettings
    backend = "anymail.backends.mailersend:EmailBackend"
    view = "anymail.webhooks.mailersend:MailerSendTrackingWebhookView"

    def options(self, settings: MailerSendSettings) -> dict[str, Any]:
        return {"api_token": settings.api_token, "api_url": settings.base_url}

    def view_options(self, account: Account) -> dict[str, Any]:
        return {"signing_secret": account.settings.signing_secret}
