"""Find the block types when Django starts."""

from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from pkgutil import iter_modules

from django.apps import AppConfig
from django.template import engines
from django.template.backends.django import DjangoTemplates

from meishi.cards.registry import BLOCK_TYPES, BlockType


class BlocksConfig(AppConfig):
    """Import each folder's `block`, and those that other packages bring."""

    name = "meishi.blocks"

    def ready(self) -> None:
        """Register every block type."""
        for module in sorted(iter_modules([self.path]), key=lambda m: m.name):
            if module.ispkg:
                import_module(f"{self.name}.{module.name}.block")
        own = set(BLOCK_TYPES)
        for entry_point in entry_points(group="meishi.blocks"):
            entry_point.load()
        for kind in BLOCK_TYPES.keys() - own:
            _find_templates(BLOCK_TYPES[kind])


def _find_templates(block_type: BlockType) -> None:
    """Let `blocks/quote/show.html` be found beside `blocks/quote/block.py`."""
    folder = Path(str(files(block_type.package))).parents[1]
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)  # noqa: S101 (tells the type checker)
    engine.engine.dirs = [*engine.engine.dirs, str(folder)]
