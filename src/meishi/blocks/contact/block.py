"""How to reach the card's subject."""

from django.utils.translation import gettext_lazy as _

from meishi.blocks.contact.data import ContactData
from meishi.blocks.contact.form import ContactForm
from meishi.blocks.contact.rows import rows
from meishi.cards.registry import BlockType

contact = BlockType(
    __name__,
    label=_("Contact details"),
    description=_("Phone, e-mail, addresses: what is also saved to the address book."),
    data=ContactData,
    form=ContactForm,
    show_context=rows,
    example=ContactData(heading="Contact", has_time_zone=True),
)
