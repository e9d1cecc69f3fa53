"""Every environment variable that Meishi reads, in one place.

Nothing else touches ``os.environ``. A secret may also come from a file, as
container platforms do: set ``MEISHI_SECRET_KEY_FILE`` to its path.
"""

# ruff: noqa: RUF009, TID251 (the fields describe themselves; the reader reads)

import os
from collections.abc import Callable, Sequence
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from environs import FileAwareEnv

PREFIX = "MEISHI_"
FILE_SUFFIX = "_FILE"
MIB = 1024 * 1024
LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("auto", "text", "json")
DATABASES = ("sqlite", "postgres", "postgresql")
MAIL_SERVERS = ("smtp", "smtps", "smtp+tls")
CACHES = ("redis", "rediss")

type Check = Callable[[Any], bool]


class ConfigError(Exception):
    """Settings that cannot be used; `mistakes` has one sentence for each."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(mistakes))


@dataclass(frozen=True, slots=True)
class Setting:
    """What is said about a setting: for its reader, for messages, for the docs.

    `kind` names the method of environs that parses it, `allowed` says in words
    what it takes, `about` what it is for. A secret's value is never shown.
    """

    kind: str
    about: str
    allowed: str
    default: str
    check: Check | None = None
    is_secret: bool = False


def _setting(kind: str, default: Any, about: str, allowed: str, **more: Any) -> Any:
    said = more.pop("said", None)
    if said is None:
        said = str(default).lower() if isinstance(default, bool) else str(default)
    about_it = Setting(kind, about, allowed, said, **more)
    shown = not about_it.is_secret
    return field(default=default, repr=shown, metadata={"setting": about_it})


def _url(default: str, about: str, schemes: tuple[str, ...], **more: Any) -> Any:
    named = ", ".join(f"{scheme}://" for scheme in schemes)
    return _setting(
        "str",
        default,
        about,
        f"an address that starts with {named}",
        check=lambda value: not value or urlsplit(value).scheme in schemes,
        **more,
    )


def _number(default: int, about: str, low: int, high: int, **more: Any) -> Any:
    return _setting(
        "int",
        default,
        about,
        f"a whole number from {low} to {high}",
        check=lambda value: low <= value <= high,
        **more,
    )


def _flag(default: bool, about: str) -> Any:
    return _setting("bool", default, about, "true or false")


def _choice(default: str, about: str, choices: tuple[str, ...]) -> Any:
    one_of = ", ".join(choices[:-1]) + " or " + choices[-1]
    return _setting("str", default, about, one_of, check=lambda value: value in choices)


def _is_web_address(value: str) -> bool:
    if not value:
        return True
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_storage(value: str) -> bool:
    parts = urlsplit(value)
    return not value or (parts.scheme == "s3" and bool(parts.netloc))


def _are_networks(value: list[str]) -> bool:
    return all(ip_network(text) for text in value)


def _are_ports(value: list[str]) -> bool:
    return all(1 <= int(text) <= 65_535 for text in value)


def _is_mail_address(value: str) -> bool:
    return not value or ("@" in value and "\n" not in value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """How this installation runs. Each field is the setting `MEISHI_{NAME}`."""

    data_dir: Path = _setting(
        "path",
        Path("data"),
        "Folder that holds everything: database, pictures, published cards, keys.",
        "the path of a folder that can be written",
    )
    site_url: str = _setting(
        "str",
        "",
        "Address under which visitors reach this installation. It is printed in QR "
        "codes, so set it before you print any.",
        "an address such as https://cards.example.com",
        check=_is_web_address,
        said="the address that `meishi serve` prints",
    )
    source_url: str = _setting(
        "str",
        "",
        "Where the source code of this installation is, for whoever uses it. Set it "
        "where you run a changed version that you publish.",
        "an address such as https://code.example.com/meishi",
        check=_is_web_address,
        said="a page that hands over the code as it runs",
    )
    host: str = _setting(
        "str",
        "0.0.0.0",  # noqa: S104 (a phone has to reach it to save a card)
        "Network address to listen on. 127.0.0.1 keeps it to this machine.",
        "an IP address of this machine, or 0.0.0.0 for all of them",
    )
    port: int = _number(8000, "Port to listen on.", 1, 65_535)
    workers: int = _number(1, "Web processes that `meishi serve` starts.", 1, 64)
    debug: bool = _flag(
        False, "Show details of errors in the browser. Only for development."
    )
    secret_key: str = _setting(
        "str",
        "",
        "Key that signs cookies and links. Needed on several machines.",
        "at least 32 characters",
        check=lambda value: not value or len(value) >= 32,
        said="made at the first start, kept in the data folder",
        is_secret=True,
    )
    database_url: str = _url(
        "",
        "Database.",
        DATABASES,
        said="SQLite in the data folder",
        is_secret=True,
    )
    storage_url: str = _setting(
        "str",
        "",
        "Where pictures and published cards are kept. For S3: "
        "s3://KEY:SECRET@BUCKET?endpoint=https://s3.example.com&region=eu-1",
        "empty for the data folder, or an address that starts with s3://",
        check=_is_storage,
        said="the data folder",
        is_secret=True,
    )
    cache_url: str = _url(
        "",
        "Redis or Valkey for what several machines share for a short time.",
        CACHES,
        said="a table of the database",
        is_secret=True,
    )
    email_url: str = _url(
        "",
        "Mail server, such as smtp+tls://user:password@mail.example.com:587. Without "
        "it mails are kept in the data folder, in `mail/`.",
        MAIL_SERVERS,
        said="mails are kept in the data folder",
        is_secret=True,
    )
    mail_from: str = _setting(
        "str",
        "",
        "Sender of the mails.",
        "a mail address such as Meishi <cards@example.com>",
        check=_is_mail_address,
        said="meishi@ and the host of the site's address",
    )
    mail_days: int = _number(
        30, "Days for which mails that were sent are listed.", 1, 3650
    )
    trusted_proxies: int = _number(
        0,
        "Proxies of yours in front: so many entries at the end of X-Forwarded-For "
        "are believed.",
        0,
        9,
    )
    outgoing_allowed_networks: Sequence[str] = _setting(
        "list",
        (),
        "Private networks whose servers may be asked when an owner gives an address "
        "in them, such as one with your calendars. All others are refused.",
        "networks such as 10.1.0.0/16,fd00:1::/64",
        check=_are_networks,
        said="none",
    )
    outgoing_ports: Sequence[str] = _setting(
        "list",
        ("80", "443", "5232", "8008", "8080", "8443"),
        "Ports of public servers that may be asked when an owner gives an address.",
        "whole numbers such as 80,443",
        check=_are_ports,
        said="80,443,5232,8008,8080,8443",
    )
    signup_open: bool = _flag(True, "Whether anybody may make an account.")
    upload_max_bytes: int = _number(
        20 * MIB, "Largest picture that may be uploaded.", 1024, 1024 * MIB
    )
    video_max_bytes: int = _number(
        300 * MIB, "Largest video that may be uploaded.", 1024, 1024 * MIB
    )
    video_max_seconds: int = _number(
        300,
        "Longest video. A long one may take hours to be made on a slow machine.",
        1,
        3600,
    )
    audio_max_bytes: int = _number(
        100 * MIB, "Largest sound that may be uploaded.", 1024, 1024 * MIB
    )
    audio_max_seconds: int = _number(3600, "Longest sound.", 1, 6 * 3600)
    workspace_quota_bytes: int = _number(
        1024 * MIB,
        "Room for the uploaded files of one workspace.",
        MIB,
        1024 * 1024 * MIB,
    )
    edge_cache_bytes: int = _number(
        64 * MIB,
        "Memory that each web process may fill with published cards.",
        MIB,
        64 * 1024 * MIB,
    )
    worker_threads: int = _number(
        2, "Jobs that one worker process runs at the same time.", 1, 64
    )
    log_level: str = _choice(
        "info", "The least that is written to the log.", LOG_LEVELS
    )
    log_format: str = _choice(
        "auto", "Shape of the log. auto: text in a terminal, else json.", LOG_FORMATS
    )


SETTINGS: dict[str, Setting] = {
    PREFIX + item.name.upper(): item.metadata["setting"] for item in fields(Config)
}


def read_config() -> Config:
    """Return the configuration that the environment describes.

    Raises ConfigError with all mistakes at once.
    """
    from environs import FileAwareEnv  # 0.2 s that `meishi convert` need not pay

    env = FileAwareEnv(prefix=PREFIX, eager=False, strip_whitespace=True)
    unreadable: list[str] = []
    values = {item.name: _read(env, item, unreadable) for item in fields(Config)}
    mistakes = unreadable + _mistakes(env)
    if mistakes:
        raise ConfigError(mistakes)
    values["site_url"] = values["site_url"].rstrip("/")
    return Config(**values)


def unknown_settings() -> list[str]:
    """Return a sentence for each MEISHI_ variable that is not a setting."""
    known = {*SETTINGS, *(name + FILE_SUFFIX for name in SETTINGS)}
    strange = {name for name in os.environ if name.startswith(PREFIX)} - known
    return [_unknown(name) for name in sorted(strange)]


def override(**values: object) -> None:
    """Set settings by name for this process and those that it starts."""
    for name, value in values.items():
        if value is not None:
            os.environ.pop(PREFIX + name.upper() + FILE_SUFFIX, None)
            os.environ[PREFIX + name.upper()] = str(value)


def use_django_settings() -> None:
    """Tell Django, which reads it from the environment, where its settings are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meishi.settings")


