"""Show a card in a browser without a server: its page is made and handed over."""

from datetime import UTC, datetime

from meishi.cards.compile import CardSource, render_page
from meishi.cards.compile.example import example_document, example_pictures
from meishi.cards.document import CardDocument, Identity
from meishi.formats import qr
from meishi.themes.registry import theme_named
from meishi.themes.typefaces import font_files
from tests.demo import demo_blocks

ADDRESS = "https://cards.example"
SCRIPTS = ("latin", "arabic", "japanese")
ARABIC = Identity.model_validate(
    {
        "given": "ليلى",
        "family": "العربي",
        "title": "مهندسة معمارية",
        "company": "استوديو النخلة للتصميم",
        "headline": "بيوت هادئة تعيش طويلاً",
        "phones": [{"number": "+12025550123", "has_whatsapp": True}],
        "emails": [{"address": "layla@example.com"}],
    }
)
JAPANESE = Identity.model_validate(
    {
        "given": "太郎",
        "family": "山田",
        "is_family_first": True,
        "phonetic_given": "たろう",
        "phonetic_family": "やまだ",
        "title": "代表取締役",
        "company": "山田木工株式会社",
        "headline": "百年使える家具を、一つずつ。",
        "phones": [{"number": "+12025550123"}],
        "emails": [{"address": "yamada@example.com"}],
    }
)


def document_in(theme, script):
    """Return a card in that theme: its own example, or one in another script."""
    example = example_document(theme)
    if script == "latin":
        return example
    identity, language = (ARABIC, "ar") if script == "arabic" else (JAPANESE, "ja")
    pictures = {
        name: getattr(example.identity, name) for name in ("photo", "logo", "cover")
    }
    return CardDocument(
        identity=identity.model_copy(update=pictures),
        blocks=demo_blocks(),
        design=example.design,
        language=language,
    )


def card_source(theme, document):
    """Return the document as an edition of a card called `showcase`."""
    return CardSource(
        public_id="showcase",
        handle="showcase",
        edition=1,
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
        document=document,
        site_url=ADDRESS,
        scan_code="SHOWCASE",
        pictures=example_pictures(theme, f"{ADDRESS}/pictures/"),
    )


def showcase(page, name, script="latin", document=None):
    """Open the theme's example, or `document`, in that page of a browser."""
    theme = theme_named(name)
    made = render_page(card_source(theme, document or document_in(theme, script)))
    fonts = font_files()

    def answer(route):
        path = route.request.url.removeprefix(ADDRESS)
        last = path.rpartition("/")[2]
        if path == "/showcase":
            policy = {"content-security-policy": made.policy}
            route.fulfill(body=made.html, content_type="text/html", headers=policy)
        elif path.endswith("qr.svg"):
            code = qr.svg(qr.matrix(qr.live_text(f"{ADDRESS}/q/SHOWCASE")))
            route.fulfill(body=code, content_type="image/svg+xml")
        elif last in fonts:
            route.fulfill(path=fonts[last], content_type="font/woff2")
        elif last.removesuffix(".webp") in theme.pictures:
            picture = theme.pictures[last.removesuffix(".webp")]
            route.fulfill(path=picture, content_type="image/webp")
        else:
            route.fulfill(status=404, body="")

    page.route(f"{ADDRESS}/**", answer)
    page.goto(f"{ADDRESS}/showcase")
    page.evaluate("document.fonts.ready")
