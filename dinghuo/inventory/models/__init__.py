"""Warehouses, balances by lot, what is promised from them, every movement, and the documents behind it."""

from dinghuo.inventory.models.cart_hold import CartHold
from dinghuo.inventory.models.consignment import Consignment
from dinghuo.inventory.models.display import DisplayRule
from dinghuo.inventory.models.document import StockDocument, StockDocumentLine
from dinghuo.inventory.models.incoming import IncomingSupply, Promise, SharingRule
from dinghuo.inventory.models.lot import LastSent, LifeRule, Lot, UnitCost
from dinghuo.inventory.models.movement import Movement
from dinghuo.inventory.models.picked import Picked
from dinghuo.inventory.models.reservation import Reservation
from dinghuo.inventory.models.routing import Routing
from dinghuo.inventory.models.stock import ReorderPoint, SafetyStock, Stock
from dinghuo.inventory.models.warehouse import Warehouse

__all__ = [
    "CartHold",
    "Consignment",
    "DisplayRule",
    "IncomingSupply",
    "LastSent",
    "LifeRule",
    "Lot",
    "Movement",
    "Picked",
    "Promise",
    "ReorderPoint",
    "Reservation",
    "Routing",
    "SafetyStock",
    "SharingRule",
    "Stock",
    "StockDocument",
    "StockDocumentLine",
    "UnitCost",
    "Warehouse",
]
