"""What can go wrong in a shop and that a person can mend."""

from meishi.lib.errors import MeishiError


class ShopClosed(MeishiError):
    """The shop takes no orders now."""


class CartChanged(MeishiError):
    """What would be bought is not what was shown: a price, a stock, a fee. The quote
    that is made anew says which."""


class NotInStock(CartChanged):
    """Somebody else was faster: there is not enough of it any more."""


class CannotOrder(MeishiError):
    """The order breaks a rule of the shop: too little, too much, not delivered there."""


class AlreadyOrdered(MeishiError):
    """The same form was sent before with other content."""


class NotPossibleNow(MeishiError):
    """The order is in a state in which this cannot be done."""


class AlreadyDone(MeishiError):
    """The order is in the wanted state already; nothing was changed."""


class ChangedMeanwhile(MeishiError):
    """Somebody else changed it since the form was shown."""


class StockChanged(MeishiError):
    """Something was sold since the stock was shown. `values` say of which
    variant."""

    def __init__(self, message: str, values: tuple[str, ...]) -> None:
        super().__init__(message)
        self.values = values


class SkuTaken(MeishiError):
    """Another variant of the shop has that article number."""

    def __init__(self, message: str, sku: str) -> None:
        super().__init__(message)
        self.sku = sku


class NameTaken(MeishiError):
    """The shop has another of that name."""
