"""What a shop puts on its pages, in a browser, from another origin: events, the inbox, push."""

import base64
import gzip
import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from config import kept
from tests.browser.conftest import made_workspace, write_key
from tests.browser.shop_page import ShopPage
from tests.browser.sound import AXE, FOUND, RULES
from tests.integration.channels.providers.webpush_browsers import WebpushBrowsers
from tests.running import Run, until

BELL = '<sojourn-inbox id="bell"></sojourn-inbox>'
KEPT = "localStorage.getItem('sojourn')"
# Chromium without internet cannot subscribe at its vendor's service: this browser's subscription
# leads to a stand-in of it, by the keys that the test knows.
SUBSCRIBED = """
const shown = %s
const made = { endpoint: shown.endpoint, toJSON: () => shown, options: {} }
made.unsubscribe = async () => true
let held = null
PushManager.prototype.subscribe = async () => (held = made)
PushManager.prototype.getSubscription = async () => held
"""
TITLES = """navigator.serviceWorker.ready.then((found) => found.getNotifications())
  .then((shown) => shown.map((each) => [each.title, each.body]))"""
CLICK = """async (action) => {
  const [notification] = await registration.getNotifications()
  const event = new NotificationEvent('notificationclick', { notification, action })
  // A click by a script may not wait; the real one is the same otherwise.
  Object.defineProperty(event, 'waitUntil', { value: (promise) => promise.catch(() => {}) })
  dispatchEvent(event)
}"""


class Place:
    """A workspace and its shop's page."""

    def __init__(self, site: Run, owner: httpx.Client, address: str, shop: ShopPage) -> None:
        self.site, self.owner, self.address, self.shop = site, owner, address, shop
        self.slug = owner.headers["X-Workspace"]
        made = owner.post("keys", json={"name": "Server", "kind": "secret"})
        self.secret = str(made.json()["key"])

    def ask(self, sql: str, *values: Any) -> list[Any]:
        with psycopg.connect((self.site.folder / "database_url").read_text().strip()) as own:
            cursor = own.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def events(self, name: str) -> list[dict[str, Any]]:
        found = self.owner.get("events", params={"name": name}).json()["results"]
        return [self.owner.get(f"events/{each['id']}").json() for each in found]

    def token(self, user: str) -> str:
        headers = {"Authorization": f"Bearer {self.secret}"}
        address = f"{self.site.address}/api/v1/customers/token"
        answer = httpx.post(address, json={"user_id": user}, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["token"])

    def customer(self, user: str) -> str:
        """The customer's id, once the events have arrived."""
        sql = (
            "select c.id::text from customer c join workspace w on w.id = c.workspace_id"
            " where w.slug = %s and (c.user_id = %s or c.anonymous_id = %s)"
        )
        until(lambda: self.ask(sql, self.slug, user, user), 20)
        return str(self.ask(sql, self.slug, user, user)[0][0])

    def account(self, channel: str, provider: str, **settings: Any) -> int:
        body = {"channel": channel, "provider": provider, "name": channel, "settings": settings}
        made = self.owner.post("accounts", json=body)
        assert made.status_code == 201, made.text
        return int(made.json()["id"])

    def send(self, account: int, customer: str, **content: Any) -> None:
        body = {"address": customer, "content": content}
        sent = self.owner.post(f"accounts/{account}/test", json=body).json()
        assert sent["ok"], sent

    def is_message(self, message: str, customer: str, channel: str) -> None:
        """A row of the outbox of that name, sent: a test of an account has none of its own."""
        workspace = self.ask("select workspace_id from customer where id = %s", customer)[0][0]
        self.ask(
            "insert into message (lane, id, workspace_id, customer_id, step, channel, recipient,"
            " topic, kind, priority, zone, language, context, awaited, status, due_at, attempts,"
            " created_at, changed_at, reason) values (%s, %s, %s, %s, '', %s, '', '', 'marketing',"
            " 0, '', '', '{}', false, 3, now(), 1, now(), now(), '')",
            UUID(customer).bytes[0] % 64, message, workspace, customer, channel,
        )  # fmt: skip

    def status(self, message: str) -> int:
        return int(self.ask("select status from message where id = %s", message)[0][0])


