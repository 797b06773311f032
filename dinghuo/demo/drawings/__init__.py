"""Draws the demo's goods: small vector pictures, two kilobytes each, that stand on light and on dark paper."""

from dinghuo.demo.drawings.draw import draw
from dinghuo.demo.drawings.paint import Paint

__all__ = ["Paint", "draw"]
