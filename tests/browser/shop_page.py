"""A page of a shop, on another origin than the product: it hosts the snippet and one line of
service worker, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

SNIPPET = """<script>!function(w){let q=[],f=n=>(...a)=>new Promise(r=>q.push([n,a,r])),
s=w.sojourn={q};for(let n of'identify track page reset consent on inbox'.split(' '))s[n]=f(n);
s.push={ask:f('push.ask'),leave:f('push.leave')}}(window)</script>
<script async src="%(host)s/static/sdk/sojourn.js" data-write-key="%(key)s" %(more)s></script>"""

PAGE = """<!doctype html><html lang="%(language)s"><meta charset="utf-8"><title>Tea shop</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body { margin: 16px; font-family: sans-serif; background: Canvas; color: CanvasText; }
header { display: flex; justify-content: flex-end; }</style><body>
<header>%(inbox)s</header><main><h1>Tea shop</h1><button id="ask">Tell me</button></main>
<script>sojournBefore = () => { %(before)s }; </script>
%(snippet)s
<script>sojournBefore(); document.getElementById('ask').onclick =
  async () => { document.title = await sojourn.push.ask() }</script>"""


class ShopPage:
    """What the next visit gets."""

    def __init__(self, host: str, key: str) -> None:
        self.host, self.key = host, key
        self.language, self.inbox, self.before, self.more = "en", "", "", ""

    def html(self) -> str:
        named = {"host": self.host, "key": self.key, "more": self.more}
        snippet = SNIPPET % named
        shown = {"language": self.language, "inbox": self.inbox, "before": self.before}
        return PAGE % {**shown, "snippet": snippet}

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Yields the shop's address."""
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                worker = self.path == "/sojourn-worker.js"
                line = f"importScripts('{shop.host}/static/sdk/worker.js')"
                body = (line if worker else shop.html()).encode()
                kind = "text/javascript" if worker else "text/html"
                self.send_response(200)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://localhost:{server.server_address[1]}"
        finally:
            server.shutdown()
            server.server_close()
