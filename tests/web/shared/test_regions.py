"""A region is picked in three steps, forwards and back."""

import pytest

from dinghuo.web.shared import regions


def test_a_stored_code_shows_its_three_steps():
    province, city, district = regions.picked("330106").steps
    assert ("33", "浙江省") in province.options
    assert (province.chosen, city.chosen, district.chosen) == ("33", "3301", "330106")
    assert ("330106", "西湖区") in district.options


def test_nothing_chosen_offers_only_provinces():
    province, city, district = regions.picked().steps
    assert len(province.options) == 31
    assert not city.options
    assert not district.options


def test_a_city_of_another_province_falls_away():
    given = {"region_code_province": "31", "region_code_city": "3301", "region_code_district": "330106"}
    assert regions.code_of(given) == "31"
    assert regions.code_of({"region_code_province": "33", "region_code_city": "3301"}) == "3301"
    assert regions.code_of({"region_code_province": "'; drop"}) == ""


@pytest.mark.django_db
def test_a_choice_is_answered_with_the_next(client):
    answer = client.get("/regions", {"name": "region_code", "id": "r", "region_code_province": "33"})
    html = answer.content.decode()
    assert "杭州市" in html
    assert '<fieldset class="choice" id="r">' in html
    assert client.get("/regions", {"name": "<x>", "id": "r"}).status_code == 404
