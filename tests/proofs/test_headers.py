"""The short form of bin/prove headers: the pages of some people, and sign-in's cookies."""

import pytest

from proofs.headers import Report, cookies, look
from proofs.shared.markup import Markup
from proofs.shared.people import a_market_in_trade
from proofs.shared.visitors import Visitor, visitor
from tests.organisations.world import PASSWORD


@pytest.mark.parametrize(
    ("house", "role"),
    [
        ("buyer", "buyer-admin"),
        ("supplier", "supplier-admin"),
        ("branch", "branch-sales"),
        ("operator", "operator-admin"),
    ],
)
def test_pages_keep_the_policy_and_forms_have_their_token(db, house, role):
    world = a_market_in_trade().world
    report = Report(secure=False)
    look(report, [visitor(world.system, world.member(getattr(world, house), role)), Visitor("a guest")])
    assert report.wrong == []
    assert report.pages > 15
    assert report.refused > 10


def test_cookies_are_out_of_reach(db):
    world = a_market_in_trade().world
    report = Report(secure=False)
    cookies(report, world.member(world.buyer, "buyer-admin").person.phone, PASSWORD)
    assert report.wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "<style>a{}</style>",
        "<script>alert(1)</script>",
        '<p style="color:red">',
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        '<script src="https://cdn.example/x.js"></script>',
        '<form method="post"><input name="a"></form>',
    ],
)
def test_what_a_page_must_not_hold_is_noticed(text):
    assert len(Markup(text).faults) == 1
