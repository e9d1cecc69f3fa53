"""Links as large buttons."""

from django.utils.translation import gettext_lazy as _

from meishi.blocks.links.data import LinkItem, LinksData
from meishi.blocks.links.form import LinksForm
from meishi.cards.registry import BlockType

links = BlockType(
    __name__,
    label=_("Links"),
    description=_("Large buttons that lead anywhere: your work, a menu, an article."),
    data=LinksData,
    form=LinksForm,
    example=LinksData(
        heading="Worth a look",
        items=(
            LinkItem(
                url="https://example.com/houses",
                title="Twelve small houses",
                description="Plans, models and photographs from the last ten years",
            ),
            LinkItem(
                url="https://example.com/talks/timber",
                title="Why we build with timber",
                description="A talk of 20 minutes, with slides",
            ),
            LinkItem(
                url="https://example.com/newsletter", title="Letters, four a year"
            ),
        ),
    ),
)
