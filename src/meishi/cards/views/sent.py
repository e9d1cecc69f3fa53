"""What a form of the editor sent, made ready to be read."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from meishi.cards.models import Card
from meishi.formats import phone
from meishi.media.errors import UnreadablePicture
from meishi.media.forms import most_bytes, too_large
from meishi.media.models import Kind
from meishi.media.services import store_upload

FILE = "-file"
LARGEST_NUMBER = 2**31 - 1


def wants_json(request: HttpRequest) -> bool:
    """Whether the editor's script asks, which mends the page itself."""
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json"


def expected_draft(request: HttpRequest, card: Card) -> int:
    """Return the draft number that the page was made from."""
    text = request.POST.get("draft_number", "")
    is_number = text.isascii() and text.isdigit() and int(text[:12]) <= LARGEST_NUMBER
    return int(text[:12]) if is_number else card.draft_number


def with_uploads(request: HttpRequest, card: Card) -> tuple[QueryDict, dict[str, str]]:
    """Store the files that were sent with a form, as browsers without script do.

    Return what was sent with the asset in place of each file, and for each picture
    that could not be used the reason in words.
    """
    data = request.POST.copy()
    problems = {}
    for name, file in request.FILES.items():
        field = name.removesuffix(FILE)
        assert isinstance(file, UploadedFile)  # noqa: S101 (`items` yields the last)
        kind = _kind_of(request, field)
        if (file.size or 0) > most_bytes(kind):
            problems[field] = too_large(kind)
            continue
        try:
            asset = store_upload(card.workspace, file, kind)
        except UnreadablePicture as problem:
            problems[field] = str(problem)
        else:
            data[field] = asset.public_id
            data[f"{field}-crop"] = ""
    return data, problems


def _kind_of(request: HttpRequest, field: str) -> Kind:
    """For what a file is: a field that wants no picture says so beside it."""
    said = request.POST.get(f"{field}-kind", "")
    return Kind(said) if said in Kind.values else Kind.PICTURE


def likely_country(request: HttpRequest) -> str:
    """Return the country that the browser's languages name, or ""."""
    for part in request.headers.get("Accept-Language", "")[:200].split(","):
        tag = part.partition(";")[0].strip()
        region = tag.rpartition("-")[2].upper() if "-" in tag else ""
        if region in phone.calling_codes():
            return region
    return ""
