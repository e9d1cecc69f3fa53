"""The page of a card: HTML with its style, its script, and a policy for both."""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from meishi.cards.compile.custom_css import own_style
from meishi.cards.compile.face import face_context
from meishi.cards.compile.language import catalogue_of, direction_of
from meishi.cards.compile.look import class_rules, look_of
from meishi.cards.compile.source import CardSource
from meishi.cards.compile.structured import structured_data
from meishi.cards.document import BlockEntry
from meishi.cards.document.base import Data
from meishi.cards.registry import BLOCK_TYPES, BlockType
from meishi.formats.needed_css import words_in
from meishi.themes.choices import PHOTO_SIZES
from meishi.themes.look import Content, Look, stylesheet


def _own(name: str) -> str:
    return (files("meishi.cards.compile") / name).read_text("utf-8").strip()


SCRIPT = _own("page.js")
VIEWER_STYLE, VIEWER_SCRIPT = _own("viewer.css"), _own("viewer.js")
VIEWABLE = 'data-view=""'  # written text has no such quotes: they are escaped
INDENT = re.compile(r"^\s+(?://.*\n\s*)*", re.MULTILINE)  # and lines of comment
TAP = re.compile(r'data-tap="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Page:
    """HTML, the content security policy that it needs, and the ids of its taps."""

    html: str
    policy: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A visible block with its type and its typed data."""

    entry: BlockEntry
    type: BlockType
    data: Data


def visible_blocks(source: CardSource) -> list[Block]:
    """Return the blocks that visitors see, in order.

    Those whose type is not installed any more are left out.
    """
    return [
        Block(entry, BLOCK_TYPES[entry.kind], _typed(entry))
        for entry in source.document.blocks
        if not entry.is_hidden and entry.kind in BLOCK_TYPES
    ]


def render_page(source: CardSource, *, is_preview: bool = False) -> Page:
    """Return the page of an edition, or, for the editor, that of a draft.

    The preview counts no taps and may be framed by the app.
    """
    document = source.document
    with override(catalogue_of(document.language)):
        blocks = visible_blocks(source)
        look = look_of(document.design, source.pictures)
        classes: dict[str, str] = {}
        context = {
            "pictures": source.pictures,
            "classes": classes,
            "identity": document.identity,
            "language": document.language,
            "handle": source.handle,
            "lives": source.live,
        }
        inner = _blocks_html(blocks, context)
        # The face comes before the style, since its pictures add to the style too.
        context |= face_context(source)
        context |= _addresses(source, is_preview=is_preview)
        context |= {
            "paper": look.paper,
            "photo_sizes": PHOTO_SIZES[look.face],
            "preload": _preload(look, document.identity.display_name),
            "is_preview": is_preview,
            "is_indexed": document.is_indexed,
            "direction": direction_of(document.language),
            "blocks": mark_safe(inner),  # noqa: S308 (rendered by our own templates)
            "has_viewer": VIEWABLE in inner,
            "has_booking": f'href="/{source.handle}/book/' in inner,
            "has_shop": f'href="/{source.handle}/shop/' in inner,
            "has_content": bool(inner.strip() or document.identity.headline),
            "structured_data": structured_data(source, blocks),
            "style": "",
            "script": "",
        }
        html = render_to_string("cards/page/page.html", context)
    own = own_style(document, source.pictures)
    shared = (VIEWER_STYLE, VIEWER_SCRIPT) if VIEWABLE in inner else ("", "")
    script = _script(look.theme.script, [*_scripts(blocks), shared[1]])
    rules = [*_styles(blocks), shared[0], class_rules(classes)]
    has = Content(words_in(html, script), frozenset(html))
    style = stylesheet(look, "\n".join(filter(None, rules)), own, has)
    page = html.replace("<style></style>", f"<style>{style}</style>", 1)
    page = page.replace("<script></script>", f"<script>{script}</script>", 1)
    targets = tuple(dict.fromkeys(TAP.findall(inner)))
    if not is_preview:
        page = TAP.sub(rf'ping="/{source.handle}/tap/\1"', page)
    sources = _sources(blocks)
    policy = policy_for(style, script, sources, is_preview=is_preview)
    return Page(page, policy, targets)


def _typed(entry: BlockEntry) -> Data:
    return BLOCK_TYPES[entry.kind].data.model_validate(entry.data)


def _blocks_html(blocks: list[Block], context: dict[str, Any]) -> str:
    return "".join(
        _block_html(block, context | {"is_first_block": not number})
        for number, block in enumerate(blocks)
    )


def _block_html(block: Block, context: dict[str, Any]) -> str:
    html = render_to_string(
        block.type.show_template,
        context
        | {"data": block.data, "block_id": block.entry.id}
        | {"live": context["lives"].get(block.entry.id, {})}
        | block.type.show_context(block.data, context["identity"]),
    )
    if block.entry.width == "half":
        return html.replace('class="b-', 'class="half b-', 1)
    return html


def _addresses(source: CardSource, *, is_preview: bool) -> dict[str, str]:
    url = f"{source.site_url}/{source.handle}"
    subject, body = quote(source.document.identity.display_name), quote(url)
    return {
        "handle": source.handle,
        "url": url,
        "shown_url": url.partition("://")[2],
        "vcf": "#save" if is_preview else f"/{source.handle}.vcf",
        "qr_live": "live.svg" if is_preview else f"/{source.handle}/qr.svg",
        "qr_offline": "offline.svg" if is_preview else f"/{source.handle}/offline.svg",
        "mail_link": f"mailto:?subject={subject}&body={body}",
    }


def _styles(blocks: list[Block]) -> list[str]:
    return list(dict.fromkeys(block.type.style.strip() for block in blocks))


def _scripts(blocks: list[Block]) -> list[str]:
    return list(dict.fromkeys(block.type.script.strip() for block in blocks))


def _preload(look: Look, name: str) -> str:
    """The font that the name is set in, where it has a letter of that font."""
    fonts = look.typeface.fonts
    has_latin = any(letter.isascii() and letter.isalpha() for letter in name)
    return fonts[0].address if fonts and has_latin else ""


def _script(theme: str, scripts: list[str]) -> str:
    pieces = filter(None, [SCRIPT, theme, *scripts])
    return "\n".join(f"{{{INDENT.sub('', piece)}\n}}" for piece in pieces)


def _sources(blocks: list[Block]) -> str:
    """What the blocks play and frame, as directives: nothing without such blocks."""
    media = (
        "media-src 'self'; " if any(block.type.has_media for block in blocks) else ""
    )
    hosts = {host for block in blocks for host in block.type.frame_hosts(block.data)}
    frames = " ".join(f"https://{host}" for host in sorted(hosts))
    return media + (f"frame-src {frames}; " if frames else "")


def policy_for(
    style: str, script: str = "", sources: str = "", *, is_preview: bool = False
) -> str:
    """Return the policy under which a page with that style and script works.

    `sources` are directives for what else it may load, each with its semicolon.
    """
    ancestors = "'self'" if is_preview else "'none'"
    scripts = f"'sha256-{_hash(script)}'" if script else "'none'"
    return (
        "default-src 'none'; img-src 'self' data:; "
        f"style-src 'sha256-{_hash(style)}'; script-src {scripts}; {sources}"
        "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {ancestors}"
    )


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
