"""What this domain announces."""

from dinghuo.foundation.events import Event


class MarketCreated(Event):
    """A market has been set up."""

    kind = "market.created"
    subject_kind = "market"


class OrganisationCreated(Event):
    """A company has joined the market."""

    kind = "organisation.created"
    subject_kind = "organisation"


class OrganisationSaved(Event):
    """What is known of a company has changed; data: the columns that did."""

    kind = "organisation.saved"
    subject_kind = "organisation"


class StatusChanged(Event):
    """A company may trade, or may no longer; data: from, to."""

    kind = "organisation.status_changed"
    subject_kind = "organisation"


class DepartmentSaved(Event):
    """A department was made, renamed or moved."""

    kind = "department.saved"
    subject_kind = "department"


class PersonAdded(Event):
    """A person became a member of an organisation."""

    kind = "person.added"
    subject_kind = "membership"


class MembershipRolesSet(Event):
    """A member's roles changed; data: from, to (role keys)."""

    kind = "membership.roles_set"
    subject_kind = "membership"


class GrantSet(Event):
    """A member's single grant changed; data: permission, from, to."""

    kind = "membership.grant_set"
    subject_kind = "membership"


class MembershipStatusSet(Event):
    """A member was suspended or let in again; data: from, to."""

    kind = "membership.status_set"
    subject_kind = "membership"


class RoleSaved(Event):
    """A role permits other things; data: grants with their limits."""

    kind = "role.saved"
    subject_kind = "role"


class DepartmentSet(Event):
    """A member works in another department; data: from, to (names)."""

    kind = "membership.department_set"
    subject_kind = "membership"


class AddressSaved(Event):
    """A delivery address was added or changed."""

    kind = "address.saved"
    subject_kind = "address"


class AddressDeleted(Event):
    """A delivery address was taken away; data: what it was."""

    kind = "address.deleted"
    subject_kind = "address"


class StorefrontSaved(Event):
    """A storefront was made or its policies changed; data: the columns that did."""

    kind = "storefront.saved"
    subject_kind = "storefront"


class CustomerSaved(Event):
    """A buyer orders in a storefront, on these terms."""

    kind = "customer.saved"
    subject_kind = "customer"


class CustomerGroupSaved(Event):
    """A group of customers was made or changed; data: key, added, removed (codes of buyers)."""

    kind = "customer_group.saved"
    subject_kind = "customer_group"


class CustomersLoaded(Event):
    """Many customers were taken in or changed; data: customers (how many)."""

    kind = "customers.loaded"
    subject_kind = "market"


class CustomersDropped(Event):
    """Customers that a sheet had taken in by mistake are gone; data: customers (how many)."""

    kind = "customers.dropped"
    subject_kind = "market"


class OrderMinimumSaved(Event):
    """What orders must come to has changed; data: seller, buyer, storefront (empty: any), and the terms."""

    kind = "order_minimum.saved"
    subject_kind = "order_minimum"


class OrderMinimumRemoved(Event):
    """What had been asked of orders isn't any more; data: seller, buyer, storefront (empty: any)."""

    kind = "order_minimum.removed"
    subject_kind = "order_minimum"


class RegistrationReceived(Event):
    """A company asks to join."""

    kind = "registration.received"
    subject_kind = "registration"


class RegistrationApproved(Event):
    """The operator let a company join."""

    kind = "registration.approved"
    subject_kind = "registration"


class RegistrationRefused(Event):
    """The operator didn't let a company join."""

    kind = "registration.refused"
    subject_kind = "registration"


class SignedIn(Event):
    """A person signed in; data: ip, opened_by."""

    kind = "person.signed_in"
    subject_kind = "person"


class PasswordChanged(Event):
    """A person has a new password; data: how ("own" or "code")."""

    kind = "person.password_changed"
    subject_kind = "person"


class SessionsRevoked(Event):
    """Devices of a person were signed out from elsewhere; data: count."""

    kind = "person.sessions_revoked"
    subject_kind = "person"


class FactorAdded(Event):
    """A person has a new second factor; data: factor ("app", "recovery" or "passkey"), name."""

    kind = "person.factor_added"
    subject_kind = "person"


class FactorRemoved(Event):
    """A second factor opens nothing any more; data: factor ("app", "passkey" or "all"), how ("own" or "operator")."""

    kind = "person.factor_removed"
    subject_kind = "person"
