"""Find the block types when Django starts."""

from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

from django.apps import AppConfig


class BlocksConfig(AppConfig):
    """Import each folder's `block`, and those that other packages bring."""

    name = "meishi.blocks"

    def ready(self) -> None:
        """Register every block type."""
        for module in sorted(iter_modules([self.path]), key=lambda m: m.name):
            if module.ispkg:
                import_module(f"{self.name}.{module.name}.block")
        for entry_point in entry_points(group="meishi.blocks"):
            entry_point.load()
