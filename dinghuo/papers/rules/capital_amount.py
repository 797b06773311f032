"""Writes an amount of yuan in Chinese capitals (大写金额), as papers that ask for payment must."""

from decimal import ROUND_HALF_UP, Decimal

import cn2an
from opencc import OpenCC

CENT = Decimal("0.01")
#: cn2an knows units up to 10^16; the columns of amounts end there as well.
LARGEST = Decimal(10) ** 16


def capital_amount(amount: Decimal, language: str = "zh-hans") -> str:
    """壹万贰仟肆佰捌拾元整 for 12480.00; in traditional characters for "zh-hant". Rounded half up to the fen.

    Follows 支付结算办法 annex 1: 整 ends an amount of whole yuan and may end one of jiao, never one of fen; 零
    stands between yuan and fen. cn2an cuts off what is beyond two decimals and leaves 整 away after jiao, so
    the amount is rounded first. Raises ValueError beyond 10^16.
    """
    rounded = amount.quantize(CENT, rounding=ROUND_HALF_UP)
    if abs(rounded) >= LARGEST:
        raise ValueError(f"{amount} is too large for capitals")
    if not rounded:
        text = "零元整"
    else:
        text = cn2an.an2cn(format(rounded, "f"), "rmb")
        if text.endswith("角"):
            text += "整"
    return OpenCC("s2t").convert(text) if language.lower() == "zh-hant" else text
