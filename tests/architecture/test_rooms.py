"""Who may import whom, who may touch the outside world, and how long anything may grow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import code_map, rooms

ENGINE = code_map.ENGINE


def assert_none(found: list[str]) -> None:
    assert not found, "\n".join(["", *found])


def test_there_is_a_house_to_look_at() -> None:
    assert {"", "model", "resources"} <= {rooms.room(module) for module in rooms.modules(ENGINE)}


def test_verbs_import_nouns_and_never_each_other() -> None:
    assert_none(rooms.wrong_rooms(ENGINE))


def test_imports_are_absolute() -> None:
    assert_none(rooms.relative_imports(ENGINE))


def test_imports_go_one_way() -> None:
    assert_none(rooms.cycles(ENGINE))


def test_a_dependency_has_one_door() -> None:
    assert_none(rooms.second_doors(ENGINE))


def test_nothing_is_imported_by_a_back_door() -> None:
    assert_none(rooms.back_doors(ENGINE))


def test_model_and_judge_do_no_input_or_output_and_keep_no_clock() -> None:
    assert_none(rooms.impurities(ENGINE))


def test_rooms_print_nothing_and_change_no_file() -> None:
    assert_none(rooms.writers(ENGINE))


def test_modules_and_functions_have_one_subject() -> None:
    assert_none(rooms.too_long(ENGINE))


def test_the_code_map_is_up_to_date() -> None:
    page = code_map.PAGE.read_text(encoding="utf-8")

    assert page == code_map.with_map(page, ENGINE), "make fix writes it anew"


def house(tmp_path: Path, module: str, source: str) -> Path:
    """A small house in which one module has been planted."""
    package = tmp_path / "gonogo"
    for name, text in {
        "__init__": "",
        "model/__init__": "",
        "model/truth": "import math\n",
        "judge/observe": "from gonogo.model.truth import Truth\n",
        "write/paper": "from gonogo.model import truth\n",
        module: source,
    }.items():
        path = package / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


@pytest.mark.parametrize(
    ("rule", "module", "source", "complaint"),
    [
        (rooms.wrong_rooms, "judge/decide", "import gonogo.write.paper\n", "judge.decide:1 imports"),
        (rooms.wrong_rooms, "model/x", "from gonogo.judge import observe\n", "model.x:1 imports"),
        (rooms.wrong_rooms, "cli", "def f():\n    from gonogo.read.y import z\n", "cli:2 imports"),
        (rooms.wrong_rooms, "attic", "", "attic: no rule says what `attic` may import"),
        (rooms.relative_imports, "judge/decide", "from . import observe\n", "judge.decide:1 imports ."),
        (rooms.cycles, "model/truth", "from gonogo.judge import observe\n", "judge.observe"),
        (rooms.second_doors, "judge/decide", "from durable.lang import all\n", "judge.decide:1 imports"),
        (rooms.second_doors, "model/x", "import numpy as np\n", "model.x:1 imports numpy"),
        (rooms.back_doors, "api", "import importlib\nimportlib.import_module('x')\n", "api:2 calls"),
        (rooms.impurities, "judge/decide", "import os.path\n", "judge.decide:1 imports os.path"),
        (rooms.impurities, "model/x", "from datetime import date\ndate.today()\n", "model.x:2 calls today"),
        (rooms.writers, "write/form", "def f(p):\n    p.write_text('')\n", "write.form:2 calls write_text"),
        (rooms.too_long, "api", "x = 1\n" * 301, "api has 301 lines"),
        (rooms.too_long, "api", "def f():\n" + "    x = 1\n" * 40, "api:1 `f` has 41 lines"),
        (rooms.too_long, "api", "def f(a, b, c, *d, e, f): ...\n", "api:1 `f` has 6 parameters"),
    ],
)
def test_what_breaks_a_rule_is_found(
    tmp_path: Path, rule: Callable[[Path], list[str]], module: str, source: str, complaint: str
) -> None:
    found = rule(house(tmp_path, module, source))

    assert any(line.startswith(complaint) for line in found), found


@pytest.mark.parametrize(
    "rule",
    [
        *(rooms.wrong_rooms, rooms.relative_imports, rooms.cycles, rooms.second_doors, rooms.back_doors),
        *(rooms.impurities, rooms.writers, rooms.too_long),
    ],
)
def test_a_house_in_order_is_left_in_peace(tmp_path: Path, rule: Callable[[Path], list[str]]) -> None:
    package = house(tmp_path, "api", "import json\n\nfrom gonogo.judge.observe import Truth\n")

    assert rule(package) == []
