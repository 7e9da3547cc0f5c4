"""Where the program finds its own files: in the repository, in an installed wheel, in a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from shopbook import paths

ROOT = Path(__file__).resolve().parents[2]


def test_in_the_repository_the_files_lie_beside_the_package() -> None:
    assert paths.base() == ROOT
    assert paths.resource("fonts", "KhataBangla-Regular.ttf").is_file()
    assert paths.translations_dir() == ROOT / "translations"


def test_an_installed_wheel_brings_its_files_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "BUNDLE", tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    assert paths.base() == tmp_path
    paths.on_path()
    paths.on_path()
    assert sys.path.count(str(tmp_path)) == 1


def test_a_frozen_program_knows_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("fonts") == tmp_path / "resources" / "fonts"


def test_the_data_folder_is_made_and_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "দোকান" / "data"))
    assert paths.data_dir() == tmp_path / "দোকান" / "data"
    assert paths.data_dir().is_dir()


def test_without_a_choice_the_data_goes_where_the_system_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import platformdirs

    monkeypatch.delenv("SHOPBOOK_DATA")
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name, appauthor: str(tmp_path / name))
    assert paths.data_dir() == tmp_path / "Shopbook"
