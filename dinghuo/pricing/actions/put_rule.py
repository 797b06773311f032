"""Sets a price of a style, category, brand or all goods, one that counts lines together, or a formula over a list."""

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.events import RulePut
from dinghuo.pricing.models import PriceList, PriceRule
from dinghuo.pricing.permissions import PUT_RULE
from dinghuo.pricing.rules.rows import RuleInput
from dinghuo.pricing.steps.check_formula import check_formula
from dinghuo.pricing.steps.check_rule import check_rule
from dinghuo.pricing.steps.check_rule_bands import check_rule_bands
from dinghuo.pricing.steps.close_rules import close_rules
from dinghuo.pricing.steps.lock_formulas import lock_formulas
from dinghuo.pricing.steps.lock_list import lock_list
from dinghuo.pricing.steps.note_rules import note_rules

__all__ = ["RuleInput", "put_rule"]


def put_rule(actor: Actor, list_key: str, row: RuleInput) -> PriceRule:
    """Put the rule on the actor's list (any for who sees the whole market). The rule of the same goods, unit and
    minimum ends where it begins; what was planned for later is dropped.

    Raises NotFound for an unknown list; Invalid with every fault, among them a circle of lists.
    """
    require(actor, PUT_RULE)
    at = now()
    with acting(actor):
        if row.base_list:
            lock_formulas(actor)
        price_list = lock_list(actor, list_key)
        faults = Faults()
        rule = check_rule(actor, price_list, row, at, faults)
        check_rule_bands(actor, price_list, rule, faults)
        start = max(row.valid_from or at, at)
        if not faults and not row.meant:
            check_formula(actor, rule, start, faults)
        faults.raise_any()
        rule.valid = DateTimeTZRange(start, row.valid_to)
        close_rules(actor, rule, start)
        rule.save(force_insert=True)
        note_rules(actor, price_list)
        _record(actor, price_list, row)
        return rule


def _record(actor: Actor, price_list: PriceList, row: RuleInput) -> None:
    parties = [each for each in (price_list.seller_id, price_list.buyer_id) if each]
    data = {"target": row.target.value, "goods": row.goods}
    record(actor, RulePut(price_list.id, price_list.key, parties, data))
