"""A stand-in for Meta's Graph API: takes what the reference allows, refuses all else."""

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

PATH = re.compile(r"/v\d+\.\d/(\d+)/messages")
BODY = {"messaging_product", "recipient_type", "to", "type"}


def problem_of(handler, token, body):
    """Return why the platform would refuse a request, "" where it would not."""
    if not PATH.fullmatch(handler.path):
        return "Unknown path components"
    if handler.headers["Authorization"] != f"Bearer {token}":
        return "Invalid OAuth access token"
    if handler.headers["Content-Type"] != "application/json":
        return "The content type is not JSON"
    kind = body.get("type")
    if kind not in ("text", "template") or set(body) != BODY | {kind}:
        return "Unexpected key"
    if body["messaging_product"] != "whatsapp" or not body["to"].isdigit():
        return "Invalid parameter"
    return text_problem(body) if kind == "text" else template_problem(body["template"])


def text_problem(body):
    text = body["text"]
    is_text = set(text) == {"preview_url", "body"} and 0 < len(text["body"]) <= 4096
    return "" if is_text and isinstance(text["preview_url"], bool) else "Invalid text"


def template_problem(template):
    if set(template) != {"name", "language", "components"}:
        return "Invalid template"
    for component in template["components"]:
        for parameter in component["parameters"]:
            text = parameter["text"]
            if parameter["type"] != "text" or "\n" in text or "    " in text:
                return "Param text cannot have new-line/tab characters"
    return "" if set(template["language"]) == {"code"} else "Invalid language"


def taken(body, number):
    """Return what the platform answers to the number-th message that it takes."""
    return {
        "messaging_product": "whatsapp",
        "contacts": [{"input": body["to"], "wa_id": body["to"]}],
        "messages": [{"id": f"wamid.{number}"}],
    }


@contextmanager
def graph(token):
    """Serve until the block ends; `sent` has the bodies that were taken."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            problem = problem_of(self, token, body)
            if server.status != 200:
                self.answer(server.status, {"error": {"message": "Later"}})
            elif problem:
                self.answer(400, {"error": {"message": problem}})
            else:
                server.sent.append(body)
                self.answer(200, taken(body, len(server.sent)))

        def answer(self, status, said):
            content = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.sent, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
