"""The tables of organisations."""

from dinghuo.organisations.models.address import Address
from dinghuo.organisations.models.customer_group import CustomerGroup, CustomerGroupMember
from dinghuo.organisations.models.market import Market
from dinghuo.organisations.models.membership import Membership, MembershipGrant, MembershipRole
from dinghuo.organisations.models.notification import Notification
from dinghuo.organisations.models.order_minimum import OrderMinimum
from dinghuo.organisations.models.organisation import Department, Organisation
from dinghuo.organisations.models.person import Person
from dinghuo.organisations.models.registration import Registration
from dinghuo.organisations.models.reset_code import ResetCode
from dinghuo.organisations.models.role import Role, RoleGrant
from dinghuo.organisations.models.second_factor import Authenticator, Challenge, Passkey, RecoveryCode
from dinghuo.organisations.models.session import Session
from dinghuo.organisations.models.sign_in_attempt import SignInAttempt
from dinghuo.organisations.models.storefront import Customer, Storefront

__all__ = [
    "Address",
    "Authenticator",
    "Challenge",
    "Customer",
    "CustomerGroup",
    "CustomerGroupMember",
    "Department",
    "Market",
    "Membership",
    "MembershipGrant",
    "MembershipRole",
    "Notification",
    "OrderMinimum",
    "Organisation",
    "Passkey",
    "Person",
    "RecoveryCode",
    "Registration",
    "ResetCode",
    "Role",
    "RoleGrant",
    "Session",
    "SignInAttempt",
    "Storefront",
]
