"""Asks for every page and calls every endpoint as somebody, and holds the answers to what is declared."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dinghuo.foundation.actor import Actor, allows
from proofs.shared.canaries import HIDDEN, Canaries
from proofs.shared.documents import KINDS, MALFORMED, WORDS, elsewhere, foreign, missing, own
from proofs.shared.routes import MISSING_ID, Parameter, Route, routes
from proofs.shared.visitors import Visitor
from tests.makers.calls import BODIES, CALLS

OWN, NOT_ONES_OWN = "own", ("foreign", "elsewhere", "missing", "malformed")
#: Pages that aren't documents of a market: files, and what the gate gave out itself.
NAMED = re.compile(r"{(\w+)}")
OPEN_NAMES = {"path", "figures", "token"}
#: What a form for one's own things may answer to a person who is let in, and typed nothing.
OF_FORMS = {200, 204, 302, 303, 403, 404, 409, 422}


@dataclass
class Report:
    """What was asked and answered."""

    visitors: int = 0
    asked: int = 0
    addresses: set[str] = field(default_factory=set)
    statuses: Counter[str] = field(default_factory=Counter)
    searched: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        table = "; ".join(
            f"{which}: "
            + ", ".join(
                f"{status.split()[1]} × {count}"
                for status, count in sorted(self.statuses.items())
                if status.startswith(f"{which} ")
            )
            for which in ("door", "own", *NOT_ONES_OWN)
        )
        return (
            f"{self.asked} requests for {len(self.addresses)} addresses by {self.visitors} visitors; "
            f"{table}; {self.searched} answers searched, {len(self.wrong)} wrong"
        )


@dataclass
class Asker:
    """`other` is the system's actor of the other market."""

    other: Actor
    canaries: Sequence[Canaries]
    report: Report
    share: float
    chance: random.Random

    def every_page(self, visitor: Visitor, name: str = "") -> None:
        """By each method, about each kind of thing; or the one page of this name."""
        for route in routes():
            if (
                route.path.startswith("/^")
                or self.chance.random() > self.share
                or name not in ("", route.name)
            ):
                continue
            for method in ("GET", "POST"):
                # That a method isn't there is told before anybody looks who asks: once is enough.
                if visitor.actor is None or route.declared is None or method in route.declared.methods:
                    self._page(visitor, route, method)

    def every_call(self, visitor: Visitor) -> None:
        """By its description, with a right body."""
        for method, path, call in CALLS:
            if self.chance.random() > self.share:
                continue
            for which, word in self._names(visitor, _parameter_of(path)):
                body = json.dumps(BODIES.get(call["operationId"], {})) if method != "GET" else ""
                answer = visitor.program(method, self._called(visitor, path, word), body)
                wanted = _of_call(visitor, method, path, which)
                if which == OWN and body not in ("", "{}"):
                    wanted = wanted | {404}  # what a body names may not be there for this visitor
                self._hold(visitor, f"{method} /api/v1{path}", which, answer, wanted, word)

    def _page(self, visitor: Visitor, route: Route, method: str) -> None:
        let_in, wanted = _at_door(visitor, route, method)
        parameter = next((each for each in route.parameters if each.name not in WORDS), None)
        others = {each.name: each.any_word for each in route.parameters} | WORDS
        for which, word in self._names(visitor, parameter):
            words = others | ({parameter.name: word} if parameter else {})
            answer = visitor.browser.generic(
                method, route.filled(words), "", "application/x-www-form-urlencoded"
            )
            told = f"{method} {route.path}"
            if let_in:
                self._hold(visitor, told, which, answer, _of_page(visitor, method, which), word)
            else:
                self._hold(visitor, told, "door", answer, wanted, word)
                break
        if method == "POST":
            visitor.stay_signed_in()

    def _names(self, visitor: Visitor, parameter: Parameter | None) -> Iterator[tuple[str, str]]:
        """What may be asked for by an address: which it is, and its name."""
        if parameter is None or parameter.name in OPEN_NAMES:
            yield OWN, "x"
            return
        of = _kind_of(parameter)
        if of is None:
            # A call's names have no converters; an id fits where a word is asked for as well.
            yield "missing", MISSING_ID if parameter.any_word == "x" else parameter.any_word
            return
        for which, word in (
            ("foreign", foreign(visitor, of)),
            ("elsewhere", elsewhere(visitor, self.other, of)),
            ("missing", missing(of)),
            *(("malformed", word) for word in MALFORMED),
            (OWN, own(visitor, of)),
        ):
            if word is not None:
                yield which, word

    def _called(self, visitor: Visitor, path: str, word: str) -> str:
        if "{list}" in path:
            # No rule is there to be asked for, so on a list of one's own it is named by what can't be one.
            rule = "x" if word == own(visitor, "price-lists") else MISSING_ID
            path = path.replace("{list}", word).replace("{rule}", rule)
            return path.replace("{sku}", own(visitor, "goods") or "x")
        return NAMED.sub(lambda found: WORDS.get(found[1], word), path)

    def _hold(
        self, visitor: Visitor, told: str, which: str, answer: Any, wanted: set[int], asked: str
    ) -> None:
        report = self.report
        report.asked += 1
        report.addresses.add(told)
        report.statuses[f"{which} {answer.status_code}"] += 1
        if answer.status_code not in wanted:
            report.wrong.append(
                f"{visitor.name}: {told} ({which}) answered {answer.status_code}, not one of {sorted(wanted)}"
            )
        kind = answer.headers.get("Content-Type", "")
        # The gallery of parts shows made-up documents.
        if told.endswith(" /design") or answer.streaming or kind.startswith(("image/", "application/pdf")):
            return
        report.searched += 1
        for canaries in self.canaries:
            for leak in canaries.leaks(visitor.actor, answer.content, kind, asked):
                report.wrong.append(f"{visitor.name}: {told} ({which}) tells {leak}")
        if "json" in kind and visitor.actor is not None and visitor.actor.parts == {"buyer"}:
            for key in HIDDEN & set(_keys(json.loads(answer.content))):
                report.wrong.append(f"{visitor.name}: {told} has the key {key}")


