"""Addresses of cards."""

from django.urls import path

from meishi.cards.views import (
    blocks,
    cards,
    css,
    design,
    designs,
    editions,
    handle,
    identity,
    importing,
    preview,
    publishing,
    qr_design,
    sharing,
)

app_name = "cards"
card = "cards/<slug:card_id>/"
block = f"{card}blocks/<slug:block_id>/"
look = f"{card}looks/<slug:design_id>/"
urlpatterns = [
    path("cards/", cards.cards, name="list"),
    path("cards/new/", cards.new, name="new"),
    path("cards/import/", importing.import_card, name="import"),
    path("cards/country/", identity.guess_country, name="country"),
    path("cards/examples/<slug:kind>/", preview.block_example, name="block-example"),
    path(card, identity.editor, name="editor"),
    path(f"{card}identity/", identity.save_identity, name="identity"),
    path(f"{card}undo/", identity.step, {"direction": "undo"}, name="undo"),
    path(f"{card}redo/", identity.step, {"direction": "redo"}, name="redo"),
    path(f"{card}blocks/", blocks.add, name="block-add"),
    path(block, blocks.save, name="block"),
    path(f"{block}duplicate/", blocks.duplicate, name="block-duplicate"),
    path(f"{block}remove/", blocks.remove, name="block-remove"),
    path(f"{block}move/", blocks.move, name="block-move"),
    path(f"{block}hide/", blocks.hide, name="block-hide"),
    path(f"{block}width/", blocks.widen, name="block-width"),
    path(f"{card}preview/", preview.preview, name="preview"),
    path(f"{card}preview/<slug:kind>.svg", preview.preview_qr, name="preview-qr"),
    path(
        "cards/examples/<slug:kind>/<slug:code>.svg",
        preview.example_qr,
        name="example-qr",
    ),
    path(f"{card}design/", design.design, name="design"),
    path(f"{card}css/", css.css, name="css"),
    path(f"{card}themes/", design.themes, name="themes"),
    path(f"{card}themes/use/", design.use_theme, name="theme-use"),
    path(f"{card}looks/", designs.designs, name="designs"),
    path(f"{card}looks/save/", designs.save, name="design-save"),
    path(f"{card}looks/import/", designs.import_design, name="design-import"),
    path(f"{look}use/", designs.use, name="design-use"),
    path(f"{look}use-on/", designs.use_on, name="design-use-on"),
    path(f"{look}replace/", designs.replace, name="design-replace"),
    path(f"{look}house/", designs.house, name="design-house"),
    path(f"{look}delete/", designs.delete, name="design-delete"),
    path(f"{look}file.json", designs.export, name="design-file"),
    path(f"{card}handle/", handle.handle, name="handle"),
    path(f"{card}publish/", publishing.publish, name="publish"),
    path(f"{card}unpublish/", publishing.unpublish, name="unpublish"),
    path(f"{card}editions/", editions.editions, name="editions"),
    path(f"{card}editions/<int:number>/", editions.edition, name="edition"),
    path(f"{card}editions/<int:number>/restore/", editions.restore, name="restore"),
    path(f"{card}share/", sharing.share, name="share"),
    path(f"{card}qr/", sharing.qr_page, name="qr"),
    path(f"{card}qr/design/", qr_design.qr_design, name="qr-design"),
    path(f"{card}qr.<slug:file_format>", sharing.qr_file, name="qr-file"),
    path(f"{card}duplicate/", cards.duplicate, name="duplicate"),
    path(f"{card}delete/", cards.delete, name="delete"),
]
