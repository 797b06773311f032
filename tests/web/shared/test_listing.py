"""A list reads its address and nothing else; a door's navigation is found by its name."""

from django.template import Context, Template
from django.test import RequestFactory

from dinghuo.web.shared.listing import Choice, Listing, chosen_columns
from dinghuo.web.shared.navigation import NavGroup, Navigation, NavItem, current, navigation_of


def listing(address):
    request = RequestFactory().get(address)
    filters = {"state": ["open", "done"], "buyer": []}
    return Listing.of(request, filters, sorts=["number", "total"], default_sort="-number")


def test_an_address_is_read():
    read = listing("/orders?q=+华联+&state=open&buyer=B-1&sort=-total&after=abc")
    assert (read.search, read["state"], read["buyer"], read.sort, read.after) == (
        "华联",
        "open",
        "B-1",
        "-total",
        "abc",
    )
    assert read.is_narrowed


def test_what_a_list_does_not_know_is_dropped():
    read = listing("/orders?state=1;drop&sort=password&other=x")
    assert (read["state"], read["other"], read.sort) == ("", "", "-number")
    assert not read.is_narrowed


def test_columns_are_the_visitors_choice_or_the_lists():
    columns = [Choice("buyer", "Buyer", chosen=True), Choice("total", "Total")]
    request = RequestFactory().get("/orders")
    assert [column.chosen for column in chosen_columns(request, "orders", columns)] == [True, False]
    request.COOKIES["dinghuo_columns_orders"] = "total.unknown"
    assert [column.chosen for column in chosen_columns(request, "orders", columns)] == [False, True]


def test_the_phone_has_four_places_and_the_rest_behind_more():
    items = [NavItem(str(number), "/", "house", thumb=number != 2) for number in range(7)]
    navigation = Navigation(groups=[NavGroup(items[:4]), NavGroup(items[4:], "More")])
    assert [item.label for item in navigation.thumbs] == ["0", "1", "3", "4"]
    assert [item.label for item in navigation.rest] == ["2", "5", "6"]


def test_five_places_need_no_more():
    items = [NavItem(str(number), "/", "house", thumb=True) for number in range(5)]
    navigation = Navigation(groups=[NavGroup(items)])
    assert len(navigation.thumbs) == 5
    assert not navigation.rest


def test_a_place_is_current_with_what_lies_under_it():
    request = RequestFactory().get("/supplier/orders/SO-1")
    assert current(request, "/supplier/orders")
    assert not current(request, "/supplier/ord")
    assert not current(request, "/")
    assert not current(request, "/supplier/orders", exact=True)


def test_without_a_door_there_is_an_empty_frame():
    assert navigation_of(RequestFactory().get("/design")) == Navigation()


def test_a_template_finds_the_search_words_and_not_a_filter_of_that_name() -> None:
    listing = Listing.of(RequestFactory().get("/?q=water&state=open"), filters={"state": ["open"]})
    shown = Template(
        "{{ listing.search }} {{ listing.chosen.state }} {{ listing.state }} {{ listing.is_narrowed }}"
    )
    assert shown.render(Context({"listing": listing})) == "water open open True"
