"""Habits of the code that no linter knows: who may ask the time, write a figure, or translate, and when."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(file for folder in ("shopbook", "ui") for file in (ROOT / folder).rglob("*.py"))
TRANSLATORS = {"_", "ngettext", "pgettext", "npgettext", "say"}
THE_TIME = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "localtime"), ("QDate", "currentDate"), ("QDateTime", "currentDateTime"),
}  # fmt: skip


def where(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}"


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def run_on_import(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is imported: all but the bodies of functions, with their defaults and decorators."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in [*child.decorator_list, *child.args.defaults, *child.args.kw_defaults]:
                if part is not None:
                    yield part
                    yield from run_on_import(part)
        elif not isinstance(child, ast.Lambda):
            yield child
            yield from run_on_import(child)


def import_time_translations(module: ast.Module) -> list[ast.Call]:
    return [
        node
        for node in run_on_import(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATORS
    ]


def asks_the_time(module: ast.Module) -> list[ast.Call]:
    calls = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = (
                owner.attr
                if isinstance(owner, ast.Attribute)
                else owner.id
                if isinstance(owner, ast.Name)
                else ""
            )
            if (name, node.func.attr) in THE_TIME:
                calls.append(node)
    return calls


def docstrings(module: ast.Module) -> set[ast.AST]:
    return {
        node.body[0].value
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def is_taka(node: ast.AST) -> bool:
    if isinstance(node, ast.FormattedValue):
        return is_taka(node.value)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and "৳" in node.value
    return isinstance(node, ast.Name) and node.id == "TAKA_SIGN"


def writes_figures(module: ast.Module) -> list[ast.AST]:
    """Thousands separators, strftime, the machine's locale and the taka sign glued to a value."""
    found: list[ast.AST] = []
    prose = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            spec = "".join(
                part.value for part in ast.walk(node.format_spec) if isinstance(part, ast.Constant)
            )
            guilty = "," in spec or "%" in spec
        elif isinstance(node, ast.JoinedStr):
            guilty = any(is_taka(part) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            # For str.format: the field itself, or the bare sign before or behind it.
            guilty = re.search(r"\{\w*:[^{}]*[,%][^{}]*\}|৳\s*\{|\}\s*৳", node.value) is not None
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            guilty = is_taka(node.left) or is_taka(node.right)
        elif isinstance(node, ast.Attribute):
            owner = node.value
            guilty = node.attr == "strftime" or (isinstance(owner, ast.Name) and owner.id == "locale")
        else:
            guilty = False
        if guilty:
            found.append(node)
    return found


def test_nothing_is_translated_while_importing() -> None:
    found = [where(file, node) for file in FILES for node in import_time_translations(tree(file))]
    assert found == [], "the language of the moment of import would stay for ever"


def test_only_the_clock_asks_the_computer_for_the_time() -> None:
    clock = ROOT / "shopbook" / "clock.py"
    assert [where(file, node) for file in FILES if file != clock for node in asks_the_time(tree(file))] == []


def test_figures_dates_and_taka_are_written_by_localisation_alone() -> None:
    ours = ROOT / "shopbook" / "localisation"
    found = [
        where(file, node) for file in FILES if ours not in file.parents for node in writes_figures(tree(file))
    ]
    assert found == []


def test_every_module_says_what_lives_in_it() -> None:
    silent = [str(file.relative_to(ROOT)) for file in FILES if not ast.get_docstring(tree(file))]
    assert silent == []


def test_every_module_reads_annotations_late() -> None:
    line = re.compile(r"^from __future__ import annotations$", re.MULTILINE)
    early = [
        str(file.relative_to(ROOT))
        for file in FILES
        if tree(file).body[1:]
        and file.name != "__init__.py"
        and not line.search(file.read_text(encoding="utf-8"))
    ]
    assert early == []


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        (import_time_translations, "TITLE = _('Today')", "def title():\n    return _('Today')"),
        (import_time_translations, "def f(x=_('a')): pass", "TITLE = lambda: _('Today')"),
        (asks_the_time, "import datetime as dt\ndt.date.today()", "clock.today()"),
        (asks_the_time, "from datetime import datetime\ndatetime.now()", "clock.now()"),
        (writes_figures, "f'{total:,}'", "f'{total:>4}'"),
        (writes_figures, "f'৳{total}'", "f'{money(total)}'"),
        (writes_figures, "f'{TAKA_SIGN}{total}'", "f'{place}{total}'"),
        (
            writes_figures,
            "'{:,}'.format(total)",
            "'{total}, {due}'.format(total=number(total), due=number(due))",
        ),
        (writes_figures, "'৳ {total}'.format(total=total)", "Label('৳')"),
        (writes_figures, "'৳' + str(total)", "'\\u09b8' + money(total)"),
        (writes_figures, "locale.setlocale(locale.LC_ALL, '')", "localisation.set_language('bn')"),
        (writes_figures, "day.strftime('%d')", "date_long(day)"),
    ],
)
def test_each_of_these_checks_sees_the_fault_and_only_it(check, bad: str, good: str) -> None:  # type: ignore[no-untyped-def]
    assert check(ast.parse(bad))
    assert not check(ast.parse(good))