def _read(env: "FileAwareEnv", item: Field[Any], unreadable: list[str]) -> Any:
    setting: Setting = item.metadata["setting"]
    name = PREFIX + item.name.upper()
    if not os.environ.get(name) and not os.environ.get(name + FILE_SUFFIX):
        return item.default  # compose files pass empty values for what is not set
    parse = getattr(env, setting.kind)
    try:
        return parse(
            item.name.upper(), default=item.default, validate=_validator(setting)
        )
    except (ValueError, OSError):
        unreadable.append(f"{name}{FILE_SUFFIX} names a file that cannot be read.")
        return item.default


def _validator(setting: Setting) -> Callable[[Any], None]:
    from environs import ValidationError

    def validate(value: Any) -> None:
        if not _passes(setting.check, value):
            raise ValidationError(setting.allowed)

    return validate


def _passes(check: Check | None, value: Any) -> bool:
    try:
        return check is None or check(value)
    except ValueError:  # an address that urlsplit cannot make sense of
        return False


def _mistakes(env: "FileAwareEnv") -> list[str]:
    from environs import EnvValidationError

    try:
        env.seal()
    except EnvValidationError as error:
        return [_mistake(name) for name in error.error_messages]
    return []


def _mistake(name: str) -> str:
    setting = SETTINGS[name]
    value = os.environ.get(name, "")
    what = (
        "has a value that" if setting.is_secret or not value else f"is “{value}”, which"
    )
    return f"{name} {what} cannot be used. Allowed: {setting.allowed}."


def _unknown(name: str) -> str:
    known = [known.removeprefix(PREFIX) for known in SETTINGS]
    near = get_close_matches(name.removeprefix(PREFIX), known, n=1)
    remedy = f"Did you mean {PREFIX}{near[0]}?" if near else "Remove it."
    return f"{name} is not a setting of Meishi. {remedy}"
