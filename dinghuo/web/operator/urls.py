"""Addresses of the operator's console."""

from django.urls import path

from dinghuo.web.operator.views import (
    api_keys,
    attributes,
    audit,
    dashboard,
    finance,
    orders,
    organisations,
    people,
    registrations,
    storefronts,
)
from dinghuo.web.selling.doors import opened
from dinghuo.web.selling.urls import IMPORTS

app_name = "operator"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("orders/", orders.orders_list, name="orders"),
    path("orders/orders.<str:kind>", orders.orders_file, name="orders_file"),
    path("orders/<str:number>/", orders.order, name="order"),
    path("orders/<str:number>/answer", orders.answer, name="answer"),
    path("orders/<str:number>/cancellation", orders.cancel, name="cancel"),
    path("orders/<str:number>/messages", orders.write, name="write"),
    path("organisations/", organisations.organisations_list, name="organisations"),
    path("organisations/new", organisations.new, name="new_organisation"),
    path("organisations/<str:code>/", organisations.organisation, name="organisation"),
    path("organisations/<str:code>/facts", organisations.facts, name="organisation_facts"),
    path("organisations/<str:code>/status", organisations.status, name="organisation_status"),
    path("organisations/<str:code>/terms", organisations.terms, name="organisation_terms"),
    path("organisations/<str:code>/credit", organisations.credit, name="organisation_credit"),
    path("registrations/", registrations.registrations_list, name="registrations"),
    path("registrations/<uuid:key>/", registrations.registration, name="registration"),
    path("registrations/<uuid:key>/refusal", registrations.refuse, name="refuse_registration"),
    path("people/", people.people_list, name="people"),
    path("people/new", people.new, name="new_person"),
    path("people/<uuid:key>/", people.person, name="person"),
    path("people/<uuid:key>/grants", people.grant, name="person_grant"),
    path("people/<uuid:key>/status", people.status, name="person_status"),
    path("roles/", people.roles_list, name="roles"),
    path("storefronts/", storefronts.storefronts_list, name="storefronts"),
    path("storefronts/new", storefronts.edit, name="new_storefront"),
    path("storefronts/<slug:key>/", storefronts.edit, name="storefront"),
    path("attributes/", attributes.attributes_list, name="attributes"),
    path("attributes/<str:category>/new", attributes.attribute, name="new_attribute"),
    path("attributes/<str:category>/set", attributes.ready_set, name="ready_set"),
    path("attributes/<str:category>/<slug:key>/", attributes.attribute, name="attribute"),
    path("attributes/<str:category>/<slug:key>/removal", attributes.remove, name="remove_attribute"),
    path("payments/", finance.payments_list, name="payments"),
    path("payments/<str:number>/claim", finance.claim, name="claim"),
    path("payments/<str:number>/refusal", finance.refuse, name="refuse_payment"),
    path("receivables/", finance.receivables, name="receivables"),
    path("credit/", finance.credit, name="credit"),
    path("ledger/", finance.ledger, name="ledger"),
    path("api-keys/", api_keys.keys, name="api_keys"),
    path("api-keys/<uuid:key>/revocation", api_keys.revoke, name="revoke_api_key"),
    path("audit/", audit.audit, name="audit"),
    *opened("operator", IMPORTS),
]
