"""The permissions of this domain, each named after the action it opens."""

SEE_PRODUCTS = "catalogue.see_products"
SAVE_CATEGORY = "catalogue.save_category"
SAVE_BRAND = "catalogue.save_brand"
SAVE_TAX_RATE = "catalogue.save_tax_rate"
SAVE_PRODUCT = "catalogue.save_product"
PUBLISH_PRODUCT = "catalogue.publish_product"
WITHDRAW_PRODUCT = "catalogue.withdraw_product"
ADD_IMAGE = "catalogue.add_image"
SAVE_OFFER = "catalogue.save_offer"
SCHEDULE_SALE = "catalogue.schedule_sale"
LIMIT_OFFER = "catalogue.limit_offer"
SAVE_LINKS = "catalogue.save_links"
SAVE_KIT = "catalogue.save_kit"
MERGE_GOODS = "catalogue.merge_goods"
SET_COMPARISON = "catalogue.set_comparison"
SCORE_SELLER = "catalogue.score_seller"
SAVE_ASSORTMENT = "catalogue.save_assortment"
LOAD_PRODUCTS = "catalogue.load_products"
SAVE_ATTRIBUTE = "catalogue.save_attribute"
REMOVE_ATTRIBUTE = "catalogue.remove_attribute"
SUBMIT_PRODUCT = "catalogue.submit_product"
REVIEW_PRODUCT = "catalogue.review_product"
ADD_FILE = "catalogue.add_file"
SUBMIT_QUALIFICATION = "catalogue.submit_qualification"
REVIEW_QUALIFICATION = "catalogue.review_qualification"
SAVE_QUALIFICATION_KIND = "catalogue.save_qualification_kind"
SAVE_SYNONYM = "catalogue.save_synonym"
SAVE_CUSTOMER_CODES = "catalogue.save_customer_codes"

PERMISSIONS = frozenset(
    {
        SEE_PRODUCTS,
        SAVE_CATEGORY,
        SAVE_BRAND,
        SAVE_TAX_RATE,
        SAVE_PRODUCT,
        PUBLISH_PRODUCT,
        WITHDRAW_PRODUCT,
        ADD_IMAGE,
        SAVE_OFFER,
        SCHEDULE_SALE,
        LIMIT_OFFER,
        SAVE_LINKS,
        SAVE_KIT,
        MERGE_GOODS,
        SET_COMPARISON,
        SCORE_SELLER,
        SAVE_ASSORTMENT,
        LOAD_PRODUCTS,
        SAVE_ATTRIBUTE,
        REMOVE_ATTRIBUTE,
        SUBMIT_PRODUCT,
        REVIEW_PRODUCT,
        ADD_FILE,
        SUBMIT_QUALIFICATION,
        REVIEW_QUALIFICATION,
        SAVE_QUALIFICATION_KIND,
        SAVE_SYNONYM,
        SAVE_CUSTOMER_CODES,
    }
)
