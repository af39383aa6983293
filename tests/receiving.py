"""A web server on loopback that takes down what is posted to it and answers as it is told."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

SLOW, DRIP, BREAK = -1, -2, -3
"""In place of a status: no answer, an answer byte by byte, a connection that is closed."""


@dataclass
class Receiver:
    """What was posted, as (path, headers, body), and the answers that are still to be given."""

    url: str
    answers: list[int]
    posted: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiver(*answers: int) -> Iterator[Receiver]:
    """A server that gives these answers in turn, the last of them for ever."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.posted.append((self.path, dict(self.headers), body))
            answer = received.answers.pop(0) if len(received.answers) > 1 else received.answers[0]
            if answer < 0:
                self.fail(answer)
                return
            self.send_response(answer)
            if 300 <= answer < 400:
                self.send_header("Location", f"{received.url}elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def fail(self, answer: int) -> None:
            self.close_connection = True
            for _ in range(20 if answer != BREAK else 0):
                if answer == DRIP:
                    self.wfile.write(b"H")
                time.sleep(0.1)
            self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        received = Receiver(f"http://127.0.0.1:{server.server_port}/", list(answers))
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield received
        finally:
            server.shutdown()
