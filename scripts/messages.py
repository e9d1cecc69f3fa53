"""Keep the catalogues of what visitors read, on pages and in mails: `make messages`.

What is marked for them stands in the templates of the page and of the blocks, in the
Python that prepares these, and in what customers are written. Each language keeps its translations; new words are
added without one, which tests/test_translations.py then names.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template import Engine
from django.template.base import Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

SOURCE = Path(__file__).parent.parent / "src" / "meishi"
LOCALE = SOURCE / "locale"
TEMPLATES = (
    "cards/templates/cards/page/*.html",
    "cards/templates/cards/beside/*.html",
    "blocks/*/show.html",
    "appointments/templates/appointments/visitor/*.html",
    "shop/templates/shop/visitor/*.html",
)
PYTHON = (
    "cards/compile/**/*.py",
    "cards/document/*.py",
    "blocks/*/*.py",
    "appointments/services/mails/*.py",
    "appointments/services/booking.py",
    "appointments/services/changing.py",
    "appointments/services/seats.py",
    "appointments/forms/visitor.py",
    "appointments/views/visitor/*.py",
    "shop/forms/visitor.py",
    "shop/queries/shelf.py",
    "shop/services/changing.py",
    "shop/services/mails/*.py",
    "shop/services/placing.py",
    "shop/services/wording.py",
    "shop/views/visitor/*.py",
)
NOT_FOR_VISITORS = {"errand.py", "form.py", "stills.py", "tests.py", "to_host.py"}
# What is translated lazily is for the editor: labels of block types, say.
AT_ONCE = {"gettext": 1, "ngettext": 2}
TAGS = {
    "i18n": "django.templatetags.i18n",
    "booking": "meishi.appointments.templatetags.booking",
    "shop": "meishi.shop.templatetags.shop",
    "picture": "meishi.cards.templatetags.picture",
    "recording": "meishi.cards.templatetags.recording",
}

type Message = str | tuple[str, str]


def languages() -> list[str]:
    """Return the locales that have a catalogue, such as `zh_Hans`."""
    return sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir())


def marked() -> dict[Message, list[str]]:
    """Return each message that visitors may read, with the files that say it."""
    found: dict[Message, list[str]] = {}
    for path, message in [*_in_templates(), *_in_python()]:
        found.setdefault(message, []).append(path.relative_to(SOURCE).as_posix())
    return found


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as translators wrote it."""
    with _po(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str) -> Path:
    """Return the file that Django reads."""
    return _po(language).with_suffix(".mo")


def write(language: str) -> None:
    """Bring the files of a language up to date with what is marked."""
    known = catalogue(language)
    fresh = Catalog(
        locale=language,
        project="Meishi",
        header_comment="# What visitors read on card pages and in mails.",
        last_translator="Meishi",
        language_team="",
        # Equal words give equal files.
        creation_date=known.creation_date,
        revision_date=known.revision_date,
        fuzzy=False,
    )
    for message, paths in sorted(marked().items(), key=str):
        before = known.get(message)
        fresh.add(
            message,
            before.string if before else None,
            locations=[(path, None) for path in dict.fromkeys(paths)],
        )
    with _po(language).open("wb") as file:
        write_po(file, fresh, width=88)
    with compiled(language).open("wb") as file:
        write_mo(file, catalogue(language))


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _in_templates() -> Iterator[tuple[Path, Message]]:
    engine = Engine(libraries=TAGS)
    for path in _files(TEMPLATES):
        template = Template(path.read_text("utf-8"), engine=engine)
        for node in template.nodelist.get_nodes_by_type(TranslateNode):
            yield path, node.filter_expression.var.literal
        for node in template.nodelist.get_nodes_by_type(BlockTranslateNode):
            singular, _variables = node.render_token_list(node.singular)
            yield path, singular


def _in_python() -> Iterator[tuple[Path, Message]]:
    for path in _files(PYTHON):
        tree = ast.parse(path.read_text("utf-8"))
        names = dict(_translators(tree))
        for call in ast.walk(tree):
            name = getattr(getattr(call, "func", None), "id", None)
            if count := names.get(name):
                words = [ast.literal_eval(word) for word in call.args[:count]]
                yield path, words[0] if count == 1 else (words[0], words[1])


def _translators(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the names under which a module knows gettext, and how much each takes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == (
            "django.utils.translation"
        ):
            for alias in node.names:
                if alias.name in AT_ONCE:
                    yield alias.asname or alias.name, AT_ONCE[alias.name]


def _files(patterns: tuple[str, ...]) -> list[Path]:
    found = {path for pattern in patterns for path in SOURCE.glob(pattern)}
    return sorted(
        path
        for path in found
        if path.name not in NOT_FOR_VISITORS and "tests" not in path.parts
    )


def main() -> None:
    """Write every catalogue."""
    import django

    django.setup()
    for language in languages():
        write(language)


if __name__ == "__main__":
    main()
