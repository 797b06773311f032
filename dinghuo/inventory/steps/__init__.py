"""Parts of other domains' transactions: what orders and shipments do to stock."""
