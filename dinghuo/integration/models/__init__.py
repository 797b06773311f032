"""Keys of programs, and imports of sheets."""

from dinghuo.integration.models.api_key import ApiKey
from dinghuo.integration.models.sheet_import import Import, ImportRow, KnownColumn

__all__ = ["ApiKey", "Import", "ImportRow", "KnownColumn"]
