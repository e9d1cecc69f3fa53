"""What was sold, and what is running out."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meishi.formats import money, spreadsheet
from meishi.shop.access import readable_orders, readable_shops
from meishi.shop.forms.orders import ReportForm
from meishi.shop.models.order import Order
from meishi.shop.queries.products import running_out
from meishi.shop.queries.report import Report, reports

LANGUAGE = "en"  # that of the owner's app
TALL, WIDE = 100, 1000  # units of the drawing


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show sales of a range of days, or give them as a table (`format=csv`)."""
    shops = list(readable_shops(request))
    zone = shops[0].time_zone if shops else "UTC"
    asked = "first_on" in request.GET
    form = ReportForm(request.GET if asked else ReportForm.last_days())
    found: list[Report] = []
    if form.is_valid():
        said = form.cleaned_data
        mine = readable_orders(request)
        found = reports(mine, said["first_on"], said["last_on"], zone)
        if request.GET.get("format") == "csv":
            return _table(found, said["first_on"], said["last_on"])
    context = {
        "form": form if asked else ReportForm(initial=ReportForm.last_days()),
        "reports": [_in_words(one) for one in found],
        "low": [variant for shop in shops for variant in running_out(shop)[:100]],
        "kept": request.GET.urlencode(),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "shop/owner/report.html", context, status=status)


def _in_words(report: Report) -> dict[str, object]:
    def shown(amount: object) -> str:
        return money.show(int(str(amount)), report.currency, LANGUAGE)

    labels = dict(Order.Source.choices)
    highest = max((revenue for _day, revenue, _orders in report.days), default=0) or 1
    width = WIDE / max(1, len(report.days))
    return {
        "report": report,
        "revenue": shown(report.revenue),
        "tax": shown(report.tax),
        "average": shown(report.average),
        "days": [(day, shown(amount), count) for day, amount, count in report.days],
        "bars": [
            {
                "x": round(number * width, 2),
                "width": round(width * 0.8, 2),
                "height": round(TALL * revenue / highest, 2),
                "y": round(TALL - TALL * revenue / highest, 2),
                "day": day,
                "revenue": shown(revenue),
            }
            for number, (day, revenue, _orders) in enumerate(report.days)
        ],
        "products": [(row, shown(row["revenue"])) for row in report.products],
        "sources": [
            (labels.get(str(row["source"]), ""), row["orders"], shown(row["revenue"]))
            for row in report.sources
        ],
    }


def _table(found: list[Report], first_on: date, last_on: date) -> HttpResponse:
    rows: list[tuple[str, ...]] = [("day", "orders", "revenue", "currency")]
    for one in found:
        for day, revenue, count in one.days:
            amount = money.as_decimal(revenue, one.currency)
            rows.append((day.isoformat(), str(count), amount, one.currency))
    name = f'attachment; filename="sales-{first_on}-{last_on}.csv"'
    return HttpResponse(
        spreadsheet.encode(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": name},
    )
