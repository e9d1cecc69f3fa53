import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.markdown import TAP, to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>\n"),
        ("**bold** *italic*", "<p><strong>bold</strong> <em>italic</em></p>\n"),
        ("# title", "<h3>title</h3>\n"),
        ("### title", "<h3>title</h3>\n"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("2. a", '<ol start="2">\n<li>a</li>\n</ol>\n'),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("![a](https://example.com/x.png)", None),
        ("`code`", "<p>`code`</p>\n"),
    ],
)
def test_the_subset_of_markdown(text, html):
    if html is None:
        assert "<img" not in to_html(text)
    else:
        assert to_html(text) == html


def test_links_do_not_vouch_for_where_they_lead():
    assert to_html("[a](https://example.com)") == (
        f'<p><a href="https://example.com" data-tap="{TAP}" '
        'rel="nofollow noopener ugc">a</a></p>\n'
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "/here", "//example.com"]
)
def test_links_to_other_schemes_lead_nowhere(address):
    assert f'href="{address}' not in to_html(f"[a]({address}) <{address}>")


@given(st.text(max_size=200) | st.text("[]()<>*#-> \n\"'ahtps:/&;!`", max_size=60))
def test_any_text_becomes_only_the_elements_of_the_subset(text):
    html = to_html(text)

    tags = set(re.findall(r"</?([a-z][a-z0-9]*)", html))
    assert tags <= {
        "p",
        "br",
        "strong",
        "em",
        "a",
        "ul",
        "ol",
        "li",
        "h3",
        "blockquote",
    }
    assert html.count(TAP) == html.count("<a ")


def test_what_looks_like_a_tap_in_the_text_is_text():
    assert to_html('data-tap="b1-9"') == '<p>data-tap=&quot;b1-9"</p>\n'


def test_deep_nesting_is_read_in_good_time():
    assert to_html(">" * 5000 + "*" * 5000)
