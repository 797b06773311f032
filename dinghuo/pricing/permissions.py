"""The permissions of this domain, each named after the action it opens."""

SEE_PRICES = "pricing.see_prices"
SEE_PRICE_LISTS = "pricing.see_price_lists"
PRICE_FOR_CUSTOMER = "pricing.price_for_customer"
PUT_PRICE = "pricing.put_price"
REMOVE_PRICE = "pricing.remove_price"
PUT_RULE = "pricing.put_rule"
LOAD_PRICES = "pricing.load_prices"
SAVE_PRICE_LIST = "pricing.save_price_list"
SAVE_POLICY = "pricing.save_policy"
SAVE_RATES = "pricing.save_rates"
SAVE_DRAFT = "pricing.save_draft"
SUBMIT_DRAFT = "pricing.submit_draft"
APPROVE_DRAFT = "pricing.approve_draft"
SEE_CONTRACTS = "pricing.see_contracts"
SAVE_CONTRACT = "pricing.save_contract"
SIGN_CONTRACT = "pricing.sign_contract"
SEE_MANUAL = "pricing.see_manual_prices"
GIVE_PRICE = "pricing.give_price"
APPROVE_PRICE = "pricing.approve_price"
SET_FLOOR = "pricing.set_floor"
SEE_TAXES = "pricing.see_taxes"
SAVE_TAXES = "pricing.save_taxes"

PERMISSIONS = frozenset(
    {
        SEE_PRICES,
        SEE_PRICE_LISTS,
        PRICE_FOR_CUSTOMER,
        PUT_PRICE,
        REMOVE_PRICE,
        PUT_RULE,
        LOAD_PRICES,
        SAVE_PRICE_LIST,
        SAVE_POLICY,
        SAVE_RATES,
        SAVE_DRAFT,
        SUBMIT_DRAFT,
        APPROVE_DRAFT,
        SEE_CONTRACTS,
        SAVE_CONTRACT,
        SIGN_CONTRACT,
        SEE_MANUAL,
        GIVE_PRICE,
        APPROVE_PRICE,
        SET_FLOOR,
        SEE_TAXES,
        SAVE_TAXES,
    }
)
