"""The permissions of this domain."""

#: Make, see and revoke keys: the operator's people for every organisation, others for their own.
MANAGE_API_KEYS = "integration.manage_api_keys"
IMPORT_TRADE = "integration.import_trade"

PERMISSIONS = frozenset({MANAGE_API_KEYS, IMPORT_TRADE})
