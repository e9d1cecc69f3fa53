"""What `bench/edge.py` lets Granian serve: the edge before a trivial application."""

import os
from pathlib import Path

from meishi.edge.app import from_data_dir


async def nothing_else(scope, receive, send):
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


DATA_DIR = Path(os.environ["BENCH_DATA_DIR"])  # noqa: TID251 (set by bench/edge.py)
app = from_data_dir(DATA_DIR, fallback=nothing_else)
