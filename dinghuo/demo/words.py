"""Texts of the demo in the product's three languages; Traditional Chinese is written from the Simplified."""

from dataclasses import dataclass
from functools import cache, cached_property

from opencc import OpenCC


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2tw")


@dataclass(frozen=True)
class Words:
    """A text in Simplified Chinese and English."""

    chinese: str
    english: str

    @cached_property
    def translations(self) -> dict[str, str]:
        """The text by language code, as the models keep it."""
        return {
            "zh-hans": self.chinese,
            "zh-hant": _traditional().convert(self.chinese),
            "en": self.english,
        }

    def __add__(self, other: "Words") -> "Words":
        """Both texts one after the other, with a blank between."""
        return Words(f"{self.chinese} {other.chinese}", f"{self.english} {other.english}")
