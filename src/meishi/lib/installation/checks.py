"""What can be wrong with an installation, and how to mend it."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.mail import mailers
from django.db import connection, transaction
from django.db.models import Min
from django.db.utils import Error as DatabaseError

from meishi.lib.clock import now
from meishi.lib.installation.folder import MARKER, SECRET_KEY, read_marker
from meishi.lib.installation.models import Installation
from meishi.lib.installation.prepare import pending_migrations
from meishi.lib.mail.delivery import DELIVERY
from meishi.lib.mail.models import Mail
from meishi.lib.outbox.models import Job, Worker

HEARTBEAT = timedelta(seconds=60)
OLDEST_JOB = timedelta(minutes=10)
LEAST_ROOM = 0.05  # of the disk
SAFE_SQLITE = (3, 51, 3)  # before it, WAL mode can corrupt a database
CLOCK_TOLERANCE = 5.0  # seconds


class Level(StrEnum):
    """How bad a finding is."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; `remedy` says how to mend what is not good."""

    level: Level
    what: str
    remedy: str = ""


type Check = Callable[[], Finding]


def database() -> Finding:
    """The database answers and takes a write."""
    try:
        with transaction.atomic(durable=True):
            Worker.objects.update_or_create(
                name="doctor", defaults={"started_at": now(), "seen_at": OLD}
            )
            Worker.objects.filter(name="doctor").delete()
    except DatabaseError as error:
        remedy = "Check MEISHI_DATABASE_URL, whether the server runs, and the disk."
        return Finding(Level.BAD, f"The database takes no write: {error}", remedy)
    version = ".".join(map(str, connection.get_database_version()))
    return Finding(Level.GOOD, f"{connection.display_name} {version} takes writes")


def database_version() -> Finding:
    """The SQLite in use has no bug that loses data."""
    version = connection.get_database_version()
    if connection.vendor == "sqlite" and version < SAFE_SQLITE:
        return Finding(
            Level.BAD,
            f"SQLite {version} can corrupt its database",
            "Install Meishi's dependencies anew; the package pysqlite3 brings SQLite.",
        )
    return Finding(Level.GOOD, "The database's version is safe")


def migrations() -> Finding:
    """All migrations are applied."""
    pending = pending_migrations()
    if pending:
        what = f"{len(pending)} migrations are not applied"
        return Finding(Level.BAD, what, "Run `meishi migrate`.")
    return Finding(Level.GOOD, "The database is up to date")


def worker() -> Finding:
    """A worker has shown itself lately."""
    if Worker.objects.filter(seen_at__gt=now() - HEARTBEAT).exists():
        return Finding(Level.GOOD, "A worker is at work")
    return Finding(
        Level.BAD,
        "No worker is at work: no mail is sent and no hit counted",
        "Start `meishi serve`, or `meishi worker` where you run the parts apart.",
    )


