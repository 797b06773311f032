"""Every place that both sellers' doors have."""

from django.urls import URLPattern

from dinghuo.catalogue.permissions import (
    LIMIT_OFFER,
    SAVE_KIT,
    SAVE_LINKS,
    SAVE_OFFER,
    SCHEDULE_SALE,
    SEE_PRODUCTS,
    SUBMIT_PRODUCT,
)
from dinghuo.inventory.permissions import (
    ADJUST_STOCK,
    COUNT_STOCK,
    RECALL_LOT,
    RECEIVE_STOCK,
    SCRAP_STOCK,
    SEE_STOCK,
)
from dinghuo.ordering import permissions as ordering
from dinghuo.pricing import permissions as pricing
from dinghuo.procurement import permissions as procurement
from dinghuo.promotions.permissions import (
    END_PROMOTION,
    MAKE_COUPONS,
    SAVE_PROMOTION,
    SEE_PROMOTIONS,
    START_PROMOTION,
)
from dinghuo.web.selling.consignment_urls import CONSIGNMENT
from dinghuo.web.selling.doors import Place, opened
from dinghuo.web.selling.list_urls import LISTS
from dinghuo.web.selling.views import (
    change,
    freight,
    goods,
    goods_kit,
    goods_links,
    imports,
    incoming,
    labels,
    life,
    lots,
    mark_down,
    money,
    order,
    order_minimums,
    orders,
    papers,
    picking,
    picks,
    places,
    price_question,
    prices,
    products,
    promotions,
    proposals,
    putting_away,
    quantity_terms,
    quotas,
    replenishment,
    routing,
    safety,
    sharing,
    ship,
    shipments,
    shown_stock,
    stock,
    stock_documents,
    stock_work,
    team,
)
from dinghuo.web.shared.views import exports

SEE_SHIPMENTS = "fulfilment.see_shipments"
SHIP = "fulfilment.ship_order"
SEE_MONEY = "billing.see_statements"
SEE_PEOPLE = "organisations.see_people"
SEE_MINIMUMS = "organisations.see_order_minimums"

ORDERS = (
    Place("orders", "orders", orders.orders_list, ordering.VIEW),
    Place("orders.<slug:kind>", "orders_file", orders.orders_file, ordering.VIEW),
    Place(
        "orders/accept",
        "accept_many",
        orders.accept_many,
        ordering.CONFIRM,
        ("POST",),
        orders.orders_list,
        False,
    ),
    Place("orders/sharing", "sharing", sharing.sharing, ordering.CONFIRM, ("GET", "POST")),
    Place("orders/<str:number>", "order", order.order, ordering.VIEW),
    Place("orders/<str:number>/accept", "accept", order.accept, ordering.CONFIRM, ("POST",), order.order),
    Place("orders/<str:number>/answer", "answer", order.answer, ordering.CONFIRM, ("POST",), order.order),
    Place("orders/<str:number>/messages", "write", order.write, ordering.MESSAGE, ("POST",), order.order),
    Place("orders/<str:number>/cancel", "cancel", order.cancel, ordering.CANCEL, ("POST",), order.order),
    Place("orders/<str:number>/routing", "order_routing", routing.order_routing, SEE_STOCK),
    Place(
        "orders/<str:number>/reallocation/<int:line>",
        "reallocate",
        routing.reallocate,
        ordering.REALLOCATE,
        ("POST",),
        routing.order_routing,
    ),
    Place(
        "orders/<str:number>/routing/<int:line>",
        "reroute",
        routing.reroute,
        ordering.REROUTE,
        ("POST",),
        routing.order_routing,
    ),
    Place("changes/<uuid:change_id>", "answer_change", order.answer_change, ordering.CHANGE, ("POST",)),
    Place("orders/<str:number>/change", "change", change.change, ordering.CHANGE, ("GET", "POST")),
)
SHIPPING = (
    Place("orders/<str:number>/ship", "ship", ship.ship, SHIP, ("GET", "POST")),
    Place("shipments", "shipments", shipments.shipments_list, SEE_SHIPMENTS),
    Place("shipments/<str:number>", "shipment", shipments.shipment, SEE_SHIPMENTS),
    *(
        Place(f"shipments/<str:number>/{address}", name, view, permission, ("POST",), shipments.shipment)
        for address, name, view, permission in (
            ("tracking", "track", shipments.track, "fulfilment.add_tracking"),
            ("lost", "lose", shipments.lose, "fulfilment.declare_lost"),
        )
    ),
    Place("pick-list", "pick_list", picking.pick_list, SEE_SHIPMENTS),
    Place("picking", "begin_picking", picks.begin, SHIP, ("POST",), picking.pick_list),
    Place("picking/<str:number>", "picking", picks.show_picking, SEE_SHIPMENTS),
    *(
        Place(f"picking/<str:number>/{address}", name, view, SHIP, ("POST",), picks.show_picking)
        for address, name, view in (
            ("scan", "scan_pick", picks.scan),
            ("back", "put_back_pick", picks.put_back),
            ("shipment", "ship_picked", picks.ship),
            ("end", "end_picking", picks.end),
        )
    ),
)

