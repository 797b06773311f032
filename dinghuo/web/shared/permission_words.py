"""Says what a permission lets somebody do: a name for lists and a sentence for who decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = tuple[str | Promise, str | Promise]


@dataclass(frozen=True)
class Permission:
    """A permission as people read it; `limit` is set where a role or a grant gives it up to an amount."""

    key: str
    name: str
    sentence: str
    limit: object = None


_GOODS: Mapping[str, Words] = {
    "catalogue.see_products": (_("See goods"), _("Find and open the goods their company may trade.")),
    "catalogue.save_product": (
        _("Describe goods"),
        _("Write products and their variants, and correct them."),
    ),
    "catalogue.publish_product": (_("Publish goods"), _("Put a product before the buyers.")),
    "catalogue.withdraw_product": (_("Withdraw goods"), _("Take a product from sale.")),
    "catalogue.add_image": (_("Add pictures"), _("Give products their pictures.")),
    "catalogue.save_offer": (_("Offer goods"), _("Say from which quantity and how soon goods are supplied.")),
    "catalogue.schedule_sale": (
        _("Schedule sales"),
        _("Say from when until when a product is on sale."),
    ),
    "catalogue.limit_offer": (_("Limit offers"), _("Say when and in which regions an offer is open.")),
    "catalogue.set_comparison": (
        _("Set comparisons"),
        _("Say how offers of the same goods are compared, and what buyers see of it."),
    ),
    "catalogue.score_seller": (_("Judge sellers"), _("Give sellers the score that counts in comparisons.")),
    "catalogue.save_links": (
        _("Link goods"),
        _("Say what is bought instead of a product, after it and with it."),
    ),
    "catalogue.save_kit": (_("Make kits"), _("Say which goods an article is made of, and how it is priced.")),
    "catalogue.merge_goods": (
        _("Merge goods"),
        _("Make articles one that are one thing, and let sellers offer what others described."),
    ),
    "catalogue.submit_product": (_("Submit goods"), _("Write products and ask for them to be shown.")),
    "catalogue.review_product": (
        _("Review goods"),
        _("Approve what sellers write of their products, or say why not."),
    ),
    "catalogue.submit_qualification": (
        _("Send in papers"),
        _("Keep the company’s licences and certificates, and those of its products."),
    ),
    "catalogue.review_qualification": (
        _("Review papers"),
        _("Accept licences and certificates, or say why not."),
    ),
    "catalogue.save_qualification_kind": (
        _("Keep kinds of papers"),
        _("Say which papers there are, and what needs them."),
    ),
    "catalogue.add_file": (_("Add files"), _("Give products their certificates, drawings and leaflets.")),
    "catalogue.save_attribute": (
        _("Keep attributes"),
        _("Say what the goods of a category say of themselves."),
    ),
    "catalogue.remove_attribute": (_("Remove attributes"), _("Take away attributes that no goods use.")),
    "catalogue.load_products": (_("Load goods from a file"), _("Write thousands of products at once.")),
    "catalogue.save_category": (_("Arrange categories"), _("Make, move and name the categories.")),
    "catalogue.save_brand": (_("Keep brands"), _("Add brands and correct their names.")),
    "catalogue.save_tax_rate": (
        _("Keep tax rates"),
        _("Say at which rate goods are taxed in a region, and from when."),
    ),
    "catalogue.save_synonym": (_("Keep synonyms"), _("Say which words mean the same to who searches.")),
    "catalogue.save_customer_codes": (
        _("Keep own codes"),
        _("Say what their company calls the goods it buys."),
    ),
    "catalogue.save_assortment": (_("Choose assortments"), _("Say which goods a storefront shows.")),
}
_PRICES: Mapping[str, Words] = {
    "pricing.see_prices": (_("See prices"), _("See the prices that count for their company, and why.")),
    "pricing.price_for_customer": (_("See customers’ prices"), _("See what a customer pays, and why.")),
    "pricing.see_price_lists": (_("See price lists"), _("Open the lists with all their prices.")),
    "pricing.save_price_list": (_("Keep price lists"), _("Make price lists and say for whom they count.")),
    "pricing.put_price": (_("Set prices"), _("Enter a price; it counts from the day it names.")),
    "pricing.remove_price": (_("End prices"), _("Let a price count no more.")),
    "pricing.put_rule": (
        _("Set price rules"),
        _("Price a style, a category or a brand at once, or let a list follow from another."),
    ),
    "pricing.save_policy": (
        _("Choose how prices are found"),
        _("Say whether the nearest list counts or the lowest of several."),
    ),
    "pricing.save_draft": (
        _("Prepare price changes"),
        _("Gather changes of prices, and see whom they touch."),
    ),
    "pricing.submit_draft": (
        _("Publish price changes"),
        _("Let prepared changes count at their time, or take them back before it."),
    ),
    "pricing.approve_draft": (
        _("Agree to price changes"),
        _("Look at the changes others have prepared, and let them count."),
    ),
    "pricing.see_manual_prices": (
        _("See prices given by hand"),
        _("See which customer was given which price, by whom and why."),
    ),
    "pricing.give_price": (
        _("Give prices by hand"),
        _("Give a customer a price; below the floor it waits for somebody else."),
    ),
    "pricing.approve_price": (
        _("Agree to prices below the floor"),
        _("Let a price count that somebody has given below the floor, or say no."),
    ),
    "pricing.set_floor": (
        _("Set the floor of prices"),
        _("Say how low prices given by hand may go without anybody else’s word."),
    ),
    "pricing.see_taxes": (
        _("See exemptions from tax"),
        _("See which customers are exempt from tax, by which certificates."),
    ),
    "pricing.save_taxes": (
        _("Keep exemptions from tax"),
        _("Keep and end customers’ exemptions from tax, and say how tax is rounded."),
    ),
    "pricing.see_contracts": (
        _("See contracts"),
        _("See what was agreed with a seller or a customer, with its prices and its paper."),
    ),
    "pricing.save_contract": (_("Write contracts"), _("Write contracts and extend them.")),
    "pricing.sign_contract": (
        _("Sign and end contracts"),
        _("Let a contract’s prices count, or end it before its last day."),
    ),
    "pricing.save_rates": (_("Store exchange rates"), _("Enter what currencies were worth on a day.")),
    "pricing.load_prices": (_("Load prices from a file"), _("Enter thousands of prices at once.")),
    "promotions.see_promotions": (_("See promotions"), _("See promotions, what they cost, and their codes.")),
    "promotions.save_promotion": (_("Write promotions"), _("Write promotions and change running ones.")),
    "promotions.start_promotion": (_("Start promotions"), _("Let a promotion count.")),
    "promotions.end_promotion": (_("End promotions"), _("Let a promotion count no more.")),
    "promotions.make_coupons": (_("Make codes"), _("Make coupon codes, and take them out as a file.")),
}
_STOCK: Mapping[str, Words] = {
    "inventory.see_stock": (_("See stock"), _("See what is on hand, reserved and available.")),
    "inventory.count_stock": (_("Count stock"), _("Enter what was counted.")),
    "inventory.adjust_stock": (
        _("Correct stock"),
        _("Add and take off pieces, with the reason. Above the limit it waits for an approver."),
    ),
    "inventory.receive_stock": (
        _("Receive goods into stock"),
        _("Book what suppliers bring, and put it away."),
    ),
    "inventory.transfer_stock": (
        _("Transfer stock"),
        _("Send goods to another warehouse, and receive them."),
    ),
    "inventory.scrap_stock": (
        _("Scrap stock"),
        _("Take off what is spoilt. Above the limit it waits for an approver."),
    ),
    "inventory.approve_stock": (
        _("Approve counts and corrections"),
        _("Agree to differences that others found."),
    ),
    "inventory.set_life_rules": (
        _("Set shelf-life rules"),
        _("Say how long goods must still keep for a customer."),
    ),
    "inventory.recall_lot": (
        _("Recall lots"),
        _("Stop a lot at once, and tell every customer who got of it."),
    ),
    "inventory.set_sharing_rule": (
        _("Say how goods are shared"),
        _("Choose who gets goods that are too few for all who wait."),
    ),
    "inventory.set_display_rules": (
        _("Say what is shown of stock"),
        _("Choose which customers see how many there are, about how many, or only whether there is any."),
    ),
    "inventory.propose_consignment": (
        _("Agree on consignment"),
        _("Propose, answer and end agreements on goods that lie with another house."),
    ),
    "inventory.take_consigned": (
        _("Take consigned goods over"),
        _("Take goods that the house keeps for others into its own stock, where the agreement lets it."),
    ),
    "inventory.set_safety_stock": (
        _("Keep safety stock"),
        _("Say how much of an article is kept back in a warehouse and promised to nobody."),
    ),
    "inventory.set_routing": (
        _("Say which warehouse serves what"),
        _("Put rules in order that choose the warehouse of every line."),
    ),
    "inventory.set_reorder_points": (_("Set reorder points"), _("Say when goods count as running low.")),
    "inventory.save_warehouse": (_("Keep warehouses"), _("Add warehouses and say which ships first.")),
}
_ORDERS: Mapping[str, Words] = {
    "ordering.view_orders": (_("See orders"), _("Open the orders of their company.")),
    "ordering.set_quotas": (
        _("Limit what customers order"),
        _("Say how much of an article each customer may order in a day, a week or a month."),
    ),
    "ordering.reallocate_goods": (
        _("Give goods to another order"),
        _("Take what one order holds and give it to another that waits, with a reason."),
    ),
    "ordering.see_freight_terms": (_("See freight terms"), _("See what sending orders costs.")),
    "ordering.save_freight_term": (
        _("Set freight"),
        _("Say what sending orders costs, where to, and from when on it costs nothing."),
    ),
    "ordering.reroute_line": (
        _("Send lines from elsewhere"),
        _("Let a line’s goods come from another warehouse."),
    ),
    "ordering.place_order": (_("Place orders"), _("Above the limit an order waits for an approver.")),
    "ordering.place_for_customer": (_("Order for customers"), _("Place an order in a customer’s name.")),
    "ordering.override_price": (
        _("Agree on other prices"),
        _("Order for a customer at a price of their own."),
    ),
    "ordering.approve_order": (_("Approve orders"), _("Let waiting orders go, up to the limit.")),
    "ordering.confirm_order": (_("Answer orders"), _("Accept, refuse or promise each line.")),
    "ordering.change_order": (_("Change orders"), _("Propose changes and answer those of the other side.")),
    "ordering.cancel_order": (_("Cancel orders"), _("Cancel what isn’t shipped, or ask for it.")),
    "ordering.send_message": (_("Write on orders"), _("Write messages both sides read.")),
    "ordering.save_supply": (
        _("Keep incoming goods"),
        _("Say what is on its way and when it comes; orders that wait are promised it."),
    ),
}
_DELIVERY: Mapping[str, Words] = {
    "fulfilment.see_shipments": (_("See shipments"), _("Follow what is on its way.")),
    "fulfilment.ship_order": (_("Ship"), _("Send goods off with a delivery note.")),
    "fulfilment.add_tracking": (_("Say where goods are"), _("Write down how a shipment gets on.")),
    "fulfilment.receive_shipment": (_("Receive goods"), _("Accept or reject what has arrived.")),
    "fulfilment.declare_lost": (_("Declare goods lost"), _("Say that a shipment will not arrive.")),
}
_REPLENISHMENT: Mapping[str, Words] = {
    "procurement.see_replenishment": (_("See what runs low"), _("See what should be bought again, and why.")),
    "procurement.set_replenishment": (
        _("Set when to buy again"),
        _("Say how long to look back, and limits."),
    ),
    "procurement.propose_replenishment": (_("Reckon proposals"), _("Have proposals made from demand.")),
    "procurement.order_proposal": (_("Order proposals"), _("Edit proposals and turn them into orders.")),
    "procurement.receive_purchase": (
        _("Receive purchases"),
        _("Take bought goods into a warehouse of the house."),
    ),
    "procurement.see_forecast": (_("See forecasts"), _("See what houses will need, where they let you.")),
    "procurement.share_forecast": (_("Share forecasts"), _("Let suppliers see what a house will need.")),
}
_MONEY: Mapping[str, Words] = {
    "billing.see_statements": (_("See invoices and payments"), _("Open invoices, payments and statements.")),
    "billing.issue_invoice": (_("Issue invoices"), _("Invoice what was accepted.")),
    "billing.report_payment": (_("Report payments"), _("Say that an order was paid, and how.")),
    "billing.claim_payment": (_("Claim payments"), _("Say that reported money is in the bank.")),
    "billing.refuse_payment": (_("Turn payments down"), _("Say that reported money isn’t there.")),
    "finance.see_credit": (_("See credit"), _("See what may be owed, and how much of it is used.")),
    "finance.save_credit_line": (_("Give credit"), _("Say how much a buyer may owe, and how long.")),
    "finance.top_up_prepaid": (_("Top up balances"), _("Enter money that a buyer paid in advance.")),
    "finance.post_opening": (_("Enter opening balances"), _("Bring balances over from an older book.")),
    "finance.see_ledger": (_("See the ledger"), _("Open the trial balance and check the books.")),
    "insight.see_dashboard": (_("See figures"), _("See turnover, best sellers and what is late.")),
}
_COMPANIES: Mapping[str, Words] = {
    "organisations.see_organisations": (_("See companies"), _("Find and open the companies of the market.")),
    "organisations.create_organisation": (_("Take companies in"), _("Enter a company without registration.")),
    "organisations.save_organisation": (
        _("Correct a company’s facts"),
        _("Change name, tax number, contact."),
    ),
    "organisations.change_status": (_("Block companies"), _("Stop a company from trading, or let it again.")),
    "organisations.see_customers": (_("See customers"), _("See who orders in which storefront.")),
    "organisations.save_customer": (
        _("Set customers’ terms"),
        _("Choose storefront, days to pay, salesperson."),
    ),
    "organisations.save_customer_group": (
        _("Keep customer groups"),
        _("Make groups of customers and choose who is in them."),
    ),
    "organisations.see_order_minimums": (
        _("See what small orders cost"),
        _("See from which amount orders are taken, and what smaller ones cost."),
    ),
    "organisations.save_order_minimum": (
        _("Say what small orders cost"),
        _("Say from which amount orders are taken, and what smaller ones cost."),
    ),
    "organisations.remove_order_minimum": (
        _("Take small orders again"),
        _("Take away what was asked of small orders."),
    ),
    "organisations.see_registrations": (_("See registrations"), _("See which companies ask to join.")),
    "organisations.approve_registration": (_("Admit companies"), _("Let a company in, on its terms.")),
    "organisations.refuse_registration": (
        _("Turn companies away"),
        _("Refuse a registration, with the reason."),
    ),
    "organisations.see_storefronts": (_("See storefronts"), _("See the storefronts and their policies.")),
    "organisations.save_storefront": (_("Keep storefronts"), _("Change a storefront’s looks and policies.")),
    "members.see_levels": (_("See levels"), _("See the customers’ levels.")),
    "members.save_level": (_("Keep levels"), _("Make levels and put them in order.")),
    "billing.settle_levels": (
        _("Settle levels"),
        _("Give customers the levels that their purchases earn, without waiting for the night."),
    ),
    "members.grant_level": (_("Give levels"), _("Say which level a customer has.")),
}
_HOUSE: Mapping[str, Words] = {
    "organisations.see_people": (_("See people"), _("See who works here, in which roles.")),
    "organisations.add_person": (_("Add people"), _("Invite somebody into the company.")),
    "organisations.set_membership_roles": (_("Give roles"), _("Choose who has which role.")),
    "organisations.set_grant": (
        _("Give single rights"),
        _("Let somebody do more or less than their roles say."),
    ),
    "organisations.set_membership_status": (_("Let people in and out"), _("Suspend somebody, or lift that.")),
    "organisations.save_department": (_("Keep departments"), _("Make, name and close departments.")),
    "organisations.set_department": (_("Assign departments"), _("Say who belongs to which department.")),
    "organisations.save_role": (_("Change roles"), _("Say what each role may do.")),
    "organisations.demand_second_factor": (
        _("Ask for second factors"),
        _("Say which roles sign in with more than a password."),
    ),
    "organisations.reset_second_factor": (
        _("Reset second factors"),
        _("Let somebody in again who has lost phone and recovery codes."),
    ),
    "organisations.save_address": (_("Keep addresses"), _("Add and correct delivery addresses.")),
    "organisations.delete_address": (_("Remove addresses"), _("Take an address from the list.")),
    "integration.manage_api_keys": (_("Manage API keys"), _("Let programs in, and shut them out.")),
    "integration.import_trade": (_("Bring trade in"), _("Load companies, goods and orders from a file.")),
}
GROUPS: tuple[tuple[str | Promise, Mapping[str, Words]], ...] = (
    (_("Goods"), _GOODS),
    (_("Prices"), _PRICES),
    (_("Stock"), _STOCK),
    (_("Orders"), _ORDERS),
    (_("Delivery"), _DELIVERY),
    (_("Replenishment"), _REPLENISHMENT),
    (_("Money"), _MONEY),
    (_("Companies"), _COMPANIES),
    (pgettext_lazy("permissions", "House"), _HOUSE),
)
_WORDS = {key: words for _group, permissions in GROUPS for key, words in permissions.items()}


def permission_words(key: str, limit: object = None) -> Permission:
    """A permission as people read it; the key itself for one that nothing defines any more."""
    name, sentence = _WORDS.get(key, (key, ""))
    return Permission(key, str(name), str(sentence), limit)


def by_group(grants: Iterable[tuple[str, object]]) -> list[tuple[str, list[Permission]]]:
    """Permissions with their limits, group by group in the order of the table; empty groups are left out."""
    held = dict(grants)
    groups = [
        (str(label), [permission_words(key, held[key]) for key in permissions if key in held])
        for label, permissions in GROUPS
    ]
    return [(label, permissions) for label, permissions in groups if permissions]
