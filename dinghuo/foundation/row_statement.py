"""Puts SQL that stands in a file into a query: what it says of each row, by some of the row's columns."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Expression, F, Field

#: `%(name)s` is a parameter, `{name}` a column of the row.
_PLACE = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


class RowStatement(Expression):
    """A statement (in parentheses) that gives one value for a row, or with a BooleanField holds or doesn't.

    Where in it `{name}` stands, the row's column that is given by that name is meant: what the ORM can't say - sums of
    sums, the nearest of several rules - can be said once, and read by list and page alike.
    """

    def __init__(
        self,
        statement: str,
        parameters: Mapping[str, Any],
        columns: Mapping[str, str],
        output_field: "Field[Any, Any]",
    ) -> None:
        super().__init__(output_field=output_field)
        self.statement = statement
        self.parameters = dict(parameters)
        self.names = list(columns)
        self.columns: list[Any] = [F(column) for column in columns.values()]

    def get_source_expressions(self) -> list[Any]:
        """The columns."""
        return self.columns

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """The columns, found in the query that it stands in."""
        self.columns = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The statement with its parameters in their places."""
        compiled = {
            name: compiler.compile(column) for name, column in zip(self.names, self.columns, strict=True)
        }
        parameters: list[Any] = []

        def placed(found: re.Match[str]) -> str:
            name, column = found.groups()
            if name is not None:
                parameters.append(self.parameters[name])
                return "%s"
            sql, own = compiled[column]
            parameters.extend(own)
            return str(sql)

        statement = _PLACE.sub(placed, self.statement)
        return statement, tuple(parameters)