def outbox() -> Finding:
    """Nothing waits in the outbox for long."""
    waiting = Job.objects.filter(state=Job.State.READY, attempts=0)
    oldest = waiting.aggregate(oldest=Min("due_at"))["oldest"]
    if oldest and oldest < now() - OLDEST_JOB:
        minutes = int((now() - oldest).total_seconds() // 60)
        what = f"A job has been waiting for {minutes} minutes"
        return Finding(Level.BAD, what, "Start more workers, or look into their log.")
    return Finding(Level.GOOD, "Nothing waits in the outbox for long")


def dead_jobs() -> Finding:
    """No job was given up."""
    dead = Job.objects.filter(state=Job.State.DEAD).count()
    if dead:
        remedy = "The log says why. They are kept for 90 days."
        return Finding(Level.NOTE, f"{dead} jobs were given up", remedy)
    return Finding(Level.GOOD, "No job was given up")


def disk() -> Finding:
    """There is room on the disk."""
    usage = shutil.disk_usage(settings.DATA_DIR)
    share = usage.free / usage.total
    what = f"{usage.free / 1e9:.1f} GB ({share:.0%}) of the disk is free"
    if share < LEAST_ROOM:
        return Finding(Level.BAD, what, "Make room, or move the data folder.")
    return Finding(Level.GOOD, what)


def folder() -> Finding:
    """The data folder can be written and is the one of this database."""
    path = Path(settings.DATA_DIR)
    try:
        probe = path / ".probe"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        remedy = "Give the folder to the user who runs Meishi."
        return Finding(Level.BAD, f"{path} cannot be written: {error.strerror}", remedy)
    marker, row = read_marker(path), Installation.objects.first()
    if marker is None or row is None or marker.name != row.name:
        what = f"{path / MARKER} and the database do not belong together"
        return Finding(
            Level.BAD, what, "Check MEISHI_DATA_DIR and MEISHI_DATABASE_URL."
        )
    return Finding(Level.GOOD, f"{path} can be written")


def key() -> Finding:
    """Nobody else can read the key."""
    path = Path(settings.DATA_DIR) / SECRET_KEY
    if path.exists() and path.stat().st_mode & 0o077:
        remedy = f"Run `chmod 600 {path}`."
        return Finding(Level.BAD, "Others can read the secret key", remedy)
    return Finding(Level.GOOD, "Only Meishi can read the secret key")


def clock() -> Finding:
    """The clock agrees with the file system's and was not put back."""
    probe = Path(settings.DATA_DIR) / ".probe"
    probe.write_text("")
    apart = abs(probe.stat().st_mtime - time.time())
    probe.unlink()
    if apart > CLOCK_TOLERANCE:
        what = f"The clocks of this machine and of its disk are {apart:.0f} s apart"
        return Finding(Level.BAD, what, "Let both take the time from NTP.")
    if Job.objects.filter(created_at__gt=now() + timedelta(minutes=1)).exists():
        what = "Jobs were written in the future: the clock was put back"
        return Finding(Level.NOTE, what, "Check that NTP runs.")
    return Finding(Level.GOOD, "The clock is right with the disk's")


def mail() -> Finding:
    """A mail server is set, and takes a connection."""
    if DELIVERY not in mailers:
        kept = Mail.objects.filter(state=Mail.State.KEPT).count()
        what = f"No mail server is set; {kept} mails are kept in the data folder"
        return Finding(Level.NOTE, what, "Set MEISHI_EMAIL_URL to send them.")
    try:
        with mailers[DELIVERY]:
            pass
    except OSError as error:
        what = f"The mail server does not answer: {type(error).__name__}"
        return Finding(Level.BAD, what, "Check MEISHI_EMAIL_URL. Mails wait meanwhile.")
    return Finding(Level.GOOD, "The mail server answers")


def shared_cache() -> Finding:
    """What processes share is there."""
    try:
        cache.set("doctor", "well", 10)
        is_well = cache.get("doctor") == "well"
    except Exception as error:  # noqa: BLE001 (each kind of cache has its own)
        what = f"The cache does not answer: {type(error).__name__}"
        return Finding(Level.BAD, what, "Check MEISHI_CACHE_URL.")
    if not is_well:
        return Finding(
            Level.BAD, "The cache forgets at once", "Check its memory limit."
        )
    return Finding(Level.GOOD, "The cache answers")


def address() -> Finding:
    """The site's address is set."""
    if not settings.HAS_SITE_URL:
        what = f"MEISHI_SITE_URL is not set; QR codes lead to {settings.SITE_URL}"
        return Finding(Level.NOTE, what, "Set it before you print anything.")
    if settings.DEBUG:
        what = "MEISHI_DEBUG is on: errors show what is inside"
        return Finding(Level.BAD, what, "Unset it.")
    return Finding(Level.GOOD, f"The site's address is {settings.SITE_URL}")


OLD = now() - timedelta(days=365)  # so that the probe counts as no worker
READY: tuple[Check, ...] = (database, migrations, worker, outbox, disk)
ALL: tuple[Check, ...] = (
    *(folder, key, disk, database, database_version, migrations, worker, outbox),
    *(dead_jobs, mail, shared_cache, clock, address),
)


def examine(check: Check) -> Finding:
    """Return what the check finds, or that it could not look."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001 (a check that fails is a finding)
        return Finding(Level.BAD, f"{check.__doc__} This could not be seen: {error}")
