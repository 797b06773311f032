"""Double-entry ledger, credit lines, prepaid balances."""
