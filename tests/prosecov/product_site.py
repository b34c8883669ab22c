"""A product for tests of what newcomers meet: a page with a list, behind the ways to sign in that there are."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

LIST = """<title>Seeds</title><h1>Seeds</h1><button onclick="
document.querySelector('ul').insertAdjacentHTML('beforeend', '<li>Radish</li>')">Sow</button>
<ul aria-label=Beds></ul>"""
FORM = """<title>Sign in</title><form method=post action=/login>
<input type=search name=q><label>Login <input name=person></label><label>Pass <input type=password name=secret></label>
<button>Go</button></form>"""
REFUSED = f"{FORM}<p role=alert>Name or password are wrong.</p>"
# The name comes first, and the field for the password follows on the same page; only its button submits it.
IN_TWO = """<title>Who?</title><input type=email name=who onkeydown="
if (event.key == 'Enter') { this.hidden = true; document.body.insertAdjacentHTML('beforeend',
`<input type=password><button type=submit onclick=go()>Go</button>`) }"><script>
const go = () => fetch('/login', {method: 'POST', body: 'person=ada&secret=' +
document.querySelector('[type=password]').value}).then(() => location = '/')</script>"""
PUBLIC = {"/login": FORM, "/in-two": IN_TWO, "/plain": LIST, "/empty": "<p>Nothing.</p>"}


class _Product(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in PUBLIC:
            self._send(PUBLIC[path])
        elif path == "/hangs":
            self._send(f"{LIST}<img src=/never>")
        elif path == "/never":
            self.server.gate.wait(60)  # type: ignore[attr-defined]
        elif path != "/":
            self._send("", 404)
        elif "sesame" in self.headers.get("Cookie", "") or self.headers.get("X-Key") == "sesame":
            self._send(LIST)
        else:
            self._send(FORM)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if (sent.get("person"), sent.get("secret")) == (["ada"], ["sesame"]):
            self.send_response(303)
            self.send_header("Set-Cookie", "key=sesame; Path=/")
            self.send_header("Location", "/")
            self.end_headers()
        else:
            self._send(REFUSED)

    def _send(self, html: str, status: int = 200) -> None:
        body = f"<!doctype html>{html}".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve() -> Iterator[str]:
    """Serve the product; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Product) as server:
        server.daemon_threads = True
        server.gate = threading.Event()  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.gate.set()  # type: ignore[attr-defined]
            server.shutdown()
