"""Steps of the ledger: open accounts, post entries."""
