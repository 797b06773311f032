"""The places of price lists, of their changes and of contracts, at every seller's door and the operator's."""

from dinghuo.pricing import permissions as pricing
from dinghuo.web.selling.doors import Place
from dinghuo.web.selling.views import (
    contracts,
    manual_prices,
    price_bands,
    price_drafts,
    price_lists,
    rates,
    taxes,
)

MANUAL = (
    Place("manual-prices", "manual_prices", manual_prices.prices_given, pricing.SEE_MANUAL),
    Place(
        "manual-prices/new", "new_manual_price", manual_prices.new_price, pricing.GIVE_PRICE, ("GET", "POST")
    ),
    Place(
        "manual-prices/floor",
        "save_floor",
        manual_prices.save_floor,
        pricing.SET_FLOOR,
        ("POST",),
        manual_prices.prices_given,
    ),
    Place("manual-prices/<str:number>", "manual_price", manual_prices.show_price, pricing.SEE_MANUAL),
    *(
        Place(
            f"manual-prices/<str:number>/{address}",
            name,
            view,
            permission,
            ("POST",),
            manual_prices.show_price,
        )
        for address, name, view, permission in (
            ("approval", "approve_price", manual_prices.approve, pricing.APPROVE_PRICE),
            ("refusal", "decline_price", manual_prices.decline, pricing.APPROVE_PRICE),
            ("withdrawal", "withdraw_price", manual_prices.withdraw, pricing.GIVE_PRICE),
        )
    ),
)
CONTRACTS = (
    Place("contracts", "contracts", contracts.contracts_list, pricing.SEE_CONTRACTS),
    Place("contracts/new", "new_contract", contracts.new_contract, pricing.SAVE_CONTRACT, ("GET", "POST")),
    Place("contracts/<str:number>", "contract", contracts.show_contract, pricing.SEE_CONTRACTS),
    Place("contracts/<str:number>/paper", "contract_paper", contracts.paper, pricing.SEE_CONTRACTS),
    Place(
        "contracts/<str:number>/change",
        "edit_contract",
        contracts.edit_contract,
        pricing.SAVE_CONTRACT,
        ("GET", "POST"),
    ),
    *(
        Place(f"contracts/<str:number>/{address}", name, view, permission, ("POST",), contracts.show_contract)
        for address, name, view, permission in (
            ("signature", "sign_contract", contracts.sign, pricing.SIGN_CONTRACT),
            ("end", "end_contract", contracts.end, pricing.SIGN_CONTRACT),
            ("extension", "extend_contract", contracts.extend, pricing.SAVE_CONTRACT),
        )
    ),
)
TAXES = (
    Place("taxes", "taxes", taxes.taxes, pricing.SEE_TAXES),
    Place("taxes/exemptions", "save_tax_exemption", taxes.save, pricing.SAVE_TAXES, ("POST",), taxes.taxes),
    Place("taxes/exemptions/<uuid:key>/end", "end_tax_exemption", taxes.end, pricing.SAVE_TAXES, ("POST",)),
    Place("taxes/exemptions/<uuid:key>/paper", "tax_exemption_paper", taxes.paper, pricing.SEE_TAXES),
    Place("taxes/rounding", "round_tax", taxes.round_tax, pricing.SAVE_TAXES, ("POST",), taxes.taxes),
)
LISTS = (
    Place("price-lists", "price_lists", price_lists.lists, pricing.SEE_PRICE_LISTS),
    Place(
        "price-lists/policy",
        "choose_policy",
        price_lists.choose_policy,
        pricing.SAVE_POLICY,
        ("POST",),
        price_lists.lists,
    ),
    Place("price-lists/new", "new_list", price_lists.new_list, pricing.SAVE_PRICE_LIST, ("GET", "POST")),
    Place("price-lists/<str:key>/", "price_list", price_lists.show_list, pricing.SEE_PRICE_LISTS),
    Place(
        "price-lists/<str:key>/change",
        "edit_list",
        price_lists.edit_list,
        pricing.SAVE_PRICE_LIST,
        ("GET", "POST"),
    ),
    Place(
        "price-lists/<str:key>/band",
        "price_band",
        price_bands.edit_bands,
        pricing.SAVE_PRICE_LIST,
        ("GET", "POST"),
    ),
    Place(
        "price-lists/<str:key>/rules",
        "add_rule",
        price_lists.add_rule,
        pricing.PUT_RULE,
        ("POST",),
        price_lists.show_list,
    ),
    Place(
        "price-lists/<str:key>/rules/<uuid:rule_id>/end",
        "end_rule",
        price_lists.end_rule,
        pricing.PUT_RULE,
        ("POST",),
    ),
    Place("price-changes", "price_drafts", price_drafts.drafts_list, pricing.SEE_PRICE_LISTS),
    Place("price-changes/<str:number>", "price_draft", price_drafts.show_draft, pricing.SEE_PRICE_LISTS),
    *(
        Place(
            f"price-changes/<str:number>/{address}",
            name,
            view,
            permission,
            ("POST",),
            price_drafts.show_draft,
        )
        for address, name, view, permission in (
            ("rows", "change_draft", price_drafts.change_draft, pricing.SAVE_DRAFT),
            ("submission", "submit_draft", price_drafts.submit, pricing.SUBMIT_DRAFT),
            ("approval", "approve_draft", price_drafts.approve, pricing.APPROVE_DRAFT),
            ("refusal", "refuse_draft", price_drafts.refuse, pricing.APPROVE_DRAFT),
            ("undoing", "undo_draft", price_drafts.undo, pricing.SUBMIT_DRAFT),
        )
    ),
    Place(
        "price-lists/<str:key>/changes",
        "new_draft",
        price_drafts.new_draft,
        pricing.SAVE_DRAFT,
        ("GET", "POST"),
    ),
    Place(
        "price-lists/<str:key>/mass-change",
        "mass_change",
        price_drafts.mass,
        pricing.SAVE_DRAFT,
        ("GET", "POST"),
    ),
    Place("rates", "rates", rates.rates, pricing.SEE_PRICE_LISTS, ("GET", "POST")),
    *CONTRACTS,
    *TAXES,
    *MANUAL,
)
