"""The catalogue as a table: taken along, brought in with a result for each line."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from meishi.cards.views import page
from meishi.formats import spreadsheet
from meishi.shop.access import editable_shop
from meishi.shop.forms.table import TableForm
from meishi.shop.models import Shop
from meishi.shop.queries import table as tables
from meishi.shop.rules.table import COLUMNS
from meishi.shop.services.importing import Result, import_table

SHOWN = 200  # lines; those with a problem are always shown
REASONS = {
    "missing": _("is missing"),
    "long": _("is too long"),
    "number": _("is no number"),
    "digits": _("has more decimals than the currency"),
    "large": _("is too large"),
    "negative": _("is less than zero"),
    "sale": _("is not less than the price"),
    "yes": _("is neither yes nor no"),
    "rate": _("is no rate between 0 and 100"),
    "unknown": _("is not in this shop"),
    "taken": _("belongs to another product"),
    "options": _("differs from the options of this product"),
    "many": _("is more than a shop can hold"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show what an import would do (`do=look`), or do it (`do=import`)."""
    shop = editable_shop(request, card_id)
    if request.method != "POST":
        return _show(request, shop, TableForm(currency=shop.currency))
    form = TableForm(request.POST, request.FILES, currency=shop.currency)
    if not form.is_valid():
        return _show(request, shop, form, status=422)
    is_trial = request.POST.get("do") != "import"
    by = page.person(request)
    results = import_table(shop, form.lines, is_trial=is_trial, by=by)
    return _show(request, shop, form, results=results, is_trial=is_trial)


@require_safe
def export(request: HttpRequest, card_id: str) -> HttpResponse:
    """Give the catalogue as a table."""
    shop = editable_shop(request, card_id)
    return _file(spreadsheet.encode(tables.table(shop)), "products.csv")


@require_safe
def example(request: HttpRequest, card_id: str) -> HttpResponse:
    """Give a table to begin with."""
    editable_shop(request, card_id)
    return _file(spreadsheet.encode(tables.EXAMPLE), "example.csv")


def _show(
    request: HttpRequest,
    shop: Shop,
    form: TableForm,
    *,
    results: list[Result] | None = None,
    is_trial: bool = True,
    status: int = 200,
) -> HttpResponse:
    counts = Counter(result.outcome for result in results or ())
    context = {
        **page.bar(shop.card),
        "shop": shop,
        "form": form,
        "columns": COLUMNS,
        "results": _shown(results or []),
        "has_results": results is not None,
        "counts": counts,
        "good": counts["new"] + counts["changed"],
        "hidden": max(0, len(results or ()) - SHOWN),
        "is_trial": is_trial,
        "text": form.cleaned_data.get("text", "") if form.is_bound else "",
    }
    return render(request, "shop/owner/table.html", context, status=status)


def _shown(results: list[Result]) -> list[dict[str, object]]:
    first = [r for n, r in enumerate(results) if n < SHOWN or r.outcome == "bad"]
    return [
        {
            "line": result.line,
            "outcome": result.outcome,
            "problems": [
                (problem.column, REASONS[problem.reason]) for problem in result.problems
            ],
        }
        for result in first
    ]


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