@pytest.fixture
def place(site: Run, owner: httpx.Client) -> Iterator[Place]:
    made_workspace(owner, "Tea shop")
    shop = ShopPage(site.address, write_key(owner))
    with shop.serving() as address:
        yield Place(site, owner, address, shop)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="en-GB", timezone_id="UTC")
    made.set_default_timeout(20_000)
    yield made
    made.close()


@pytest.fixture
def visitor(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def soon(page: Page, true: Callable[[], object], limit: float = 20) -> None:
    """Waits as `until` does, while the page's own events are heard."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < limit, "it did not happen in time"
        page.wait_for_timeout(50)


def test_it_is_small() -> None:
    sizes = {
        path.name: len(gzip.compress(path.read_bytes(), 9))
        for path in (kept.ROOT / "static" / "sdk").glob("*.js")
    }
    assert sizes.keys() == {"sojourn.js", "worker.js", "inbox.js"}
    assert sum(sizes.values()) < 10 * 1024, sizes


def test_what_was_called_while_loading_arrives(place: Place, visitor: Page) -> None:
    place.shop.before = """sojourn.page('Tea', {colour: 'green'}); sojourn.track('Looked', {n: 1});
        sojourn.identify('ann', {city: 'Łódź'}); sojourn.track('Bought', {total: 9.5})"""
    visitor.goto(f"{place.address}/?utm=1")
    soon(visitor, lambda: place.events("Bought"))
    [looked], [bought], [page] = (place.events(n) for n in ("Looked", "Bought", "$page"))
    assert looked["properties"] == {"n": 1}
    assert bought["properties"] == {"total": 9.5}
    assert page["properties"]["name"] == "Tea"
    assert page["properties"]["url"] == f"{place.address}/?utm=1"
    [(context,)] = place.ask("select context from event where id = %s", page["id"])
    assert (context["locale"], context["page"]["title"]) == ("en-GB", "Tea shop")
    assert looked["customer_id"] == bought["customer_id"], "the visitor became the customer"
    first = json.loads(visitor.evaluate(KEPT))["who"]
    assert first["userId"] == "ann"
    place.shop.before = "sojourn.track('Back')"
    visitor.reload()
    soon(visitor, lambda: place.events("Back"))
    assert json.loads(visitor.evaluate(KEPT))["who"] == first
    visitor.evaluate("sojourn.reset()")
    second = json.loads(visitor.evaluate(KEPT))["who"]
    assert second.keys() == {"anonymousId"}
    assert second["anonymousId"] != first["anonymousId"]


def test_nothing_before_consent(place: Place, visitor: Page) -> None:
    place.shop.more = 'data-consent="needed"'
    place.shop.inbox = BELL
    place.shop.before = "sojourn.track('Early'); sojourn.identify('ann')"
    sent: list[str] = []
    sockets: list[WebSocket] = []
    visitor.on(
        "request", lambda request: sent.append(request.url) if "/v1/" in request.url else None
    )
    visitor.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108
    visitor.goto(place.address)
    visitor.wait_for_function("window.sojourn.version")
    visitor.wait_for_timeout(800)
    assert (_calls(sent), sockets, visitor.evaluate("localStorage.length")) == ([], [], 0)
    visitor.evaluate("sojourn.consent(false)")
    visitor.evaluate("sojourn.track('Refused')")
    visitor.wait_for_timeout(500)
    assert (_calls(sent), visitor.evaluate("localStorage.length")) == ([], 0)
    visitor.reload()
    visitor.wait_for_function("window.sojourn.version")
    visitor.evaluate("sojourn.consent(true)")
    soon(visitor, lambda: place.events("Early"))
    assert place.events("Refused") == []
    visitor.evaluate("sojourn.consent(false)")
    assert visitor.evaluate("localStorage.length") == 0


def _calls(sent: list[str]) -> list[str]:
    return [address for address in sent if "/v1/" in address]


def test_it_tries_again_and_keeps_what_it_could_not_send(place: Place, visitor: Page) -> None:
    answers = [503, 429]

    def answer(route: Any) -> None:
        if answers:
            route.fulfill(status=answers.pop(), headers={"Access-Control-Allow-Origin": "*"})
        else:
            route.continue_()

    visitor.route("**/v1/batch", answer)
    place.shop.before = "sojourn.track('Patient', {}, {})"
    visitor.goto(place.address)
    soon(visitor, lambda: place.events("Patient"))
    assert answers == []
    soon(visitor, lambda: json.loads(visitor.evaluate(KEPT))["queue"] == [])
    visitor.route("**/v1/batch", lambda route: route.abort())
    visitor.evaluate("sojourn.track('Kept')")
    visitor.wait_for_timeout(400)
    assert len(json.loads(visitor.evaluate(KEPT))["queue"]) == 1
    visitor.unroute("**/v1/batch")
    place.shop.before = ""
    visitor.reload()
    soon(visitor, lambda: place.events("Kept"))
    assert len(place.events("Kept")) == 1


def test_the_inbox_shows_counts_and_goes_on_after_a_cut(place: Place, visitor: Page) -> None:
    sockets: list[WebSocket] = []
    said: list[dict[str, Any]] = []
    visitor.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108
    place.shop.inbox = BELL
    place.shop.before = f"""sojourn.identify('ann', {{}}, {{token: '{place.token("ann")}'}})"""
    visitor.goto(place.address)
    ann, account = place.customer("ann"), place.account("inapp", "inbox")
    bell = visitor.get_by_role("button", name="Inbox")
    expect(bell).to_have_accessible_name("Inbox")
    place.send(account, ann, title="Your tea is ready", text="Come and get it", link="/tea")
    expect(bell).to_have_accessible_name("Inbox, 1 unread message")
    [(intent,)] = place.ask("select intent_id from inbox_message where customer_id = %s", ann)
    place.is_message(intent, ann, "inapp")

    # The socket is cut; meanwhile another message comes.
    visitor.evaluate("bell.wire.socket.close(); bell.wire.tries = 2")
    place.send(account, ann, title="Second", text="…", buttons=[{"id": "later", "text": "Later"}])
    expect(bell).to_have_accessible_name("Inbox, 2 unread messages")
    visitor.evaluate("bell.wire.socket.close()")
    soon(visitor, lambda: len(sockets) >= 3)
    sockets[-1].on("framesent", lambda frame: said.append(json.loads(frame)))
    expect(bell).to_have_accessible_name("Inbox, 2 unread messages")

    bell.click()
    panel = visitor.get_by_role("dialog", name="Inbox")
    expect(panel.get_by_role("link", name="Your tea is ready")).to_be_visible()
    expect(bell).to_have_accessible_name("Inbox")
    soon(visitor, lambda: place.status(intent) == 5)
    visitor.evaluate(AXE.read_text())
    assert visitor.evaluate(FOUND, RULES) == []

    # By keyboard: to the next one, its button, away with it, and back to the bell.
    visitor.keyboard.press("ArrowDown")
    visitor.keyboard.press("ArrowUp")
    expect(panel.get_by_role("button", name="Second", exact=False).first).to_be_focused()
    panel.get_by_role("button", name="Remove: Second").press("Enter")
    expect(panel.get_by_text("Second")).to_have_count(0)
    expect(panel.get_by_role("link", name="Your tea is ready")).to_be_focused()
    visitor.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(bell).to_be_focused()
    bell.press("Enter")
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/tea")
    soon(visitor, lambda: place.status(intent) == 6)
    expect(visitor.get_by_role("button", name="Inbox")).to_have_accessible_name("Inbox")


def test_a_socket_resumes_from_its_cursor(place: Place, visitor: Page) -> None:
    heard: list[tuple[str, dict[str, Any]]] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: heard.append(("said", json.loads(frame))))
        socket.on("framereceived", lambda frame: heard.append(("got", json.loads(frame))))

    visitor.on("websocket", listen)
    place.shop.inbox = BELL
    place.shop.before = "sojourn.track('Here')"
    visitor.goto(place.address)
    anonymous = (
        visitor.evaluate("sojourn.user?.().anonymousId")
        or json.loads(visitor.evaluate(KEPT))["who"]["anonymousId"]
    )
    visitor_id, account = place.customer(anonymous), place.account("inapp", "inbox")
    bell = visitor.get_by_role("button", name="Inbox")
    place.send(account, visitor_id, title="First")
    expect(bell).to_have_accessible_name("Inbox, 1 unread message")
    cursor = heard[-1][1].get("cursor") or visitor.evaluate("bell.wire.cursor")
    heard.clear()
    visitor.evaluate("bell.wire.socket.close()")
    soon(visitor, lambda: [each for kind, each in heard if kind == "got"])
    hello = next(each for kind, each in heard if kind == "said")
    assert int(hello["cursor"]) >= int(cursor) > 0
    news = next(each for kind, each in heard if kind == "got")
    assert news["whole"] is False
    expect(bell).to_have_accessible_name("Inbox, 1 unread message")


def test_nobody_reads_another_s_inbox(place: Place, visitor: Page) -> None:
    place.shop.inbox = BELL
    place.shop.before = f"sojourn.identify('ann', {{}}, {{token: '{place.token('bea')}'}})"
    visitor.goto(place.address)
    ann = place.customer("ann")
    place.send(place.account("inapp", "inbox"), ann, title="For Ann alone")
    visitor.wait_for_timeout(1500)
    expect(visitor.get_by_role("button", name="Inbox")).to_have_accessible_name("Inbox")
    # Nor by a name alone.
    place.shop.before = "sojourn.identify('ann')"
    visitor.reload()
    visitor.wait_for_timeout(1500)
    expect(visitor.get_by_role("button", name="Inbox")).to_have_accessible_name("Inbox")


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ru", "Входящие, 2 непрочитанных сообщения"),
        ("pl", "Wiadomości, 2 nieprzeczytane wiadomości"),
        ("zh-Hans", "收件箱, 2 条未读消息"),
    ],
)
def test_it_speaks_the_page_s_language(
    place: Place, visitor: Page, language: str, name: str
) -> None:
    place.shop.inbox, place.shop.language = BELL, language
    place.shop.before = f"sojourn.identify('ann', {{}}, {{token: '{place.token('ann')}'}})"
    visitor.goto(place.address)
    ann, account = place.customer("ann"), place.account("inapp", "inbox")
    for title in ("One", "Two"):
        place.send(account, ann, title=title)
    expect(visitor.get_by_role("button", name=name)).to_be_visible()


def test_push_is_shown_and_its_click_reported(
    place: Place, visitor: Page, context: BrowserContext
) -> None:
    stand = WebpushBrowsers()
    context.grant_permissions(["notifications"], origin=place.address)
    with stand.serving() as service:
        account = place.account("webpush", "browsers", contact="push@example.com",
                                services=service.removeprefix("http://"))  # fmt: skip
        [browser_of_ann] = stand.to("ann")
        shown = {"endpoint": browser_of_ann.address, "keys": browser_of_ann.data["keys"]}
        context.add_init_script(SUBSCRIBED % json.dumps(shown))
        place.shop.before = "sojourn.identify('ann')"
        visitor.goto(place.address)
        wire = context.new_cdp_session(visitor)
        registrations: list[dict[str, Any]] = []
        wire.on("ServiceWorker.workerRegistrationUpdated",
                lambda event: registrations.extend(event["registrations"]))  # fmt: skip
        wire.send("ServiceWorker.enable")
        visitor.get_by_role("button", name="Tell me").click()
        expect(visitor).to_have_title("granted")
        ann = place.customer("ann")
        soon(visitor, lambda: place.ask("select 1 from endpoint where customer_id = %s", ann))
        button = {"id": "later", "text": "Later"}
        stand.accepts = place.ask("select settings from channel_account where id = %s", account)[0][
            0
        ]["public_key"]
        place.send(account, ann, title="Your tea is ready", text="Come", buttons=[button])
    [payload] = stand.payloads
    message = message_of(payload["sojourn"])
    place.is_message(message, ann, "webpush")
    soon(visitor, lambda: registrations)
    wire.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": place.address,
            "registrationId": registrations[-1]["registrationId"],
            "data": json.dumps(payload),
        },
    )
    soon(visitor, lambda: visitor.evaluate(TITLES))
    assert visitor.evaluate(TITLES) == [["Your tea is ready", "Come"]]
    soon(visitor, lambda: place.status(message) == 4)
    context.service_workers[0].evaluate(CLICK, "later")
    soon(visitor, lambda: place.status(message) == 6)
    assert visitor.evaluate(TITLES) == []
    visitor.evaluate("sojourn.reset()")
    soon(visitor, lambda: place.ask("select 1 from endpoint where reason = 'signed_out'"))


def message_of(token: str) -> str:
    """The message that a token names, read without its key."""
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    return raw[22:-16].decode().partition("\n")[2]
