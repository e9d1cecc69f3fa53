"""The catalogue of a shop: its shelves, and what they hold."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from meishi.lib.ids import as_public_id
from meishi.shop.queries.shelf import on_sale, tiles
from meishi.shop.views.visitor.opening import opening_in_words
from meishi.shop.views.visitor.visit import Visit, in_shop

PER_PAGE = 24
LONGEST_SEARCH = 100


@require_safe
@gzip_page
@in_shop
def catalogue(visit: Visit) -> HttpResponse:
    """Show what can be bought: all, one category (`in`), or what is searched (`q`)."""
    asked = visit.request.GET
    search = asked.get("q", "").strip()[:LONGEST_SEARCH]
    shelf = as_public_id(asked.get("in", ""))
    category = visit.shop.categories.filter(public_id=shelf).first()
    found = on_sale(visit.shop, search, category.public_id if category else "")
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    shown = tiles(visit.shop, page, visit.language)
    context = {
        "search": search,
        "category": category,
        "categories": visit.shop.categories.filter(products__is_draft=False).distinct(),
        "page": page,
        "tiles": shown,
        "found": _found(page.paginator.count) if search else "",
        "opening": opening_in_words(visit),
        "summary": _("Everything that %(name)s sells.")
        % {"name": visit.document.identity.display_name},
    }
    pictures = visit.pictures([tile.picture for tile in shown])
    return visit.show("catalogue", context, pictures=pictures)


def _found(count: int) -> str:
    words = ngettext("%(count)d product found", "%(count)d products found", count)
    return words % {"count": count}
