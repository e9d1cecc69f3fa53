import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import spreadsheet
from meishi.shop.models import Category, Product, Variant
from meishi.shop.queries.table import EXAMPLE, table
from meishi.shop.rules.table import COLUMNS, BadTable, decode, read
from meishi.shop.services.importing import import_table

HEAD = "title,option 1 name,option 1 value,article number,price,sale price,stock"


def lines(*rows, head=HEAD):
    return read("\n".join([head, *rows]), "EUR")


def outcomes(results):
    return [result.outcome for result in results]


def reasons(line):
    return [(problem.column, problem.reason) for problem in line.problems]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_read_whatever_stands_between_its_cells(mark):
    (line,) = read(mark.join(["Title", "PRICE"]) + "\r\n" + f'Jam{mark}"4,50"', "EUR")

    assert (line.number, line.title, line.price) == (2, "Jam", 450)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_the_ways_in_which_spreadsheets_write(encoding):
    assert "Käse" in decode("title\nKäse".encode(encoding))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Jam,,,,x,,", ("price", "number")),
        ("Jam,,,,4.505,,", ("price", "digits")),
        ("Jam,,,,-1,,", ("price", "negative")),
        ("Jam,,,,4,5,", ("sale price", "sale")),
        ("Jam,,,,4,,1.5", ("stock", "number")),
        ("Jam,,,,4,,99999999999", ("stock", "number")),
        ("Jam,Size,,,4,,", ("option 1 value", "missing")),
        (f"{'x' * 201},,,,4,,", ("title", "long")),
    ],
)
def test_what_is_wrong_with_a_line_names_the_column(row, problem):
    (line,) = lines(row)

    assert problem in reasons(line)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"x" * 1_000_001, "large"),
        (b"\xff\xfe\xff", "text"),
    ],
)
def test_what_is_no_table_says_why(content, reason):
    with pytest.raises(BadTable) as caught:
        decode(content)

    assert caught.value.reason == reason


def test_a_table_without_a_column_of_ours_is_none():
    with pytest.raises(BadTable, match="head"):
        read("nonsense\nmore", "EUR")
    with pytest.raises(BadTable, match="head"):
        read("", "EUR")
    with pytest.raises(BadTable, match="long"):
        read("title\n" + "x\n" * 5001, "EUR")


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        read(text, "EUR")
        read(f"title,price\n{text}", "KWD")
    except BadTable:
        pass


@pytest.mark.django_db
def test_lines_make_products_and_variants(shop):
    results = import_table(
        shop,
        lines(
            "Jam,,,J-1,4.50,,12",
            "Apron,Size,S,A-S,29,,",
            "Apron,Size,M,A-M,30,25,",
            "Bread,,,,,,",
        ),
        is_trial=False,
    )

    assert outcomes(results) == ["new", "new", "new", "bad"]
    apron = Product.objects.get(title="Apron")
    assert apron.options == [{"name": "Size", "values": ["S", "M"]}]
    assert [v.unit_price for v in apron.variants.all()] == [2900, 2500]
    assert Variant.objects.get(sku="J-1").stock == 12
    assert "a-m" in apron.search_text


@pytest.mark.django_db
def test_a_trial_changes_nothing(shop):
    results = import_table(shop, lines("Jam,,,,4,,"), is_trial=True)

    assert outcomes(results) == ["new"]
    assert not Product.objects.exists()


@pytest.mark.django_db
def test_a_line_is_matched_by_article_number_and_says_what_it_changes(shop, sell):
    sell("Jam", 450, sku="J-1", stock=5)

    results = import_table(
        shop, lines("Jam,,,J-1,5,,5", "Jam,,,J-1,5,,5"), is_trial=False
    )

    assert outcomes(results) == ["changed", "unchanged"]
    assert Variant.objects.get().price == 500


