"""PHOTO and LOGO: a data address in 4.0, base64 with its type in 3.0."""

from base64 import b64encode

from meishi.formats.contact import Params, Photo, Property
from meishi.formats.vcard.text import clean, escape_parameter, escape_uri


def picture_property(name: str, photo: Photo, *, is_new: bool) -> Property:
    """Return the picture as the property of that name."""
    kind = clean(photo.media_type)
    if photo.data:
        return data_property(name, b64encode(photo.data).decode(), kind, is_new=is_new)
    params: Params = () if is_new else (("VALUE", ("uri",)),)
    if kind and is_new:
        params = (("MEDIATYPE", (escape_parameter(kind),)),)
    elif kind:
        params = (*params, *_short_type(kind))
    return Property(name, escape_uri(photo.url), params)


def data_property(name: str, data: str, kind: str, *, is_new: bool) -> Property:
    """Return a property of base64 data and its media type."""
    if is_new:
        return Property(name, f"data:{kind};base64,{data}")
    return Property(name, data, (("ENCODING", ("b",)), *_short_type(kind)))


def _short_type(kind: str) -> Params:
    short = escape_parameter(kind.removeprefix("image/").upper())
    return (("TYPE", (short,)),) if short else ()
