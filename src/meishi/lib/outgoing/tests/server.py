"""A real web server on loopback that answers as a test wants."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """A server in the making: `answers` maps a path to a function of the handler."""

    def __init__(self, server, scheme):
        self.answers = {}
        self.asked = []
        self.headers = []
        self.port = server.server_address[1]
        self.url = f"{scheme}://localhost:{self.port}"

    def gives(self, path, body=b"", status=200, **headers):
        def answer(handler):
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer


@contextmanager
def running(tls=None):
    """Serve until the block ends; with `tls`, a context, encrypted."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append(f"{self.command} {self.path}")
            site.headers.append(dict(self.headers))
            answer = site.answers.get(self.path) or site.answers.get(
                self.path.partition("?")[0]
            )
            try:
                if answer:
                    answer(self)
                else:
                    self.send_error(404)
            except OSError:
                pass  # the client hung up, as it should

        def log_message(self, *args):
            pass

    for method in ("HEAD", "PUT", "DELETE", "PROPFIND"):
        setattr(Handler, f"do_{method}", Handler.do_GET)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *args: None  # a handshake that the client refused
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(server, "https" if tls else "http")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
