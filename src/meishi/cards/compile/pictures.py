"""The pictures that stand for a card elsewhere: in a chat, on a home screen."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

PREVIEW = (1200, 630)  # pixels, as Open Graph wants it
CARD = (910, 550)  # the proportions of a Japanese business card
TOUCH_ICON = 180  # pixels a side, for home screens
TAB_ICON = 48  # small, since every visit fetches it

WASHI = "#efe9dc"
PAPER = "#fffdf8"
SEAL = "#b8321e"


@lru_cache(maxsize=64)
def preview_png(photo: bytes, code: bytes) -> bytes:
    """Return the picture that chats show beside the link.

    `photo` is a square JPEG or empty, `code` the QR code as PNG or empty. It carries
    no words: whoever shows it writes the title beside it, in any script.
    """
    ground = Image.new("RGB", PREVIEW, WASHI)
    left, top = (PREVIEW[0] - CARD[0]) // 2, (PREVIEW[1] - CARD[1]) // 2
    box = (left, top, left + CARD[0], top + CARD[1])
    ground.paste(_shadow(box), (0, 0))
    draw = ImageDraw.Draw(ground)
    draw.rounded_rectangle(box, radius=18, fill=PAPER)
    edge = 330
    middle = top + (CARD[1] - edge) // 2
    if photo:
        _paste(ground, photo, (left + 90, middle), edge, radius=10)
    else:
        _seal(draw, left + 90 + (edge - 180) // 2, middle + (edge - 180) // 2, 180)
    if code:
        _paste(ground, code, (left + CARD[0] - 90 - edge, middle), edge, radius=0)
    return _png(ground.quantize(128, dither=Image.Dither.FLOYDSTEINBERG))


@lru_cache(maxsize=64)
def icon_png(photo: bytes, edge: int) -> bytes:
    """Return the icon for tabs or home screens: the photo, or a seal.

    `edge` is its width in pixels.
    """
    icon = Image.new("RGB", (edge, edge), SEAL)
    if photo:
        _paste(icon, photo, (0, 0), edge, radius=0)
    else:
        _strokes(ImageDraw.Draw(icon), 0, 0, edge)
    return _png(icon.quantize(64, dither=Image.Dither.FLOYDSTEINBERG))


def _shadow(box: tuple[int, int, int, int]) -> Image.Image:
    ground = Image.new("RGB", PREVIEW, WASHI)
    lower = (box[0] + 6, box[1] + 16, box[2] - 6, box[3] + 10)
    ImageDraw.Draw(ground).rounded_rectangle(lower, radius=18, fill="#cfc6b4")
    return ground.filter(ImageFilter.GaussianBlur(14))


def _paste(
    ground: Image.Image, picture: bytes, at: tuple[int, int], edge: int, *, radius: int
) -> None:
    with Image.open(BytesIO(picture), formats=("JPEG", "PNG")) as opened:
        is_code = opened.format == "PNG"
        how = Image.Resampling.NEAREST if is_code else Image.Resampling.LANCZOS
        scaled = opened.convert("RGB").resize((edge, edge), how)
    mask = Image.new("L", (edge, edge), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, edge, edge), radius, fill=255)
    ground.paste(scaled, at, mask)


def _seal(draw: ImageDraw.ImageDraw, x: int, y: int, edge: int) -> None:
    draw.rounded_rectangle((x, y, x + edge, y + edge), radius=edge // 6, fill=SEAL)
    _strokes(draw, x, y, edge)


def _strokes(draw: ImageDraw.ImageDraw, x: int, y: int, edge: int) -> None:
    """Draw a card within the seal: two lines and a square."""
    unit = edge / 12
    width = max(2, round(unit * 0.8))
    card = (x + 2.5 * unit, y + 3.5 * unit, x + 9.5 * unit, y + 8.5 * unit)
    draw.rounded_rectangle(card, radius=unit * 0.6, outline=PAPER, width=width)
    for row in (5.4, 6.8):
        line = (x + 3.9 * unit, y + row * unit, x + 6.2 * unit, y + row * unit)
        draw.line(line, fill=PAPER, width=width)
    dot = (x + 7 * unit, y + 5.2 * unit, x + 8.4 * unit, y + 6.8 * unit)
    draw.rectangle(dot, fill=PAPER)


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
