"""A real mail server."""

import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import AsyncMessage

from meishi.lib.mail.server import mailers


class Postbox(AsyncMessage):
    """Keeps what arrives; answers `answer` to each recipient when it is set."""

    def __init__(self):
        super().__init__()
        self.letters = []
        self.answer = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd's name)
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_message(self, message):
        self.letters.append(message)


@pytest.fixture
def postbox(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = mailers(f"smtp://127.0.0.1:{port}")
    yield box
    controller.stop()


@pytest.fixture
def no_mail_server(settings, tmp_path):
    settings.MAILERS = mailers("")
    settings.DATA_DIR = tmp_path
    return tmp_path / "mail"
