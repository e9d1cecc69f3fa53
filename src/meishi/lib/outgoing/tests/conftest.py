import pytest

from meishi.lib.outgoing.tests.server import running


@pytest.fixture
def site():
    with running() as site:
        yield site


@pytest.fixture
def loopback(settings):
    settings.OUTGOING_ALLOWED_NETWORKS = ["127.0.0.0/8"]
