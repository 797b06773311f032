"""Steps of money in hand for one order: receive, use for invoices."""
