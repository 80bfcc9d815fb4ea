"""Accounts: by whom a workspace's messages leave, how they fare, and trying them."""

from collections.abc import Sequence
from typing import Any

import msgspec
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app import registry, sealing
from channels_app.accounts.health import health, today
from channels_app.accounts.kinds import kinds
from channels_app.accounts.opening import BrokenAccountError, hook_url, opened, provider_of
from channels_app.accounts.senders import sender_of
from channels_app.accounts.trying import Tried, connect_account, send_test
from channels_app.accounts.writing import (
    change_account,
    create_account,
    delete_account,
    order_accounts,
)
from channels_app.api.access import account_of
from channels_app.api.account_shapes import (
    AccountRow,
    Changes,
    KindRow,
    NewAccount,
    Order,
    Test,
    TestResult,
)
from channels_app.models import ChannelAccount
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require

PLAIN = ("channel", "provider", "name", "settings", "topics", "place", "enabled", "per_second")
MORE = ("warm_up", "created_at", "changed_at")
CHANNEL = OpenApiParameter("channel", description="Only of this channel.")


@extend_schema(parameters=[WORKSPACE], tags=["accounts"])
class AccountsView(ApiView):
    @extend_schema(
        operation_id="accounts", parameters=[CHANNEL, *PARAMETERS], responses=page_of(AccountRow)
    )
    def get(self, request: Request) -> Response:
        """The accounts, by channel, in the order in which they are tried."""
        rows = ChannelAccount.objects.filter(workspace_id=self.actor.workspace.id)
        if channel := request.query_params.get("channel", ""):
            rows = rows.filter(channel=channel)
        order = ["channel", "place", "id"]
        return page(request, rows, order, lambda found: _all(self.actor, found))

    @extend_schema(operation_id="account_create", request=NewAccount, responses={201: AccountRow})
    def post(self, request: Request) -> Response:
        """Add an account, as the last of its channel."""
        require(self.actor, Act.MANAGE)
        row = create_account(self.actor, **self.taken(NewAccount))
        return Response(_shown(self.actor, row), status=201)


@extend_schema(parameters=[WORKSPACE], tags=["accounts"])
class KindsView(ApiView):
    @extend_schema(operation_id="account_kinds", responses=KindRow(many=True))
    def get(self, request: Request) -> Response:
        """The channels of this installation, with the providers of each and their forms."""
        return Response(KindRow(kinds(sender_of(self.actor.workspace)), many=True).data)


@extend_schema(parameters=[WORKSPACE], tags=["accounts"])
class OrderView(ApiView):
    @extend_schema(operation_id="account_order", request=Order, responses=AccountRow(many=True))
    def post(self, request: Request) -> Response:
        """Say in which order the accounts of a channel are tried: all of their ids."""
        require(self.actor, Act.RUN)
        return Response(_all(self.actor, order_accounts(self.actor, **self.taken(Order))))


@extend_schema(parameters=[WORKSPACE], tags=["accounts"])
class AccountView(ApiView):
    @extend_schema(operation_id="account", responses=AccountRow)
    def get(self, request: Request, account_id: int) -> Response:
        """One account, without its secrets."""
        return Response(_shown(self.actor, account_of(self.actor, account_id, Act.READ)))

    @extend_schema(operation_id="account_change", request=Changes, responses=AccountRow)
    def patch(self, request: Request, account_id: int) -> Response:
        """Change what is given; enable and disable it, too. Settings are an owner's to change."""
        row = account_of(self.actor, account_id, Act.RUN)
        row = change_account(self.actor, row, self.taken(Changes))
        return Response(_shown(self.actor, row))

    @extend_schema(operation_id="account_delete", responses={204: None})
    def delete(self, request: Request, account_id: int) -> Response:
        """Delete an account, its secrets and its hook."""
        delete_account(self.actor, account_of(self.actor, account_id, Act.MANAGE))
        return Response(status=204)


@extend_schema(parameters=[WORKSPACE], tags=["accounts"])
class TestView(ApiView):
    @extend_schema(operation_id="account_test", request=Test, responses=TestResult)
    def post(self, request: Request, account_id: int) -> Response:
        """Send one message by this account right away; what came of it, in words."""
        row = account_of(self.actor, account_id, Act.RUN)
        given = self.taken(Test)
        return _tried(send_test(self.actor, row, given["address"], given.get("content") or {}))


@extend_schema(parameters=[WORKSPACE], tags=["accounts"])
class ConnectView(ApiView):
    @extend_schema(operation_id="account_connect", request=None, responses=TestResult)
    def post(self, request: Request, account_id: int) -> Response:
        """Introduce the account to its provider: who it is, and where its callbacks go."""
        return _tried(connect_account(self.actor, account_of(self.actor, account_id, Act.RUN)))


def _tried(tried: Tried) -> Response:
    return Response(TestResult(msgspec.structs.asdict(tried)).data)


def _all(actor: Actor, rows: Sequence[ChannelAccount]) -> list[Any]:
    return [_shown(actor, row) for row in rows]


def _shown(actor: Actor, row: ChannelAccount) -> Any:
    at = now()
    provider = registry.provider(row.channel, row.provider)
    plain = {name: getattr(row, name) for name in (*PLAIN, *MORE)}
    more = {
        "id": row.pk,
        "secrets_set": _secrets_set(row),
        "shown": _copied(row),
        "today": today(row, actor.workspace.zone, at),
        "hook_url": hook_url(row.hook) if provider and provider.hears else None,
        "health": health(row, at),
    }
    return AccountRow(plain | more).data


def _secrets_set(row: ChannelAccount) -> list[str]:
    try:
        return sorted(sealing.unseal(row.secrets))
    except sealing.SealBrokenError:
        return []


def _copied(row: ChannelAccount) -> dict[str, str]:
    try:
        return provider_of(row).shown(opened(row))
    except BrokenAccountError:
        return {}
