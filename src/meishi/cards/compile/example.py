"""The card that a theme is shown with: its own example, or one that suits any."""

from pathlib import Path

from PIL import Image

from meishi.cards.document import CardDocument, EmailEntry, Identity, PhoneEntry
from meishi.media.rules.picture import CropBox, Picture, Pictures, Source
from meishi.themes.registry import Theme


def example_document(theme: Theme) -> CardDocument:
    """Return the theme's example, in the theme."""
    if theme.example:
        document = CardDocument.model_validate_json(theme.example)
    else:
        document = _anybody()
    design = document.design.model_copy(update={"theme": theme.name})
    return document.model_copy(update={"design": design})


def example_pictures(theme: Theme, address: str) -> Pictures:
    """Return a function that finds the example's pictures, served below `address`."""

    def find(asset: str, crop: CropBox | None) -> Picture | None:
        path = theme.pictures.get(asset)
        return _picture(path, f"{address}{asset}.webp") if path else None

    return find


def _picture(path: Path, url: str) -> Picture:
    with Image.open(path, formats=("WEBP",)) as image:
        width, height = image.size
        average = image.convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert isinstance(average, tuple)  # noqa: S101 (RGB has three channels)
    source = Source(url, "image/webp", width, height)
    colour = "#" + "".join(f"{round(channel):02x}" for channel in average[:3])
    return Picture(width, height, colour, (source,))


def _anybody() -> CardDocument:
    identity = Identity(
        given="Alice",
        family="Arai",
        title="Carpenter",
        company="Arai Joinery",
        phones=(PhoneEntry(number="+12025550123"),),
        emails=(EmailEntry(address="alice@example.com"),),
    )
    return CardDocument(identity=identity)
