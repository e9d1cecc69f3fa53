import pytest

from meishi.edge.tests import cards
from meishi.edge.tests.test_copies import Server
from meishi.lib import bundles


@pytest.fixture(params=["folder", "s3"])
def _place(request, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.STORAGE_URL = ""
    if request.param == "folder":
        yield
        return
    (tmp_path / "s3").mkdir()
    server = Server(tmp_path / "s3")
    server.start()
    settings.STORAGE_URL = server.url
    yield
    server.stop()


@pytest.mark.usefixtures("_place")
def test_a_bundle_is_put_and_read():
    assert bundles.get_bundle("alice") is None
    bundles.put_bundle("alice", cards.ALICE)
    assert bundles.get_bundle("alice") == cards.ALICE


@pytest.mark.usefixtures("_place")
def test_what_bundles_were_compiled_for_is_remembered():
    assert bundles.compiled_for() == ""
    bundles.set_compiled_for("https://example.com 1")
    assert bundles.compiled_for() == "https://example.com 1"