def _at_door(visitor: Visitor, route: Route, method: str) -> tuple[bool, set[int]]:
    """Whether somebody is let in, and if not, what they are answered."""
    declared, actor = route.declared, visitor.actor
    if declared is None:
        return False, {200, 204, 302, 304, 400, 404, 405}
    if method not in declared.methods:
        return False, {405}
    if actor is None:
        # A guest sees as much as the storefront's policy shows; the rest leads to signing in.
        return (True, set()) if declared.guests else (False, {302})
    if declared.door and not declared.guests and declared.door not in actor.parts:
        return False, {403}
    if declared.permission and not allows(actor, declared.permission):
        return False, {403}
    # Who is signed in doesn't stand at the gate.
    if declared.guests and not declared.door:
        return False, {200, 302, 403, 404, 409, 422}
    return True, set()


def _of_page(visitor: Visitor, method: str, which: str) -> set[int]:
    if visitor.actor is None and which != OWN:
        return {302, 404}
    if which == OWN:
        return OF_FORMS if method == "POST" else {200, 302, 403, 404, 409}
    # An action may ask for one more permission than its screen, before it looks.
    return {404} if method == "GET" else {403, 404}


def _of_call(visitor: Visitor, method: str, path: str, which: str) -> set[int]:
    if visitor.actor is None:
        return {401}
    if which == OWN:
        return {200, 403, 422} if method == "GET" else {200, 201, 403, 409, 422}
    if "{sku}" in path and "{list}" not in path:
        return {403, 404, 422}
    return {404, 422} if which == "malformed" else {404}


def _parameter_of(path: str) -> Parameter | None:
    named = [name for name in NAMED.findall(path) if name not in WORDS]
    # A price is named by its list and its article: whose it is, the list says.
    return Parameter(named[0], path.split("/")[1]) if named else None


def _kind_of(parameter: Parameter) -> str | None:
    if parameter.name == "sku" and parameter.of != "stock":
        return "goods"
    if parameter.of not in KINDS:
        return None
    # The same word may stand before another kind of name: goods have codes, and products that wait have ids.
    fits = (parameter.converter == "uuid") <= (KINDS[parameter.of].column == "id")
    return parameter.of if fits else None


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _keys(each)


def own_address(visitor: Visitor, route: Route) -> str | None:
    """A page about something of the visitor's own, or None where they have nothing of the kind."""
    words = dict(WORDS)
    for parameter in route.parameters:
        if parameter.name in WORDS:
            continue
        if parameter.name in OPEN_NAMES:
            return None
        kind = _kind_of(parameter)
        word = own(visitor, kind) if kind else None
        if word is None:
            return None
        words[parameter.name] = word
    return route.filled(words)
