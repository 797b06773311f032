"""Says who sees what in the demo: a regional brand, a brand kept from one customer, and one for gold customers only."""

from dinghuo.catalogue.actions.save_assortment import AssortmentInput, AssortmentLine, Reach, save_assortment
from dinghuo.catalogue.states import AssortmentKind, ReachKind
from dinghuo.demo.companies.market import Opened
from dinghuo.demo.words import Words
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.set_display_rules import DisplayEntry, set_display_rules
from dinghuo.organisations.actions.storefronts.save_customer_group import save_customer_group

CHAINS = Words("连锁超市", "Supermarket chains")
#: A Cantonese brand of soups and sauces, the one of the level, and what a noodle shop isn't sold.
REGIONAL, OF_GOLD, KEPT = "yuetang", "guodong", "binggan"
NOODLES = "B012"


def share_out(opened: Opened) -> None:
    """Make a group of customers and three sets of goods, by the domain's own actions."""
    buyers = [buyer.code for buyer in opened.buyers.values() if buyer.kind == "supermarket"]
    save_customer_group(opened.actor, "chains", CHAINS.chinese, buyers, CHAINS.translations)
    with acting(opened.actor):
        seller = opened.companies["S001"]["admin"].actor
    # Chain stores order for many shops: they see about how much there is, others how much.
    set_display_rules(seller, [DisplayEntry("bands", group="chains", bands=(50, 200, 1000))])
    everybody = Reach(ReachKind.EVERYBODY)
    _keep(
        opened,
        "only-guangdong",
        Words("粤汤记只在广东销售", "Yuetang only in Guangdong"),
        REGIONAL,
        [everybody, Reach(ReachKind.REGION, "44", excepted=True)],
    )
    _keep(
        opened,
        "gold-only",
        Words("金牌客户专供", "For gold customers only"),
        OF_GOLD,
        [everybody, Reach(ReachKind.LEVEL, "gold", excepted=True)],
    )
    _keep(
        opened,
        "not-for-noodles",
        Words("不供应胡同里面馆", "Not for Hutongli Noodles"),
        KEPT,
        [Reach(ReachKind.CUSTOMER, NOODLES)],
    )


def _keep(opened: Opened, key: str, words: Words, brand: str, reaches: list[Reach]) -> None:
    line = AssortmentLine(AssortmentKind.BRAND, brand)
    wanted = AssortmentInput(words.chinese, [line], reaches, denies=True, names=words.translations)
    save_assortment(opened.actor, key, wanted)
