"""Warehouses, balances, what is promised from them, and every movement."""

from dinghuo.inventory.models.movement import Movement
from dinghuo.inventory.models.reservation import Reservation
from dinghuo.inventory.models.stock import ReorderPoint, Stock
from dinghuo.inventory.models.warehouse import Warehouse

__all__ = ["Movement", "ReorderPoint", "Reservation", "Stock", "Warehouse"]
