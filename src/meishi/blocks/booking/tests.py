from django.template.loader import render_to_string

from meishi.blocks.booking.block import booking
from meishi.blocks.booking.data import BookingData


def shown(**data):
    context = {"data": BookingData(**data), "block_id": "b1", "handle": "alice"}
    return render_to_string(booking.show_template, context)


def test_the_button_leads_to_what_can_be_booked():
    assert 'href="/alice/book/" data-tap="b1-1">Book a time</a>' in shown()


def test_the_owner_may_word_the_button():
    html = shown(button="Find a <time>", heading="Come by")

    assert "Find a &lt;time&gt;" in html
    assert '<h2 dir="auto">Come by</h2>' in html
