"""The shares of goods that are too few as a form: what the rule gives, and what a person gives instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from dinghuo.foundation.errors import Fault, Faults
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.actions.preview_shares import Decided, SharedArticle, SharesPreview, SharingLine
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.packs import Pack, pack_of
from dinghuo.web.selling.sharing_words import told_rule
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared.session import Request


@dataclass(frozen=True)
class ShownLine:
    """A line that shares, in the unit in which its quantities are typed."""

    row: SharingLine
    pack: Pack

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"share.{self.row.order.number}.{self.row.line.position}"

    @property
    def was(self) -> str:
        """The name of the field that carries what the rule gave when the form was shown."""
        return f"was.{self.name}"

    @property
    def buyer(self) -> str:
        """Who ordered it."""
        return translated(self.row.order.buyer.name, self.row.order.buyer.names)

    @property
    def wanted(self) -> str:
        """What waits for the answer."""
        return self.pack.of(self.row.wanted)

    @property
    def held(self) -> str:
        """What it holds now."""
        return self.pack.of(self.row.held)

    @property
    def gets(self) -> str:
        """What the rule gives it."""
        return self.pack.of(self.row.share.quantity)

    @property
    def waits(self) -> str:
        """What would be on back-order."""
        return self.pack.of(self.row.waits)


@dataclass(frozen=True)
class ShownArticle:
    """An article that is too little for all."""

    article: SharedArticle
    rule: str
    picture: str
    lines: list[ShownLine]

    @property
    def there(self) -> str:
        """What there is for all of them, in base units."""
        return plain(self.article.there)

    @property
    def asked(self) -> str:
        """What all of them want, in base units."""
        return plain(self.article.asked)


def shown_articles(preview: SharesPreview, pictures: Mapping[UUID, str]) -> list[ShownArticle]:
    """The articles of a preview, each line in its packs where all its figures fill whole ones."""
    return [
        ShownArticle(
            article,
            told_rule(article.rule),
            pictures.get(article.line.variant_id, ""),
            [
                ShownLine(row, pack_of(row.line, row.wanted, row.held, row.share.quantity))
                for row in article.lines
            ],
        )
        for article in preview.articles
    ]


def stored_shares(articles: list[ShownArticle]) -> dict[str, str]:
    """What the form proposes: the rule's shares."""
    return {line.name: line.gets for article in articles for line in article.lines}


def has_changed(typed: Mapping[str, str], articles: list[ShownArticle]) -> bool:
    """Whether the rule would give another share now than when the form was shown."""
    lines = [line for article in articles for line in article.lines]
    shown = {name: value for name, value in typed.items() if name.startswith("was.")}
    return shown != {line.was: line.gets for line in lines}


def read_shares(typed: Mapping[str, str], articles: list[ShownArticle]) -> list[Decided]:
    """The shares that somebody typed otherwise than the rule gives them. Raises Invalid with every fault."""
    faults, decided = Faults(), []
    for line in (line for article in articles for line in article.lines):
        if line.name not in typed:
            continue
        quantity = read_decimal(typed, line.name, faults) * line.pack.factor
        if quantity != Decimal(line.gets) * line.pack.factor:
            decided.append(Decided(line.row.order.number, line.row.line.position, quantity))
    faults.raise_any()
    return decided


def beside(fault: Fault, decided: list[Decided]) -> Fault:
    """The action's fault as a fault of the field that it came from."""
    _shares, place, _field = (*fault.path.split("."), "", "")[:3]
    if not place.isdigit() or int(place) >= len(decided):
        return fault
    each = decided[int(place)]
    return Fault(f"share.{each.order}.{each.line}", fault.code, fault.message)


def sharing_address(request: Request, numbers: Sequence[str]) -> str:
    """Where it is decided who gets what of these orders' goods."""
    return f"{here(request, 'sharing')}?{urlencode([('chosen', number) for number in numbers])}"
