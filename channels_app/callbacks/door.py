"""The door for callbacks: /c/<hook>/<path>. Proved, understood, stored, answered; handled later.

Nothing is handled here, so that the answer is given at once. Whoever does not prove themselves is
refused and counted at the account. A disabled account still hears of what it sent before.
"""

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from channels_app import registry
from channels_app.accounts.opening import BrokenAccountError, opened
from channels_app.callbacks import store
from channels_app.models import ChannelAccount
from channels_app.provider import (
    BadCallbackError,
    Callback,
    CallbackRefusedError,
    Heard,
)
from workspaces.clock import now

LARGEST = 1024 * 1024
LONGEST_HOOK = 200

log = structlog.get_logger(__name__)


@csrf_exempt
@never_cache
def door(request: HttpRequest, hook: str, rest: str) -> HttpResponse:
    if request.method not in ("GET", "POST"):
        return _say("Callbacks come by GET or POST.", 405)
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return _say("A callback has at most 1 MB.", 413)
    row = ChannelAccount.objects.filter(hook=hook[:LONGEST_HOOK]).first()
    if row is None:
        return _say("There is no such address here.", 404)
    try:
        heard = _understood(row, _callback(request, rest, body))
    except CallbackRefusedError as error:
        ChannelAccount.objects.filter(pk=row.pk).update(
            callbacks_refused=F("callbacks_refused") + 1
        )
        log.warning("a callback was refused", account=row.pk, why=str(error))
        return _say(str(error) or "This callback does not prove itself.", 403)
    except BadCallbackError as error:
        return _say(str(error) or "This callback cannot be read.", 400)
    except BrokenAccountError as error:
        log.warning("a callback could not be heard", account=row.pk, why=str(error))
        return _say("The account that this is for cannot be used at the moment.", 503)
    except Exception:
        # The provider will come again; by then it may be mended.
        log.exception("a callback was not understood", account=row.pk)
        return _say("This callback was not understood. It has been noted.", 500)
    _store(row, heard)
    answer = heard.answer
    return HttpResponse(answer.body, status=answer.status, content_type=answer.content_type)


def _understood(row: ChannelAccount, callback: Callback) -> Heard:
    account = opened(row)
    provider = registry.provider(row.channel, row.provider)
    assert provider is not None, "an account that could be opened has one"
    return provider.hear(account, callback, now())


def _store(row: ChannelAccount, heard: Heard) -> None:
    if heard.items:
        with transaction.atomic():
            connection.ensure_connection()
            store.keep(connection.connection, row.workspace_id, row.pk, heard.items, now())


def _callback(request: HttpRequest, rest: str, body: bytes) -> Callback:
    return Callback(
        method=request.method or "GET",
        url=f"{settings.BASE_URL}{request.get_full_path()}",
        path=rest,
        query={name: value for name, value in request.GET.items() if isinstance(value, str)},
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body,
    )


def _say(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
