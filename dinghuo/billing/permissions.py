"""The permissions of this domain, each named after the action or the sight it opens."""

PERMISSIONS = frozenset(
    {
        "billing.issue_invoice",
        "billing.report_payment",
        "billing.claim_payment",
        "billing.refuse_payment",
        "billing.see_statements",
        "billing.settle_levels",
    }
)
