"""The tags write what they promise, and nothing a visitor typed unescaped."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace as Thing

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import strip_tags
from django_cotton.compiler_regex import CottonCompiler

from dinghuo.foundation.errors import Fault
from dinghuo.foundation.money import Money
from dinghuo.foundation.quantity import Quantity
from dinghuo.web.shared.form import Form


def written(template, **context):
    return Template(template).render(Context(context))


def test_money_shrinks_its_sign_and_decimals():
    html = written("{% money x %}", x=Money(Decimal("12480"), "CNY"))
    assert html == '<span class="money"><small>¥</small>12,480<i>.00</i></span>'


def test_nothing_is_a_dash():
    for template in ("{% money x 'CNY' %}", "{% quantity x '箱' %}", "{{ x|moment }}", "{{ x|number }}"):
        assert strip_tags(written(template, x=None)) == "–"


def test_quantity_and_its_base():
    html = written(
        "{% quantity a base=b %}", a=Quantity(Decimal("24.000000"), "箱"), b=Quantity(Decimal("576"), "瓶")
    )
    assert strip_tags(html) == "24\u00a0箱 = 576\u00a0瓶"
    assert strip_tags(written("{% quantity 7 '瓶' 7 '瓶' %}")) == "7\u00a0瓶"


def test_a_state_is_a_shape_and_a_word():
    html = written('{% state "part" "Confirmed 80 of 100" "20 on 3 Dec" %}')
    assert "#state-part" in html
    assert strip_tags(html) == "Confirmed 80 of 100 20 on 3 Dec"


def test_an_unknown_shape_is_a_mistake():
    with pytest.raises(ValueError, match="no state shape"):
        written('{% state "green" "x" %}')


def test_what_was_typed_is_escaped():
    evil = "<script>alert(1)</script>"
    templates = [
        "{% state 'draft' x %}",
        "{% quantity 1 x %}",
        "{% money 1 x %}",
        "{{ t|named }}",
        "{{ x|initials }}",
    ]
    templates += ['<c-field name="a" label="{{ x }}" :value="x" />', '<c-tag title="{{ x }}">{{ x }}</c-tag>']
    for template in templates:
        assert evil not in written(CottonCompiler().process(template), x=evil, t=Thing(name=evil, names={}))


def test_names_come_in_the_readers_language():
    product = Thing(name="Water", names={"zh-hans": "水"}, description="d", descriptions={})
    with translation.override("zh-hant"):
        assert written("{{ p|named }}", p=product) == "水"
    assert written("{{ p|named }}", p=product) == "Water"
    assert written('{{ p|named:"description" }}', p=product) == "d"


@pytest.mark.parametrize(
    ("name", "short"),
    [("李娜", "李娜"), ("欧阳小明", "小明"), ("上海华联超市", "上海"), ("Li Na", "LN"), ("", "?")],
)
def test_initials(name, short):
    assert written("{{ n|initials }}", n=name) == short


def test_a_new_filter_starts_at_the_first_page():
    request = RequestFactory().get("/orders?state=open&after=abc&q=华联")
    assert written('{% query state="done" %}', request=request) == "?state=done&amp;q=%E5%8D%8E%E8%81%94"
    assert "after=next" in written('{% query after="next" %}', request=request)
    assert "state" not in written("{% query state=None %}", request=request)


def test_sorting_turns_round():
    request = RequestFactory().get("/orders?sort=total")
    assert written('{% sort_query "total" %}', request=request) == "?sort=-total"
    assert written('{% sorted_by "total" %}', request=request) == "ascending"


def test_a_time_says_itself_in_full():
    html = written("{{ at|moment }}", at=datetime(2026, 11, 21, 6, 5, tzinfo=UTC))
    assert 'datetime="2026-11-21T06:05:00+00:00"' in html


def test_a_form_that_comes_back_shows_what_was_typed():
    typed = QueryDict("name=X&lines.0.quantity=abc")
    form = Form(
        {"name": "stored", "agree": True}, typed, [Fault("lines.0.quantity", "number", "Not a number.")]
    )
    assert form.value("name") == "X"
    assert form.value("agree") == ""
    assert form.entry("lines.0.quantity").faults == ["Not a number."]
    assert form.all_faults == [("f-lines-0-quantity", "Not a number.")]
    assert form.faults_beside(["name"]) == ["Not a number."]


def test_a_form_at_first_shows_what_is_stored():
    form = Form({"name": "stored", "note": None, "tags": ["a"]})
    assert form.value("name") == "stored"
    assert form.value("note") == ""
    assert form.values("tags") == ["a"]
