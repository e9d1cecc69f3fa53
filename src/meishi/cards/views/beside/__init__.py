"""Pages beside a card, for its visitors: they wear its look and speak its language."""
