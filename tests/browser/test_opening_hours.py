"""What the page says about now is what Python says."""

from datetime import UTC, date, datetime, timedelta

from django.template.loader import render_to_string
from django.utils import translation

from meishi.blocks.hours.block import hours
from meishi.blocks.hours.data import HoursData, SpecialDay
from meishi.cards.document import Identity

WEEK = HoursData(
    zone="Europe/Zurich",
    monday="9-12, 14-18",
    tuesday="0-24",
    thursday="2:30-5",
    friday="22-2",
    saturday="18-4",
    sunday="2:15-2:45, 10-12",
    items=(
        SpecialDay(on=date(2026, 3, 30), hours="6-7"),
        SpecialDay(on=date(2026, 10, 24)),
    ),
)
RUN_AT = """([html, script, instants]) => {
  const RealDate = Date
  window.setInterval = () => 0
  return instants.map(at => {
    window.Date = class extends RealDate {
      constructor(...given) { given.length ? super(...given) : super(at) }
    }
    document.body.innerHTML = html
    new Function(script)()
    const [day] = document.querySelectorAll(".today")
    return [document.querySelector("[data-hours]").textContent, +day.dataset.day]
  })
}"""


def instants():
    """Every quarter of an hour in the weeks in which the clocks are changed."""
    for start in (
        datetime(2026, 3, 26, tzinfo=UTC),
        datetime(2026, 10, 22, tzinfo=UTC),
    ):
        yield from (start + timedelta(minutes=15 * n) for n in range(8 * 24 * 4))


def test_open_now_says_the_same_in_the_page_as_in_python(browser):
    with translation.override("en"):
        context = {"data": WEEK, **hours.show_context(WEEK, Identity())}
        html = render_to_string(hours.show_template, context)
    moments = list(instants())
    rules = WEEK.rules(WEEK.zone)

    stamps = [at.timestamp() * 1000 for at in moments]
    page = browser.new_page(timezone_id="Asia/Tokyo")
    said = page.evaluate(RUN_AT, [html, hours.script, stamps])
    page.close()

    expected = [
        [
            "Open now" if rules.is_open(at) else "Closed now",
            at.astimezone(rules.zone).weekday(),
        ]
        for at in moments
    ]
    assert said == expected
