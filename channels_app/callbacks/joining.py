"""The link by which a customer begins a chat: /join/<token> leads into the messenger's own app.

The token says whom and which channel; the account says which bot. It is looked up when the link is
opened, so that mail that has left follows a shop that changes its bot.
"""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase

from channels_app import registry
from channels_app.accounts.opening import BrokenAccountError, opened
from channels_app.consent import tokens
from channels_app.consent.pages import Page
from channels_app.models import ChannelAccount
from channels_app.provider import Account


class ToMessenger(HttpResponseRedirectBase):
    """Links of messengers have schemes of their own."""

    status_code = 302
    allowed_schemes = ["https", "viber", "tg"]


class JoinPage(Page):
    """Where nobody can be reached by that channel, it says so."""

    purpose: tokens.Purpose = "s"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        rows = ChannelAccount.objects.filter(
            workspace_id=self.token.workspace_id, channel=self.token.channel, enabled=True
        )
        for row in rows.order_by("place", "id"):
            link = _invitation(row, token)
            if link:
                return ToMessenger(link)
        return self.shown("closed.html", texts=self.texts, status=404)


def _invitation(row: ChannelAccount, token: str) -> str:
    try:
        account: Account = opened(row)
    except BrokenAccountError:
        return ""
    provider = registry.provider(row.channel, row.provider)
    return provider.invitation(account, token) if provider else ""
