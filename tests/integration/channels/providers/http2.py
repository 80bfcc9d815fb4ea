"""A server of HTTP/2 on the loopback, with prior knowledge (RFC 9113, 3.3): a thread for each
connection, `respond` for each stream."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, RequestReceived, StreamEnded
from h2.exceptions import ProtocolError

from tests.integration.channels.providers.stand_in import Request, Response

Respond = Callable[[Request], Response | None]


@contextmanager
def http2(respond: Respond) -> Iterator[str]:
    """Yields its base URL. A stream that gets None is never answered."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    over = Event()
    thread = Thread(target=_listen, args=(listener, respond, over), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set()
        thread.join(5)
        listener.close()


def _listen(listener: socket.socket, respond: Respond, over: Event) -> None:
    threads = []
    while not over.is_set():
        with suppress(TimeoutError):
            wire, _ = listener.accept()
            threads.append(Thread(target=_serve, args=(wire, respond, over), daemon=True))
            threads[-1].start()
    for thread in threads:
        thread.join(5)


def _serve(wire: socket.socket, respond: Respond, over: Event) -> None:
    wire.settimeout(0.05)
    speech = H2Connection(H2Configuration(client_side=False))
    speech.initiate_connection()
    streams: dict[int, Request] = {}
    with wire, suppress(OSError, ProtocolError):
        wire.sendall(speech.data_to_send())
        while not over.is_set():
            try:
                received = wire.recv(65536)
            except TimeoutError:
                continue
            if not received:
                return
            for event in speech.receive_data(received):
                _happened(speech, streams, event, respond)
            wire.sendall(speech.data_to_send())


def _happened(
    speech: H2Connection, streams: dict[int, Request], event: object, respond: Respond
) -> None:
    if isinstance(event, RequestReceived):
        headers = {_text(name): _text(value) for name, value in event.headers}
        method, path = headers.pop(":method"), headers.pop(":path")
        streams[event.stream_id] = Request(method, path, {}, headers, b"")
    elif isinstance(event, DataReceived):
        streams[event.stream_id].body += event.data
        speech.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
    elif isinstance(event, StreamEnded):
        answer = respond(streams.pop(event.stream_id))
        if answer is not None:
            head = [(":status", str(answer.status))]
            head += [(name.lower(), value) for name, value in answer.headers.items()]
            speech.send_headers(event.stream_id, head, end_stream=not answer.body)
            if answer.body:
                speech.send_data(event.stream_id, answer.body, end_stream=True)


def _text(raw: bytes | str) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw
