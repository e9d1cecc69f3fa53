import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.shop.rules.pricing import Item, TooMuch, half_up, totals

RATES = st.sampled_from((0, 500, 700, 1900, 2000, 2550, 10_000))
ITEMS = st.lists(
    st.builds(Item, st.integers(0, 10**7), st.integers(1, 9999), RATES), max_size=12
)


def test_three_jars_of_fifteen_with_nineteen_per_cent_in_it():
    sums = totals([Item(1500, 3, 1900)], includes_tax=True)

    assert (sums.total, sums.tax, sums.net) == (4500, 718, 3782)


def test_tax_on_top_of_the_price():
    sums = totals([Item(1500, 3, 1900)], includes_tax=False)

    assert (sums.net, sums.tax, sums.total) == (4500, 855, 5355)


def test_tax_is_rounded_once_for_each_rate_and_not_for_each_line():
    cheap = [Item(5, 1, 1000)] * 3

    assert totals(cheap, includes_tax=False).tax == 2  # 0.5 each would make 3


def test_half_a_unit_is_rounded_up():
    assert totals([Item(50, 1, 100)], includes_tax=False).tax == 1
    assert half_up(5, 10) == 1
    assert half_up(4, 10) == 0


def test_the_delivery_is_taxed_at_its_own_rate():
    sums = totals([Item(1000, 1, 700)], includes_tax=True, fee=500, fee_tax_rate=1900)

    assert sums.total == 1500
    assert [(tax.rate, tax.gross, tax.tax) for tax in sums.taxes] == [
        (700, 1000, 65),
        (1900, 500, 80),
    ]


def test_where_nothing_is_taxed_no_tax_is_told():
    assert totals([Item(1000, 1)], includes_tax=True).taxes == ()


def test_more_money_than_there_is_is_refused():
    with pytest.raises(TooMuch):
        totals([Item(10**12, 2)], includes_tax=True)


@given(ITEMS, st.booleans(), st.integers(0, 10**6), RATES)
def test_net_and_tax_always_make_the_total(items, includes_tax, fee, rate):
    sums = totals(items, includes_tax=includes_tax, fee=fee, fee_tax_rate=rate)

    assert sums.net + sums.tax == sums.total
    assert sums.subtotal == sum(item.total for item in items)
    if includes_tax:
        assert sums.total == sums.subtotal + sums.fee
    else:
        assert sums.net == sums.subtotal + sums.fee
    assert sums.tax == sum(tax.tax for tax in sums.taxes)


@given(st.integers(0, 10**9), st.integers(0, 10_000))
def test_tax_within_a_price_is_off_by_half_a_unit_at_most(price, rate):
    tax = totals([Item(price, 1, rate)], includes_tax=True).tax

    assert abs(tax * (10_000 + rate) - price * rate) * 2 <= 10_000 + rate
