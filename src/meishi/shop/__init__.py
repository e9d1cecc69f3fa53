"""The shop of a card: products, carts, orders, and WhatsApp to talk about them."""