@pytest.mark.django_db
def test_a_column_that_is_not_there_is_left_as_it_is(shop, sell):
    jam = sell("Jam", 450, sku="J-1", stock=5)

    import_table(shop, lines("J-1,5", head="article number,price"), is_trial=False)

    jam.refresh_from_db()
    assert (jam.price, jam.stock, jam.product.title) == (500, 5, "Jam")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("nowhere,Jam,,,,4", ("product", "unknown")),
        (",,,,,4", ("title", "missing")),
        (",Bread,,,J-1,4", None),
        (",Jam 2,Size,S,,", ("price", "missing")),
    ],
)
def test_what_does_not_fit_the_shop_is_said(shop, sell, row, problem):
    sell("Jam", 450, sku="J-1")
    head = "product,title,option 1 name,option 1 value,article number,price"

    (result,) = import_table(shop, lines(row, head=head), is_trial=False)

    found = [(one.column, one.reason) for one in result.problems]
    assert found == ([problem] if problem else [])


@pytest.mark.django_db
def test_other_options_than_the_product_has_are_refused(shop):
    results = import_table(
        shop,
        lines("Apron,Size,S,,29,,", "Apron,Colour,red,,29,,"),
        is_trial=False,
    )

    assert outcomes(results) == ["new", "bad"]


@pytest.mark.django_db
def test_what_is_exported_reads_back_as_it_was(shop, sell):
    jams = Category.objects.create(shop=shop, name="=Jams")
    jam = sell('+Jam, "sour"\nand more', 450, stock=5, sku="-1", category=jams)
    Variant.objects.filter(pk=jam.pk).update(sale_price=400)
    sell("Bread", 0, tax_rate=810, is_draft=True, is_available=False)
    apron = Product.objects.create(
        shop=shop, title="Apron", options=[{"name": "Size", "values": ["S", "M"]}]
    )
    for size in ("S", "M"):
        Variant.objects.create(product=apron, shop=shop, price=2900, values=[size])

    text = decode(spreadsheet.encode(table(shop)))
    results = import_table(shop, read(text, "EUR"), is_trial=False)

    assert outcomes(results) == ["unchanged"] * 4
    assert text.splitlines()[0] == ",".join(COLUMNS)


@pytest.mark.django_db
def test_a_long_table_takes_few_queries(shop, django_assert_max_num_queries):
    rows = lines(*(f"Jam {n},,,J-{n},4,,5" for n in range(500)))

    with django_assert_max_num_queries(25):
        import_table(shop, rows, is_trial=False)

    assert Variant.objects.count() == 500


@pytest.mark.django_db
def test_the_example_can_be_imported(shop):
    text = decode(spreadsheet.encode(EXAMPLE))

    assert outcomes(import_table(shop, read(text, "EUR"), is_trial=True)) == ["new"] * 3


@pytest.fixture
def owner(card, alice):
    client = Client()
    client.force_login(alice)
    return client


def test_a_file_is_looked_at_and_then_imported(owner, shop, card):
    page = f"/cards/{card.public_id}/shop/table/"
    file = SimpleUploadedFile("a.csv", b"title;price\nJam;4,50\nBread;x")

    shown = owner.post(page, {"file": file, "do": "look"}).content.decode()
    assert "price is no number" in shown
    assert "1 new" in shown
    assert not Product.objects.exists()

    done = owner.post(page, {"text": "title;price\nJam;4,50", "do": "import"})
    assert "What the import did" in done.content.decode()
    assert Product.objects.get().title == "Jam"


def test_a_file_that_is_none_says_so_beside_it(owner, shop, card):
    page = f"/cards/{card.public_id}/shop/table/"
    file = SimpleUploadedFile("a.csv", b"nonsense")

    assert owner.post(page, {"do": "look"}).status_code == 422
    assert "names none of the columns" in (
        owner.post(page, {"file": file}).content.decode()
    )


def test_the_products_are_taken_along(owner, shop, card, sell):
    sell("Jam", 450)
    page = f"/cards/{card.public_id}/shop/table/"

    assert b"Jam" in owner.get(f"{page}export/").content
    assert b"Lemon jam" in owner.get(f"{page}example/").content
