"""Bundles in S3, for installations of many machines: an object for each file.

The objects have the names of the files in a folder (see `store`), below
`edge/`; the renditions are those of the media, below `public/`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from meishi.edge.store import bundle_path, page_path, replace_in_pieces, scan_path

if TYPE_CHECKING:
    from meishi.formats.bundle import Bundle, ScanTarget

BUNDLES = Path("edge")
RENDITIONS = Path("public")
PIECE = 1024 * 1024  # bytes
TIMEOUT = 2  # seconds until S3 counts as away: a visitor is waiting


class BucketAway(OSError):
    """S3 does not answer, or not as it should."""


class Fetched(NamedTuple):
    """An object and its validator; no `data` where it is still the known one."""

    etag: str
    data: bytes | None


class Bucket:
    """A bucket by its address, `s3://KEY:SECRET@BUCKET?endpoint=…&region=…`.

    For many threads. Every method raises BucketAway when S3 cannot be reached.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.name = parts.hostname or ""
        self._client = _client(
            endpoint_url=query.get("endpoint"),
            region_name=query.get("region"),
            aws_access_key_id=unquote(parts.username or "") or None,
            aws_secret_access_key=unquote(parts.password or "") or None,
        )

    def fetch(self, key: str, known: str = "") -> Fetched | None:
        """Get an object unless its validator is still `known`; None if absent."""
        from botocore.exceptions import BotoCoreError, ClientError

        condition = {"IfNoneMatch": known} if known else {}
        try:
            found = self._client.get_object(Bucket=self.name, Key=key, **condition)
            return Fetched(found["ETag"], found["Body"].read())
        except ClientError as error:
            return _absent_or_known(error, known)
        except BotoCoreError as error:
            raise BucketAway(str(error)) from error

    def copy(self, key: str, path: Path) -> bool:
        """Put an object at `path`, piece by piece; say whether there is one."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            body = self._client.get_object(Bucket=self.name, Key=key)["Body"]
            replace_in_pieces(path, body.iter_chunks(PIECE))
        except ClientError as error:
            return _absent_or_known(error, "") is not None
        except BotoCoreError as error:
            raise BucketAway(str(error)) from error
        return True

    def put(self, key: str, data: bytes) -> None:
        """Set an object: readers get the old bytes or the new."""
        self._call("put_object", Key=key, Body=data)

    def remove(self, key: str) -> None:
        """Remove an object. Absent is fine."""
        self._call("delete_object", Key=key)

    def put_bundle(self, handle: str, bundle: Bundle) -> None:
        """Publish, as `store.write_bundle` does in a folder."""
        self.put(str(bundle_path(BUNDLES, handle)), bundle.encode())

    def put_scan_target(self, target: ScanTarget) -> None:
        """Make or change the target of a scan link."""
        self.put(str(scan_path(BUNDLES, target.code)), target.encode())

    def put_page(self, name: str, bundle: Bundle) -> None:
        """Set the page for "404" or "410"."""
        self.put(str(page_path(BUNDLES, name)), bundle.encode())

    def remove_bundle(self, handle: str) -> None:
        """Forget a card entirely."""
        self.remove(str(bundle_path(BUNDLES, handle)))

    def _call(self, operation: str, **options: Any) -> None:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            getattr(self._client, operation)(Bucket=self.name, **options)
        except (BotoCoreError, ClientError) as error:
            raise BucketAway(str(error)) from error


def _absent_or_known(error: Any, known: str) -> Fetched | None:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    if status == 304:
        return Fetched(known, None)
    if status == 404 and error.response["Error"]["Code"] != "NoSuchBucket":
        return None
    raise BucketAway(str(error)) from error


def _client(**options: Any) -> Any:
    import boto3  # 0.3 s that an edge on a folder need not pay
    from botocore.config import Config

    config = Config(
        connect_timeout=TIMEOUT,
        read_timeout=TIMEOUT,
        retries={"total_max_attempts": 1},
        max_pool_connections=32,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.client("s3", config=config, **options)
