"""Pictures for tests, and the hostile ones among them."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms

QUARTERS = ("#d01010", "#10b010", "#1010d0", "#e0e010")
SECRET = b"Alice's kitchen, 12.3456 N"


def quarters(width=80, height=60):
    """Red, green, blue and yellow quarters, so that each turn shows."""
    image = Image.new("RGB", (width, height))
    half = (width // 2, height // 2)
    places = [(0, 0), (half[0], 0), (0, half[1]), half]
    for place, colour in zip(places, QUARTERS, strict=True):
        image.paste(Image.new("RGB", half, colour), place)
    return image


def encoded(image, kind="JPEG", **options):
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg(width=80, height=60, **options):
    return encoded(quarters(width, height), "JPEG", quality=95, **options)


def telling_jpeg():
    """A photo with EXIF, GPS, XMP, a comment, a profile, and something behind it."""
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif[0x9286] = SECRET.decode()
    exif.get_ifd(0x8825)[2] = (12.0, 34.0, 56.0)
    exif.get_ifd(0x8825)[29] = SECRET.decode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return jpeg(exif=exif, xmp=SECRET, comment=SECRET, icc_profile=profile) + SECRET


def oriented_jpeg(orientation):
    """The quarters as a camera would store them, held in that way."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = quarters()
    stored = image.transpose(undo[orientation]) if orientation in undo else image
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(stored, "JPEG", quality=95, exif=exif)


def png_of_zeros(width, height):
    """A black picture of one bit a pixel, tiny as a file whatever its size."""
    row = b"\0" * (1 + (width + 7) // 8)
    squeeze = zlib.compressobj(9)
    packed = b"".join(squeeze.compress(row) for _ in range(height)) + squeeze.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", packed), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body))
        + kind
        + body
        + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def webp_claiming(width, height):
    """A WebP whose header says so; there is next to nothing behind it."""
    size = (width - 1) | (height - 1) << 14
    body = b"\x2f" + size.to_bytes(4, "little") + b"\0" * 30
    chunk = b"VP8L" + struct.pack("<I", len(body)) + body + b"\0"
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def extended_webp_claiming(width, height):
    """An animated WebP whose canvas is said to be that large."""
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + canvas
    frame = b"ANMF" + struct.pack("<I", 24) + b"\0" * 24
    return b"RIFF" + struct.pack("<I", 4 + len(chunk + frame)) + b"WEBP" + chunk + frame


def avif_claiming(width, height):
    """A small AVIF whose picture is said to be that large."""
    data = bytearray(encoded(quarters(), "AVIF"))
    at = data.index(b"ispe") + 8
    data[at : at + 8] = struct.pack(">II", width, height)
    return bytes(data)


def gif(frames=1, width=80, height=60):
    first, *more = [
        Image.new("RGB", (width, height), (at % 256, 9, 9)).quantize(4)
        for at in range(frames)
    ]
    more = more or []
    return encoded(first, "GIF", save_all=True, append_images=more)


def gif_script():
    """A file that is a GIF to some and a script to others."""
    data = bytearray(gif())
    data[6:8] = b"/*"  # its width, to a script the start of a comment
    data[8:10] = b"\x40\x00"
    return bytes(data) + b"*/=1;alert(document.domain)//"
