"""The catalogue of a shop, however much it sells.

The promise: a page of a shop with 500 products keeps the budget of a card, and its
queries do not grow. Milliseconds of a page for 50, 500 and 5,000 products, beside the
same products fetched by one bare query, which no answer from the database can beat; and
the page of the shop with 500, every second product of its first page a photograph, as
Lighthouse sees it on a mid-range phone on slow 4G.
"""

import os
import tempfile
from statistics import median
from time import perf_counter

from bench.lighthouse_page import judged

PRODUCTS = (50, 500, 5_000)
ROUNDS = 15
PAGES = ("", "?q=product+1", "?page=2")


def main():
    """Print the milliseconds of a page for each size of shop, and Lighthouse's word."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MEISHI_DATA_DIR"] = folder  # noqa: TID251 (before config reads it)
        os.environ["DJANGO_SETTINGS_MODULE"] = "meishi.settings"  # noqa: TID251 (as above)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        times = dict(measured())
    growth = times[PRODUCTS[-1]] / times[PRODUCTS[0]]
    print(f"growth from {PRODUCTS[0]} to {PRODUCTS[-1]}: {growth:.2f}")
    return judged(("corner-market/shop/",), ("bench._shop_cast", "500"))


def measured():
    """Yield each number of products with the median milliseconds of the first page."""
    from bench._shop_cast import fill, shop_of
    from meishi.workspaces.models import Workspace

    shop = shop_of(Workspace.objects.create(name="Market"))
    for number in PRODUCTS:
        fill(shop, number)
        for page in PAGES:
            took, queries, size = asked(f"/corner-market/shop/{page}")
            bare = bare_query(shop)
            print(
                f"{number:5} products, /shop/{page:13} {took:6.1f} ms in {queries} "
                f"queries, {size:,} bytes by gzip; bare query {bare:.1f} ms, "
                f"ratio {took / bare:.1f}"
            )
            if not page:
                yield number, took


def asked(path):
    """Return the median milliseconds of a page, its queries, and its bytes by gzip."""
    from django.db import connection
    from django.test import Client

    asked_for = []

    def noted(execute, *arguments):
        asked_for.append(arguments)
        return execute(*arguments)

    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    with connection.execute_wrapper(noted):
        response = client.get(path)
    assert response.status_code == 200, response.status_code
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        client.get(path)
        times.append(1000 * (perf_counter() - start))
    return median(times), len(asked_for), len(response.content)


def bare_query(shop):
    """Return the median milliseconds of fetching a page of products and no more."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        list(shop.products.filter(is_draft=False).values("pk", "title")[:24])
        times.append(1000 * (perf_counter() - start))
    return median(times)
