"""What changes about a card. One transaction each."""

from meishi.cards.services.blocks import (
    add_block,
    change_block,
    complete_block,
    duplicate_block,
    move_block,
    remove_block,
    set_block_hidden,
    set_block_width,
)
from meishi.cards.services.cards import (
    create_card,
    delete_card,
    delete_own_cards,
    delete_workspace,
    duplicate_card,
    new_card_from_contact,
)
from meishi.cards.services.deploying import (
    compile_all,
    deploy_card,
    deploy_cards_using,
)
from meishi.cards.services.designs import (
    delete_design,
    replace_design,
    save_design,
    set_house_design,
    unset_house_design,
    use_design,
    use_design_on,
)
from meishi.cards.services.drafts import change_draft, redo, undo
from meishi.cards.services.handles import want_handle
from meishi.cards.services.publishing import (
    publish_card,
    restore_edition,
    unpublish_card,
)

__all__ = [
    "add_block",
    "change_block",
    "change_draft",
    "compile_all",
    "complete_block",
    "create_card",
    "delete_card",
    "delete_design",
    "delete_own_cards",
    "delete_workspace",
    "deploy_card",
    "deploy_cards_using",
    "duplicate_block",
    "duplicate_card",
    "move_block",
    "new_card_from_contact",
    "publish_card",
    "redo",
    "remove_block",
    "replace_design",
    "restore_edition",
    "save_design",
    "set_block_hidden",
    "set_block_width",
    "set_house_design",
    "undo",
    "unpublish_card",
    "unset_house_design",
    "use_design",
    "use_design_on",
    "want_handle",
]
