"""Static files under names that change with their content."""

from servestatic.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Names from the manifest; a file that was not collected keeps its own name,
    as in tests and in development."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.manifest_strict = False

    def stored_name(self, name: str) -> str:
        """Return the hashed name of the file."""
        found: str = self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
        return found
