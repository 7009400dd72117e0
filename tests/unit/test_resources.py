"""Where shipped files are found: beside an installed package, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from gonogo.model.diagnostic import InternalError
from gonogo.resources import Kind, folder


def made(*folders: Path) -> None:
    for one in folders:
        one.mkdir(parents=True)


def test_a_checkout_is_used_where_the_package_carries_nothing(tmp_path: Path) -> None:
    made(tmp_path / "schemas", tmp_path / "engine" / "gonogo")

    assert folder("schemas", tmp_path / "engine" / "gonogo") == tmp_path / "schemas"


def test_what_the_package_carries_comes_first(tmp_path: Path) -> None:
    package = tmp_path / "engine" / "gonogo"
    made(tmp_path / "schemas", package / "_data" / "schemas")

    assert folder("schemas", package) == package / "_data" / "schemas"


def test_a_folder_of_that_name_beside_other_packages_is_not_ours(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "gonogo"
    made(package, tmp_path / "policies")

    with pytest.raises(InternalError, match=r"lacks its folder `policies`.*install gonogo again"):
        folder("policies", package)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_this_installation_has_all_its_folders(kind: str) -> None:
    assert any(folder(kind).iterdir())
