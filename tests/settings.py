"""Settings of the tests: the product's own, on throw-away data."""

import os
import tempfile
from pathlib import Path

worker = os.environ.get("PYTEST_XDIST_WORKER", "main")  # noqa: TID251 (set by pytest-xdist)
data_dir = Path(tempfile.mkdtemp(prefix=f"meishi-tests-{worker}-"))
os.environ["MEISHI_DATA_DIR"] = str(data_dir)  # noqa: TID251 (before config reads it)
os.environ.setdefault("MEISHI_SECRET_KEY", "only-for-tests-" + "x" * 40)  # noqa: TID251 (as above)

from meishi.settings import *  # noqa: E402, F403 (the environment comes first)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast
if DATABASES["default"]["ENGINE"].endswith("sqlite"):  # noqa: F405 (from the product)
    # A real file, since SQLite in memory locks otherwise than the product's does.
    DATABASES["default"]["TEST"] = {"NAME": data_dir / "test.sqlite3"}  # noqa: F405 (as above)