STOCK = (
    Place("stock", "stock", stock.stock, SEE_STOCK, ("GET", "POST")),
    Place("warehouses", "places", places.places, SEE_STOCK, ("GET", "POST")),
    Place("routing", "routing", routing.routing, SEE_STOCK, ("GET", "POST")),
    Place("stock/add", "add_balance", stock.add_balance, COUNT_STOCK, ("POST",), stock.stock),
    Place("incoming", "incoming", incoming.incoming, SEE_STOCK, ("GET", "POST")),
    Place("incoming/rule", "sharing_rule", incoming.share, SEE_STOCK, ("POST",), incoming.incoming),
    Place("incoming/<uuid:supply_id>", "supply", incoming.supply, SEE_STOCK),
    *(
        Place(f"incoming/<uuid:supply_id>/{address}", name, view, SEE_STOCK, ("POST",), incoming.supply)
        for address, name, view in (
            ("change", "change_supply", incoming.change),
            ("receipt", "receive_supply", incoming.receive),
            ("close", "cancel_supply", incoming.close),
        )
    ),
    Place("stock/<str:sku>", "article", stock.article, SEE_STOCK),
    Place("stock/<str:sku>/adjust", "adjust", stock.adjust, ADJUST_STOCK, ("POST",), stock.article),
)
RECALLS = (
    Place("recalls", "recalls", lots.recalls_list, SEE_STOCK),
    Place("stock/<str:sku>/lot", "lot", lots.lot, SEE_STOCK),
    Place("stock/<str:sku>/lot/recall", "recall_lot", lots.recall, RECALL_LOT, ("POST",), lots.lot),
    Place("stock/<str:sku>/lot/lift", "lift_recall", lots.lift, RECALL_LOT, ("POST",), lots.lot),
)
DOCUMENTS = (
    Place(
        "put-away", "put_away", putting_away.put_away, RECEIVE_STOCK, ("GET", "POST"), putting_away.put_away
    ),
    Place("life", "life", life.life, SEE_STOCK, ("GET", "POST")),
    Place("shown-stock", "shown_stock", shown_stock.shown_stock, SEE_STOCK, ("GET", "POST")),
    Place("safety-stock", "safety_stock", safety.safety_stock, SEE_STOCK, ("GET", "POST")),
    Place("quotas", "quotas", quotas.quotas_page, ordering.SET_QUOTAS, ("GET", "POST")),
    Place("life/scrap", "propose_scrap", life.scrap, SCRAP_STOCK, ("POST",), life.life),
    Place("life/mark-down", "mark_down", mark_down.mark_down, pricing.SAVE_DRAFT, ("POST",), life.life),
    Place("stock-documents", "stock_documents", stock_documents.documents, SEE_STOCK),
    Place(
        "stock-documents/new/<slug:kind>",
        "new_stock_document",
        stock_documents.new_document,
        SEE_STOCK,
        ("GET", "POST"),
    ),
    Place("stock-documents/<str:number>", "stock_document", stock_documents.document, SEE_STOCK),
    *(
        Place(
            f"stock-documents/<str:number>/{address}",
            name,
            view,
            SEE_STOCK,
            ("POST",),
            stock_documents.document,
        )
        for address, name, view in (
            ("scan", "scan_stock", stock_work.scan),
            ("lines", "save_stock_lines", stock_work.save_lines),
            ("line", "enter_stock_line", stock_work.enter_line),
            ("submit", "submit_stock_document", stock_work.submit),
            ("approve", "approve_stock_document", stock_work.approve),
            ("refuse", "refuse_stock_document", stock_work.refuse),
            ("cancel", "cancel_stock_document", stock_work.cancel),
            ("arrival", "receive_transfer", stock_work.arrive),
            ("arrival/scan", "scan_arrival", stock_work.arrive_by_scan),
        )
    ),
)
#: The operator's people ask for any seller's goods; sellers, who ask for their own, need what shows their lists.
QUESTION = (
    Place("price-question", "price_question", price_question.price_question, pricing.PRICE_FOR_CUSTOMER),
)
PROMOTIONS = (
    Place("promotions", "promotions", promotions.promotions_list, SEE_PROMOTIONS),
    Place("promotions/new", "new_promotion", promotions.promotion_page, SAVE_PROMOTION, ("GET", "POST")),
    Place("promotions/<str:key>", "promotion", promotions.promotion_page, SEE_PROMOTIONS, ("GET", "POST")),
    *(
        Place(f"promotions/<str:key>/{address}", name, view, permission, ("POST",), promotions.promotion_page)
        for address, name, view, permission in (
            ("start", "start_promotion", promotions.start, START_PROMOTION),
            ("end", "end_promotion", promotions.end, END_PROMOTION),
            ("codes", "make_codes", promotions.make_codes, MAKE_COUPONS),
        )
    ),
    Place("promotions/<str:key>/codes.csv", "codes_file", promotions.codes_file, SEE_PROMOTIONS),
)
REPLENISHMENT = (
    Place("replenishment", "replenishment", replenishment.replenishment, procurement.SEE),
    Place(
        "replenishment/reckoning",
        "reckon",
        replenishment.reckon,
        procurement.PROPOSE,
        ("POST",),
        replenishment.replenishment,
    ),
    Place(
        "replenishment/rules", "replenishment_rules", replenishment.rules, procurement.SET, ("GET", "POST")
    ),
    Place("proposals", "proposals", proposals.proposals_list, procurement.SEE),
    Place("proposals/<str:number>", "proposal", proposals.show_proposal, procurement.SEE),
    *(
        Place(f"proposals/<str:number>/{address}", name, view, permission, ("POST",), proposals.show_proposal)
        for address, name, view, permission in (
            ("lines", "save_proposal", proposals.save_proposal, procurement.ORDER),
            ("dismissal", "dismiss_proposal", proposals.dismiss, procurement.ORDER),
            ("receipt", "receive_purchase", proposals.receive, procurement.RECEIVE),
            ("receipt/scan", "scan_purchase", proposals.scan_goods, procurement.RECEIVE),
        )
    ),
)
FORECAST = (Place("forecast", "forecast", replenishment.forecast, procurement.SEE_FORECAST),)
GRID = (
    Place("prices", "prices", prices.prices, pricing.SEE_PRICE_LISTS, ("GET", "POST")),
    Place("prices/<str:sku>", "article_prices", prices.article_prices, pricing.SEE_PRICE_LISTS),
    Place(
        "prices/<str:sku>/put", "put_price", prices.put, pricing.PUT_PRICE, ("POST",), prices.article_prices
    ),
    Place("prices/<str:sku>/remove", "remove_price", prices.remove, pricing.REMOVE_PRICE, ("POST",)),
)
PRICES = (
    Place("price-question", "price_question", price_question.price_question, pricing.SEE_PRICE_LISTS),
    Place("products", "products", products.products, SUBMIT_PRODUCT),
    Place("products/new", "new_product", products.new_product, SUBMIT_PRODUCT, ("GET", "POST")),
    Place("products/<str:code>", "product", products.product, SUBMIT_PRODUCT, ("GET", "POST")),
    Place("products/<str:code>/documents/<str:name>", "product_document", products.document, SUBMIT_PRODUCT),
    Place("goods", "goods", goods.goods, SEE_PRODUCTS),
    Place("goods/<str:sku>", "offer", goods.offer, SEE_PRODUCTS, ("GET", "POST")),
    Place("goods/<str:sku>/limits", "limit_offer", goods.limits, LIMIT_OFFER, ("POST",), goods.offer),
    Place("goods/<str:sku>/sale", "schedule_sale", goods.sale, SCHEDULE_SALE, ("POST",), goods.offer),
    Place("goods/<str:sku>/kit", "save_kit", goods_kit.kit, SAVE_KIT, ("POST",), goods.offer),
    Place("goods/<str:sku>/links", "save_links", goods_links.links, SAVE_LINKS, ("POST",), goods.offer),
)
MINIMUMS = (
    Place("small-orders", "order_minimums", order_minimums.order_minimums, SEE_MINIMUMS),
    Place(
        "small-orders/save",
        "save_order_minimum",
        order_minimums.save,
        "organisations.save_order_minimum",
        ("POST",),
        order_minimums.order_minimums,
    ),
    Place(
        "small-orders/<uuid:key>/removal",
        "remove_order_minimum",
        order_minimums.remove,
        "organisations.remove_order_minimum",
        ("POST",),
    ),
)
QUANTITIES = (
    Place("quantity-terms", "quantity_terms", quantity_terms.asked_quantities, SEE_PRODUCTS),
    Place(
        "quantity-terms/save",
        "save_quantity_term",
        quantity_terms.save,
        SAVE_OFFER,
        ("POST",),
        quantity_terms.asked_quantities,
    ),
    Place(
        "quantity-terms/<uuid:key>/removal",
        "remove_quantity_term",
        quantity_terms.remove,
        SAVE_OFFER,
        ("POST",),
    ),
)
FREIGHT = (
    Place("freight", "freight", freight.freight, ordering.SEE_FREIGHT),
    Place("freight/save", "save_freight", freight.save, ordering.SAVE_FREIGHT, ("POST",), freight.freight),
    Place("freight/<uuid:key>/removal", "remove_freight", freight.remove, ordering.SAVE_FREIGHT, ("POST",)),
)
SMALL = (*MINIMUMS, *QUANTITIES, *FREIGHT)
IMPORTS = (
    Place("imports", "imports", imports.imports, methods=("GET", "POST")),
    Place("imports/templates/<slug:kind>.xlsx", "import_template", imports.template),
    Place("imports/<str:number>", "import", imports.show_import),
    Place("imports/<str:number>/report.xlsx", "import_report", imports.report),
    Place(
        "imports/<str:number>/columns",
        "import_columns",
        imports.columns,
        methods=("POST",),
        again=imports.show_import,
    ),
    Place(
        "imports/<str:number>/repairs",
        "repair_import",
        imports.repair,
        methods=("POST",),
        again=imports.show_import,
    ),
    Place(
        "imports/<str:number>/apply",
        "apply_import",
        imports.apply,
        methods=("POST",),
        again=imports.show_import,
    ),
    Place(
        "imports/<str:number>/undo", "undo_import", imports.undo, methods=("POST",), again=imports.show_import
    ),
)
LABELS = (Place("labels", "labels", labels.labels, SEE_PRODUCTS, ("GET", "POST")),)
EXPORTS = (Place("exports/<slug:name>.<slug:kind>", "export", exports.export),)
MONEY = (
    Place("money", "money", money.money, SEE_MONEY),
    Place("money/invoices/<str:number>", "invoice", money.invoice, SEE_MONEY),
    Place("money/payments", "payments", money.payments_list, SEE_MONEY),
    Place("money/payments/<str:number>", "decide_payment", money.decide_payment, SEE_MONEY, ("POST",)),
    Place("money/statement", "statement", money.statement, "finance.see_credit"),
    Place(
        "money/statement/<str:period>.pdf", "statement_paper", papers.statement_paper, "finance.see_credit"
    ),
    Place("orders/<str:number>/<slug:kind>.pdf", "paper", papers.paper, ordering.VIEW),
)
TEAM = (
    Place("team", "team", team.team, SEE_PEOPLE),
    Place("team/add", "add_member", team.add_member, "organisations.add_person", ("POST",), team.team),
    Place("team/<uuid:membership_id>", "member", team.member, SEE_PEOPLE),
    Place(
        "team/<uuid:membership_id>/roles",
        "set_roles",
        team.set_roles,
        "organisations.set_membership_roles",
        ("POST",),
        team.member,
    ),
    Place(
        "team/<uuid:membership_id>/status",
        "set_status",
        team.set_status,
        "organisations.set_membership_status",
        ("POST",),
        team.member,
    ),
)


def paths(door: str) -> list[URLPattern]:
    """The url patterns of a seller's door."""
    kept = (
        *(*STOCK, *CONSIGNMENT, *RECALLS),
        *DOCUMENTS,
        *REPLENISHMENT,
        *FORECAST,
        *LISTS,
        *PROMOTIONS,
        *GRID,
        *PRICES,
        *SMALL,
    )
    return opened(door, (*ORDERS, *SHIPPING, *kept, *IMPORTS, *EXPORTS, *LABELS, *MONEY, *TEAM))
