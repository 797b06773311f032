"""Addresses of the branch's door."""

from dinghuo.web.branch.views import customers, dashboard
from dinghuo.web.selling.doors import Place, opened
from dinghuo.web.selling.urls import paths

app_name = "branch"

SEE_CUSTOMERS = "organisations.see_customers"

PLACES = (
    Place("", "today", dashboard.dashboard),
    Place("customers", "customers", customers.customers_list, SEE_CUSTOMERS),
    Place("customers/<str:code>", "customer", customers.customer, SEE_CUSTOMERS),
    Place(
        "customers/<str:code>/terms",
        "save_terms",
        customers.save_terms,
        "organisations.save_customer",
        ("POST",),
        customers.customer,
    ),
    Place(
        "customers/<str:code>/credit",
        "save_credit",
        customers.save_credit,
        customers.SAVE_CREDIT,
        ("POST",),
        customers.customer,
    ),
)

urlpatterns = [*opened("branch", PLACES), *paths("branch")]
