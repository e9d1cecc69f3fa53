import os

import pytest

from meishi import config
from meishi.config import Config, ConfigError, read_config, unknown_settings


@pytest.fixture
def environment(monkeypatch):
    """No setting but those that a test sets."""
    for name in [name for name in os.environ if name.startswith(config.PREFIX)]:  # noqa: TID251 (cleared)
        monkeypatch.delenv(name)

    def set_all(**values):
        for name, value in values.items():
            monkeypatch.setenv(config.PREFIX + name, value)

    return set_all


def mistakes():
    with pytest.raises(ConfigError) as error:
        read_config()
    return error.value.mistakes


def test_nothing_needs_to_be_set(environment):
    assert read_config() == Config()


def test_what_is_set_is_read(environment):
    environment(PORT="81", DEBUG="yes", SITE_URL="https://cards.example.com/")
    found = read_config()
    assert (found.port, found.debug) == (81, True)
    assert found.site_url == "https://cards.example.com"


def test_an_empty_value_counts_as_not_set(environment):
    environment(PORT="", DATABASE_URL="")
    assert read_config() == Config()


def test_all_mistakes_are_told_at_once_with_what_is_allowed(environment):
    environment(PORT="http", WORKERS="0", LOG_LEVEL="loud")
    told = "\n".join(mistakes())
    assert "MEISHI_PORT is “http”" in told
    assert "Allowed: a whole number from 1 to 64." in told
    assert "Allowed: debug, info, warning or error." in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "cards.example.com"),
        ("SITE_URL", "ftp://cards.example.com"),
        ("SITE_URL", "http://["),
        ("DATABASE_URL", "mysql://x"),
        ("STORAGE_URL", "s3://"),
        ("EMAIL_URL", "http://mail.example.com"),
        ("CACHE_URL", "memcached://x"),
        ("MAIL_FROM", "nobody"),
        ("SECRET_KEY", "short"),
        ("TRUSTED_PROXIES", "-1"),
        ("UPLOAD_MAX_BYTES", "20MB"),
        ("SIGNUP_OPEN", "perhaps"),
    ],
)
def test_what_cannot_be_used_is_refused(environment, name, value):
    environment(**{name: value})
    [told] = mistakes()
    assert told.startswith(f"MEISHI_{name} ")


def test_a_secret_is_never_shown(environment):
    environment(SECRET_KEY="hunter2", DATABASE_URL="mysql://alice:hunter2@db")
    assert "hunter2" not in "\n".join(mistakes())
    environment(SECRET_KEY="hunter2" * 9, DATABASE_URL="postgresql://a:hunter2@db/x")
    assert "hunter2" not in repr(read_config())


def test_a_secret_comes_from_a_file_without_its_line_break(environment, tmp_path):
    key = "k" * 40
    (tmp_path / "key").write_text(f"{key}\n")
    environment(SECRET_KEY_FILE=str(tmp_path / "key"))
    assert read_config().secret_key == key


def test_a_secret_file_that_is_missing_is_named(environment, tmp_path):
    environment(SECRET_KEY_FILE=str(tmp_path / "none"), PORT="http")
    assert len(mistakes()) == 2
    assert mistakes()[0].startswith("MEISHI_SECRET_KEY_FILE ")


def test_a_setting_that_does_not_exist_is_named_with_the_one_meant(environment):
    environment(DATABSE_URL="x", XYZZY="1")
    assert unknown_settings() == [
        "MEISHI_DATABSE_URL is not a setting of Meishi. "
        "Did you mean MEISHI_DATABASE_URL?",
        "MEISHI_XYZZY is not a setting of Meishi. Remove it.",
    ]


def test_the_command_line_goes_before_the_environment(environment, tmp_path):
    environment(PORT="81", SECRET_KEY_FILE=str(tmp_path / "none"))
    config.override(port=82, secret_key="k" * 40, host=None)
    assert (read_config().port, read_config().secret_key) == (82, "k" * 40)
