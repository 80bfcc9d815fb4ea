"""The shop and its people, for tests of accounts, roles and the management API."""

from tests.integration.shop import caller, charlie, shop

__all__ = ["caller", "charlie", "shop"]
