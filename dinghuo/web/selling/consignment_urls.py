"""The places of consigned goods, in both sellers' doors and the operator's console."""

from dinghuo.inventory.permissions import PROPOSE_CONSIGNMENT, SEE_STOCK
from dinghuo.web.selling.doors import Place
from dinghuo.web.selling.views import consigned_statement, consignments

CONSIGNMENT = (
    Place("consignments", "consignments", consignments.consignments_list, SEE_STOCK),
    Place(
        "consignments/new",
        "new_consignment",
        consignments.new_consignment,
        PROPOSE_CONSIGNMENT,
        ("GET", "POST"),
    ),
    Place("consignments/<str:number>", "consignment", consignments.show_consignment, SEE_STOCK),
    *(
        Place(
            f"consignments/<str:number>/{address}",
            name,
            view,
            PROPOSE_CONSIGNMENT,
            ("POST",),
            consignments.show_consignment,
        )
        for address, name, view in (
            ("answer", "answer_consignment", consignments.answer),
            ("end", "end_consignment", consignments.end),
        )
    ),
    Place(
        "consignments/<str:number>/statement",
        "consigned_statement",
        consigned_statement.statement_page,
        SEE_STOCK,
    ),
    Place(
        "consignments/<str:number>/statement.<slug:kind>",
        "consigned_statement_file",
        consigned_statement.statement_file,
        SEE_STOCK,
    ),
)
