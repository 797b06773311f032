"""The permissions of this domain, each named after the action or the sight it opens."""

PERMISSIONS = frozenset(
    {
        "finance.save_credit_line",
        "finance.post_opening",
        "finance.top_up_prepaid",
        "finance.see_credit",
        "finance.see_ledger",
    }
)
