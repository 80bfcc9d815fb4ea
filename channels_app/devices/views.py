"""Endpoints come and go, devices say what became of a message, visitors get their token."""

from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from psycopg import Connection

from channels_app import contracts
from channels_app.contracts import Customer
from channels_app.devices import bodies, customers, hearing, registering, tokens
from channels_app.devices.bodies import RefusedError
from channels_app.devices.door import Door, said, workspace_of
from channels_app.devices.settings import accounts_of, signed_only
from workspaces.clock import now


class Endpoints(Door):
    """POST /v1/endpoints: this device or browser is that customer's."""

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = bodies.read(request.body, bodies.NewEndpoint)
        workspace = workspace_of(request, asked.write_key)
        device = asked.shown()
        with transaction.atomic():
            whose = _whose(workspace, asked)
            if asked.account is not None and asked.account not in accounts_of(workspace, "webpush"):
                device.account_id = None
            registering.keep(raw(), workspace, whose, device, now())
        return said({"success": True})


class Dropping(Door):
    """POST /v1/endpoints/drop: nothing more is wanted there. Who knows the address may say so."""

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = bodies.read(request.body, bodies.OldEndpoint)
        workspace = workspace_of(request, asked.write_key)
        with transaction.atomic():
            registering.drop(raw(), workspace, asked.channel, asked.address, "signed_out", now())
        return said({"success": True})


class PushKey(Door):
    """GET /v1/push/key?writeKey=...: what a browser needs to subscribe."""

    def get(self, request: HttpRequest) -> HttpResponse:
        workspace = workspace_of(request, request.GET.get("writeKey", ""))
        found = accounts_of(workspace, "webpush")
        for account, settings in found.items():
            if settings.get("public_key"):
                return said({"key": settings["public_key"], "account": account})
        what = "This workspace has no account for browser push yet. Add one in Settings, Channels."
        raise RefusedError(404, "no_account", what)


class PushHeard(Door):
    """POST /v1/push/heard: a notification was shown, clicked or closed. The token is the proof."""

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = bodies.read(request.body, bodies.HeardOf)
        token = tokens.read(asked.token)
        if token is None:
            what = "This token is none of ours. Send the one that came with the message."
            raise RefusedError(403, "bad_token", what)
        with transaction.atomic():
            hearing.hear(raw(), token, asked.what, asked.button, now())
        return said({"success": True})


class VisitorToken(Door):
    """POST /v1/inbox/token: the token of a visitor whom the shop does not know."""

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = bodies.read(request.body, bodies.Visitor)
        workspace = workspace_of(request, asked.write_key)
        if not asked.anonymous_id.strip():
            raise RefusedError(400, "invalid", "Give the visitor's anonymousId.")
        raw()
        whose = contracts.whose(raw(), workspace, "", asked.anonymous_id)
        if whose.known:
            what = "This browser belongs to a known customer. Let the shop's server ask for a token"
            raise RefusedError(403, "known_customer", f"{what}: POST /api/v1/customers/token.")
        until = now() + customers.ANONYMOUS_LASTS
        text = customers.made(workspace, "", asked.anonymous_id, until)
        return said({"token": text, "expires_at": until.isoformat()})


def raw() -> Connection[Any]:
    """Django's own connection, without its wrapper."""
    connection.ensure_connection()
    found: Connection[Any] = connection.connection
    return found


def _whose(workspace: int, asked: bodies.NewEndpoint) -> Customer:
    if asked.token:
        shown = customers.read(asked.token, now())
        if shown is None or shown.workspace_id != workspace:
            what = "The token is not valid any more. Let the shop's server ask for a new one."
            raise RefusedError(403, "bad_token", what)
        return contracts.whose(raw(), workspace, shown.user_id, shown.anonymous_id)
    if not asked.user_id.strip() and not asked.anonymous_id.strip():
        raise RefusedError(400, "invalid", "Say whose it is: give userId or anonymousId.")
    whose = contracts.whose(raw(), workspace, asked.user_id, asked.anonymous_id)
    if asked.user_id and signed_only(workspace, asked.channel):
        what = "Devices of known customers need a signed token here: POST /api/v1/customers/token."
        raise RefusedError(403, "token_needed", what)
    return whose
