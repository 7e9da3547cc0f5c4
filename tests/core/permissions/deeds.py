"""Every public method of every service, found by looking: which of them write, and how to call one with something."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from shopbook.book import Book
from shopbook.services import Services
from tests.language import TODAY

WRITES = (".operation(", ".execute(", ".write_bytes(", ".unlink(")


def services(book: Book) -> dict[str, object]:
    """Each service of a book by the name it has there."""
    return {
        name: getattr(book, name)
        for name, made in vars(Services).items()
        if isinstance(made, cached_property)
    }


def public(service: object) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The methods anybody may call. Those that want an open operation can only be called by who may open one."""
    for name, method in inspect.getmembers(type(service), inspect.isfunction):
        if not name.startswith("_") and "op" not in inspect.signature(method).parameters:
            yield name, method


def writing(book: Book) -> dict[str, Callable[..., Any]]:
    """ "service.method" of everything that writes: it asks for a right to do so, or its code opens an operation."""
    return {
        f"{noun}.{name}": method
        for noun, service in services(book).items()
        for name, method in public(service)
        if hasattr(method, "right") or _writes(service, method, set())
    }


def showing(book: Book) -> dict[str, Callable[..., Any]]:
    """ "service.method" of everything that asks for a right to be shown something."""
    return {
        f"{noun}.{name}": method
        for noun, service in services(book).items()
        for name, method in public(service)
        if hasattr(method, "shown_by")
    }


def _writes(service: object, method: Callable[..., Any], seen: set[object]) -> bool:
    """True when the code of a method, or of what it calls of its own, of another service or of a module, writes."""
    code = inspect.unwrap(method)
    if code in seen or not (getattr(code, "__module__", "") or "").startswith("shopbook."):
        return False
    seen.add(code)
    writes, called = _read(code)
    return writes or any(
        _writes(owner, found, seen) for each in called for owner, found in _meant(service, code, each)
    )


@cache
def _read(code: Callable[..., Any]) -> tuple[bool, tuple[ast.expr, ...]]:
    """Whether the text of a function writes by itself, and what it calls."""
    try:
        text = textwrap.dedent(inspect.getsource(code))
    except (OSError, TypeError):
        return False, ()
    if any(mark in text for mark in WRITES):
        return True, ()
    return False, tuple(node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))


def _meant(
    service: object, code: Callable[..., Any], called: ast.expr
) -> Iterator[tuple[object, Callable[..., Any]]]:
    """The function a call means: self.f, self._other.f, or f of the module."""
    owner: object = None
    if isinstance(called, ast.Name):
        found = getattr(code, "__globals__", {}).get(called.id)
        if inspect.isfunction(found):
            yield service, found
        return
    if not isinstance(called, ast.Attribute):
        return
    if isinstance(called.value, ast.Name) and called.value.id == "self":
        owner = service
    elif isinstance(called.value, ast.Attribute) and ast.unparse(called.value.value) == "self":
        own = not called.value.attr.endswith(("store", "reader"))
        owner = getattr(service, called.value.attr, None) if own else None
    found = getattr(type(owner), called.attr, None) if owner is not None else None
    if inspect.isfunction(found):
        yield owner, found


_SOMETHING: dict[str, object] = {"int": 0, "str": "x", "bool": True, "dt.date": TODAY}


def call(service: object, name: str, folder: Path) -> None:
    """Call a method with something for everything it needs: what is missing in the book, or is no draft at all."""
    method = getattr(service, name)
    words: dict[str, object] = {}
    places: list[object] = []
    for parameter in inspect.signature(method).parameters.values():
        if parameter.default is not parameter.empty or parameter.kind is parameter.VAR_KEYWORD:
            continue
        kind = str(parameter.annotation)
        given: object = _SOMETHING.get(kind)
        if "Path" in kind:
            given = folder / "nowhere" / "file.zip"
        elif kind.startswith("dt.datetime"):
            given = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
        elif kind.startswith(("Sequence", "Iterable", "list", "tuple", "Mapping")):
            given = ()
        if parameter.kind is parameter.KEYWORD_ONLY:
            words[parameter.name] = given
        elif parameter.kind is not parameter.VAR_POSITIONAL:
            places.append(given)
    method(*places, **words)
