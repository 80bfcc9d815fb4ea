"""The shop and its people, and a batch of delivery."""

from tests.integration.channels.conftest import deliver, reports, workspace
from tests.integration.shop import caller, charlie, shop

__all__ = ["caller", "charlie", "deliver", "reports", "shop", "workspace"]
