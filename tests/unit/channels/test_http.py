"""The HTTP that carriers speak, against a small server on the loopback."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

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


@pytest.fixture
def base() -> Iterator[str]:
    server = _Many(("127.0.0.1", 0), _Server)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def client() -> Iterator[Client]:
    made = Client()
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
