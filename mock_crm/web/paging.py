"""Split long lists into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import flask
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PER_PAGE = 50

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list.

    Attributes:
        items: the items on this page.
        number: the number of this page, from 1.
        pages: the number of pages, at least 1.
        total: the number of items on all pages.
    """

    items: Sequence[T]
    number: int
    pages: int
    total: int

    @property
    def first(self) -> int:
        """Return the position of the first item on this page, from 1; 0 if the list is empty."""
        return (self.number - 1) * PER_PAGE + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Return the position of the last item on this page."""
        return min(self.number * PER_PAGE, self.total)


def page_of(session: Session, query: Select[T]) -> Page[T]:
    """Return the page of the results of a query that the query parameter `page` selects, or the nearest one."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number, pages = _position(total)
    items = session.scalars(query.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).unique().all()
    return Page(items, number, pages, total)


def page_of_list(items: Sequence[T]) -> Page[T]:
    """Return the page of a list that the query parameter `page` selects, or the nearest one."""
    number, pages = _position(len(items))
    return Page(items[(number - 1) * PER_PAGE : number * PER_PAGE], number, pages, len(items))


def _position(total: int) -> tuple[int, int]:
    pages = max(1, -(-total // PER_PAGE))
    return min(max(flask.request.args.get("page", 1, type=int), 1), pages), pages
