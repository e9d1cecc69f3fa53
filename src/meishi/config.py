"""Every environment variable that Meishi reads, in one place.

Nothing else touches ``os.environ``. A secret may also come from a file, as
container platforms do: set ``MEISHI_SECRET_KEY_FILE`` to its path.
"""

from dataclasses import dataclass, field
from pathlib import Path

from environs import FileAwareEnv


@dataclass(frozen=True, slots=True)
class Config:
    """How this installation runs."""

    secret_key: str = field(repr=False)
    debug: bool
    site_url: str
    data_dir: Path
    database_url: str = field(repr=False)


def read_config(env: FileAwareEnv | None = None) -> Config:
    """Read and check the whole environment, reporting all mistakes at once."""
    env = env or FileAwareEnv(prefix="MEISHI_", eager=False, strip_whitespace=True)
    data_dir = env.path("DATA_DIR", default=Path("data"))
    config = Config(
        secret_key=env.str("SECRET_KEY", default="only-for-development"),
        debug=env.bool("DEBUG", default=False),
        site_url=env.str("SITE_URL", default="http://localhost:8000").rstrip("/"),
        data_dir=data_dir,
        database_url=env.str("DATABASE_URL", default=""),
    )
    env.seal()
    return config
