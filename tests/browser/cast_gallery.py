"""Cards with as many pictures as is asked for, in every layout, in the site that runs."""

import sys

import django

django.setup()

from meishi.cards.services import create_card, publish_card, want_handle  # noqa: E402 (Django comes first)
from meishi.workspaces.models import Workspace  # noqa: E402 (Django comes first)
from tests.gallery import gallery_card, gallery_document  # noqa: E402 (Django comes first)

workspace = Workspace.objects.create(name="Gallery")
grid = gallery_card(workspace, int(sys.argv[1]))
photo = grid.document.identity.photo.asset
assets = [item["picture"]["asset"] for item in grid.document.blocks[-1].data["items"]]


def publish(handle, card):
    want_handle(card, handle)
    publish_card(card)


def card_of(language="en", **settings):
    document = gallery_document(assets, photo, **settings)
    document = document.model_copy(update={"language": language})
    return create_card(workspace, document=document)


publish("gallery-grid", grid)
publish("gallery-strip", card_of(layout="carousel"))
publish("gallery-arabic", card_of("ar", layout="carousel"))
publish("gallery-albums", card_of(layout="masonry", albums=("Tables", "Stairs")))
publish("gallery-first-grid", card_of(is_first=True))
publish("gallery-first-masonry", card_of(is_first=True, layout="masonry"))
