"""What a sheet of customers may name: companies as they are, storefronts, levels, regions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Upper

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.members.models import Level, LevelGrant
from dinghuo.members.permissions import GRANT_LEVEL
from dinghuo.organisations.models import Address, Customer, Organisation, Storefront
from dinghuo.organisations.queries.organisations import market
from dinghuo.organisations.rules.regions import Region, find_region, region
from dinghuo.organisations.states import Part

FACTS = ("name", "tax_number", "contact", "phone", "email")


@dataclass(frozen=True, slots=True)
class Stored:
    """A buyer as it is: `terms` are days by storefront, `level` the key of its level of now."""

    facts: Mapping[str, str]
    terms: Mapping[UUID, int]
    region: str
    street: str
    level: str

    def texts(self, storefront_id: UUID) -> dict[str, str]:
        """By column, as a row about this storefront would say it."""
        days = self.terms.get(storefront_id)
        return {
            **self.facts,
            "region": self.region,
            "street": self.street,
            "level": self.level,
            "payment_term_days": "" if days is None else str(days),
        }


@dataclass(frozen=True, slots=True)
class Known:
    """Companies by code, and codes as they are kept by what a row says; codes of others that are no buyers of the
    actor's; ids of storefronts by key and name, and the only one if there is one only; keys of levels by key and name,
    and their ids by key; what the actor may do."""

    there: Mapping[str, Stored]
    spelled: Mapping[str, str]
    foreign: frozenset[str]
    storefronts: Mapping[str, UUID]
    usual: UUID | None
    level_keys: Mapping[str, str]
    levels: Mapping[str, UUID]
    country: str
    may_take_in: bool
    may_change: bool
    may_grant: bool


def known_customers(actor: Actor, rows: Sequence[ReadRow]) -> Known:
    """Read them. Seven statements, whatever the number of rows."""
    own = {"market_id": actor.market_id}
    is_whole = actor.scope == "market"
    shops = Storefront.objects.filter(**own)
    if not is_whole:
        shops = shops.filter(owner_id=actor.organisation_id)
    storefronts = list(shops.values_list("id", "key", "name", "names"))
    codes = {str(row.values["code"]) for row in rows if "code" in row.values}
    # b001 is B001 in a hurry; where both are there, each is itself.
    capitals = {code.upper() for code in codes}
    alike = Organisation.objects.annotate(capitals=Upper("code")).filter(**own, capitals__in=capitals)
    companies = list(alike.order_by("code"))
    found = _stored(actor, [each for each in companies if each.takes(Part.BUYER)])
    mine = {each for each, *_rest in storefronts}
    there = {code: each for code, each in found.items() if is_whole or mine & each.terms.keys()}
    levels = list(Level.objects.filter(**own))
    words = {word: each.key for each in levels for word in (each.name, *each.names.values(), each.key)}
    return Known(
        there=there,
        spelled=_spelled(codes, [each.code for each in companies]),
        foreign=frozenset(each.code for each in companies) - there.keys(),
        storefronts={
            word: each for each, key, name, names in storefronts for word in (name, *names.values(), key)
        },
        usual=storefronts[0][0] if len(storefronts) == 1 else None,
        level_keys=words,
        levels={each.key: each.id for each in levels},
        country=market(actor.market_id).country,
        may_take_in=is_whole and allows(actor, "organisations.create_organisation"),
        may_change=is_whole and allows(actor, "organisations.save_organisation"),
        may_grant=is_whole and allows(actor, GRANT_LEVEL),
    )


def _spelled(codes: set[str], known: Sequence[str]) -> dict[str, str]:
    alike = {code.upper(): code for code in known}
    return {code: code if code in known else alike.get(code.upper(), code) for code in codes}


def _stored(actor: Actor, companies: Sequence[Organisation]) -> dict[str, Stored]:
    of = {"market_id": actor.market_id, "buyer_id__in": [each.id for each in companies]}
    terms: dict[UUID, dict[UUID, int]] = {}
    for buyer, shop, days in Customer.objects.filter(**of).values_list(
        "buyer_id", "storefront_id", "payment_term_days"
    ):
        terms.setdefault(buyer, {})[shop] = days
    grants = LevelGrant.objects.filter(**of, valid__contains=now())
    levels = dict(grants.values_list("buyer_id", "level__key"))
    places = Address.objects.filter(
        market_id=actor.market_id, organisation_id__in=[each.id for each in companies], is_default=True
    )
    addresses = {each.organisation_id: each for each in places}
    return {
        each.code: Stored(
            {name: getattr(each, name) for name in FACTS},
            terms.get(each.id, {}),
            addresses[each.id].region_code if each.id in addresses else "",
            addresses[each.id].street if each.id in addresses else "",
            levels.get(each.id, ""),
        )
        for each in companies
    }


def region_of(text: str) -> Region | None:
    """The region of a code, or of names with something between them: 浙江省 杭州市 西湖区, 广东/深圳."""
    if text.isdigit():
        return region(text)
    names = text.replace("/", " ").replace("-", " ").replace(",", " ").replace("，", " ").split()
    return find_region(*names[:3]) if names else None
