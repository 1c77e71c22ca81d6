"""What an article format is: it reads one kind of file into an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from evidence.model.article import Article
from references.collect import collect
from references.errors import InputError
from references.problem import Reading
from references.source import SourceFile


@dataclass(frozen=True, slots=True)
class ArticleFormat:
    """One kind of article file; ``read`` never raises for bad content."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[SourceFile], Reading[Article]]


@cache
def article_formats() -> tuple[ArticleFormat, ...]:
    """Every registered article format, by name."""
    return collect("evidence.articles.formats", "FORMAT", ArticleFormat, key=lambda item: item.name)


def article_format_of_path(path: str) -> ArticleFormat:
    """The article format that a file's suffix stands for.

    Raises:
        InputError: when no format claims the suffix, naming those that are claimed.
    """
    for item in article_formats():
        if path.lower().endswith(item.suffixes):
            return item
    known = ", ".join(suffix for item in article_formats() for suffix in item.suffixes)
    raise InputError(f"{path}: no article format has this suffix; known are {known}")
