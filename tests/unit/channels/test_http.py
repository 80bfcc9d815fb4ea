"""The HTTP that carriers speak, against a small server on the loopback."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from channels_app import http
from channels_app.http import Ask, Client, Reply


class _Server(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        length = int(self.headers["content-length"] or 0)
        got = self.rfile.read(length)
        what = self.path.strip("/")
        if what == "long":
            return self._answer(200, b"x" * (http.ANSWER_BYTES + 1))
        if what == "away":
            return self._answer(302, b"", ("Location", "http://127.0.0.1:1/"))
        if what == "slow":
            self.server.over.wait(20)  # type: ignore[attr-defined]
        if what == "gone":
            self.close_connection = True
            return None
        if what == "busy":
            return self._answer(429, b"<html>", ("Retry-After", "7"))
        return self._answer(200, got)

    def _answer(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


class _Many(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    over: Event


@pytest.fixture
def base() -> Iterator[str]:
    server = _Many(("127.0.0.1", 0), _Server)
    server.over = Event()
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.over.set()
    server.shutdown()
    server.server_close()


@pytest.fixture(params=[False, True], ids=["aiohttp", "httpx"])
def client(request: pytest.FixtureRequest) -> Iterator[Client]:
    """Both engines keep the same promises; httpx speaks HTTP/1.1 to a server without TLS."""
    made = Client(http2=request.param)
    yield made
    made.close()


def test_replies_keep_the_order(base: str, client: Client) -> None:
    asks = [Ask(url=f"{base}/echo", body=b'{"n":%d}' % number) for number in range(40)]
    assert [reply.json() for reply in client.all(asks)] == [{"n": n} for n in range(40)]


def test_what_goes_wrong_is_a_reply(base: str, client: Client) -> None:
    long, away, busy, nobody, odd = client.all(
        [
            Ask(url=f"{base}/long"),
            Ask(url=f"{base}/away"),
            Ask(url=f"{base}/busy"),
            Ask(url="http://127.0.0.1:1/"),
            Ask(url="gopher://odd"),
        ]
    )
    assert long.trouble == "too_long"
    assert (away.status, away.ok) == (302, False)
    assert (busy.status, busy.json(), busy.retry_after(0)) == (429, None, 7)
    assert nobody.trouble == "unreachable"
    assert odd.trouble == "unreachable"


def test_an_answer_that_does_not_come_is_cut(
    base: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "SECONDS", 0.3)
    slow, gone, quick = client.all(
        [Ask(url=f"{base}/slow"), Ask(url=f"{base}/gone"), Ask(url=f"{base}/echo", body=b"1")]
    )
    assert (slow.trouble, slow.words) == ("cut", "nothing came within 0.3 seconds")
    assert gone.trouble == "cut"
    assert quick.json() == 1


def test_an_address_may_be_forbidden(base: str) -> None:
    """Asked of the address that is connected to, also when it was written as a name."""
    asked: list[str] = []

    def reachable(address: str) -> bool:
        asked.append(address)
        return False

    client = Client(reachable=reachable)
    by_name = base.replace("127.0.0.1", "localhost")
    replies = client.all([Ask(url=base), Ask(url=by_name), Ask(url="http://[::1]:1/")])
    client.close()
    assert [reply.trouble for reply in replies] == ["forbidden"] * 3
    assert {"127.0.0.1", "::1"} <= set(asked)


def test_no_more_at_once_than_allowed(base: str) -> None:
    client = Client(at_once=3)
    replies = client.all([Ask(url=f"{base}/echo", body=b"%d" % n) for n in range(20)])
    client.close()
    assert [reply.json() for reply in replies] == list(range(20))


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("3", 3.0),
        ("-3", 0.0),
        ("1e9", 86_400.0),
        ("nan", None),
        ("soon", None),
        ("", None),
        ("Thu, 01 Jan 1970 00:01:00 GMT", 60.0),
    ],
)
def test_retry_after(given: str, seconds: float | None) -> None:
    assert Reply(headers={"retry-after": given}).retry_after(0) == seconds
