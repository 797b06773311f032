"""Attribute templates: what each category asks of its goods, and what it inherits."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.catalogue.actions.attributes.add_ready_set import add_ready_set
from dinghuo.catalogue.actions.attributes.remove_attribute import remove_attribute
from dinghuo.catalogue.actions.attributes.save_attribute import save_attribute
from dinghuo.catalogue.permissions import SAVE_ATTRIBUTE
from dinghuo.catalogue.queries.attribute_use import attribute_use
from dinghuo.catalogue.queries.categories import CategoryNode, categories
from dinghuo.catalogue.queries.categories import category as find_category
from dinghuo.catalogue.queries.ready_set_names import ready_set_names
from dinghuo.catalogue.queries.template_sizes import template_sizes
from dinghuo.catalogue.queries.templates import template_of_path
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.fields import translated
from dinghuo.web.operator.attribute_form import LANGUAGES, stored_attribute, typed_attribute
from dinghuo.web.shared import flash
from dinghuo.web.shared.attribute_words import kind_words
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

#: Stands in an address for "all goods": no category's key begins so.
ALL = "-"


@screen(door="operator", permission=SAVE_ATTRIBUTE)
def attributes_list(request: Request, actor: Actor) -> HttpResponse:
    """The tree of categories, and the template of the one chosen."""
    chosen = _category(actor, request.GET.get("category", ""))
    nodes, sizes = categories(actor, with_empty=True), template_sizes(actor)
    template = template_of_path(actor, chosen.path if chosen else "")
    own = chosen.key if chosen else ""
    names = {node.key: translated(node.name, node.names) for node in nodes}
    words = kind_words()
    context = {
        "chosen": chosen,
        "at": own or ALL,
        "tree": [(node, sizes.get(node.key)) for node in nodes],
        "places": [(node.key, "\u2003" * node.depth + names[node.key]) for node in nodes],
        "everything": sizes.get(""),
        "rows": [
            (each, words[each.kind.value], each.from_category == own, names.get(each.from_category, ""))
            for each in template.attributes
        ],
        "sets": ready_set_names(),
        "form": Form.of(request),
    }
    return render(request, "operator/attributes/list.html", context)


@screen(door="operator", permission=SAVE_ATTRIBUTE, methods=["GET", "POST"])
def attribute(request: Request, actor: Actor, category: str, key: str = "") -> HttpResponse:
    """An attribute of a category, or a new one."""
    place = _category(actor, "" if category == ALL else category)
    path, own = (place.path, place.key) if place else ("", "")
    found = template_of_path(actor, path).by_key.get(key)
    if key and (found is None or found.from_category != own):
        raise NotFound(key)
    if request.method == "POST":
        saved = save_attribute(actor, own, typed_attribute(request.POST, key))
        flash.say(request, _saved_words(saved.lacking))
        return HttpResponseRedirect(_address(own))
    where = translated(place.name, place.names) if place else _("All goods")
    context = {
        "attribute": found,
        "at": category,
        "where": where,
        "use": attribute_use(actor, path, key) if found else None,
        "form": Form.of(request, stored_attribute(found)),
        "kinds": [(kind, words, "") for kind, words in kind_words().items()],
        "languages": LANGUAGES,
        "trail": [(_address(own), _("Attributes")), ("", where)],
    }
    return render(request, "operator/attributes/attribute.html", context)


@screen(door="operator", permission=SAVE_ATTRIBUTE, methods=["POST"], again=attribute)
def remove(request: Request, actor: Actor, category: str, key: str) -> HttpResponse:
    """Take an attribute away that no goods use."""
    own = "" if category == ALL else category
    remove_attribute(actor, own, key)
    flash.say(request, _("The attribute is gone."))
    return HttpResponseRedirect(_address(own))


@screen(door="operator", permission=SAVE_ATTRIBUTE, methods=["POST"])
def ready_set(request: Request, actor: Actor, category: str) -> HttpResponse:
    """Begin with a ready set."""
    category = "" if category == ALL else category
    added = add_ready_set(actor, category, request.POST.get("set", ""))
    told = ngettext("%(number)s attribute added.", "%(number)s attributes added.", len(added))
    flash.say(request, told % {"number": len(added)})
    return HttpResponseRedirect(_address(category))


def _category(actor: Actor, key: str) -> CategoryNode | None:
    return find_category(actor, key) if key else None


def _address(category: str) -> str:
    return reverse("operator:attributes") + (f"?category={category}" if category else "")


def _saved_words(lacking: int) -> Any:
    if not lacking:
        return _("The attribute is saved.")
    told = ngettext(
        "Saved. %(number)s product has no value for it yet: it stays on sale, and needs one when it is next saved.",
        "Saved. %(number)s products have no value for it yet: they stay on sale, and need one when next saved.",
        lacking,
    )
    return told % {"number": lacking}
