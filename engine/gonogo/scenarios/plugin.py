"""A plugin for pytest: collects feature files and plays their scenarios, with no glue code in the user's folder.

Feature files are collected from the folders named in the ini value `gonogo_features` (default: `features`), and where
they are named on the command line; nowhere else, so that other people's features are left to them. This module is
imported by every run of pytest where gonogo is installed, so it imports nothing until there is a feature to play.
"""

from __future__ import annotations

from pathlib import Path

import pytest

WANTED = pytest.StashKey[frozenset[str]]()  # ids of the scenarios that `gonogo test` has chosen
NAMED = pytest.StashKey[frozenset[Path]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    words = "Folders whose .feature files gonogo plays, from the root of the project."
    parser.addini("gonogo_features", words, type="args", default=["features"])
    group = parser.getgroup("gonogo")
    group.addoption(
        "--gonogo-tags",
        metavar="EXPR",
        default=None,
        help="Only scenarios whose tags fit: --gonogo-tags='@AC3 and not @slow'",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Remembers which files were named, as a user would name them."""
    start = config.invocation_params.dir
    named = (start / one.partition("::")[0] for one in config.args)
    config.stash[NAMED] = frozenset(one.resolve() for one in named if one.suffix == ".feature")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix != ".feature" or not _is_ours(file_path, parent.config):
        return None
    from gonogo.scenarios.bdd import FeatureFile

    return FeatureFile.from_parent(parent, path=file_path)


def _is_ours(path: Path, config: pytest.Config) -> bool:
    folders = [config.rootpath / one for one in config.getini("gonogo_features")]
    return path.resolve() in config.stash[NAMED] or any(path.is_relative_to(one) for one in folders)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    expression = config.getoption("--gonogo-tags")
    wanted = config.stash.get(WANTED, None)
    if expression is None and wanted is None:
        return
    from gonogo.scenarios.bdd import choose

    chosen, others = choose(items, expression, wanted)
    config.hook.pytest_deselected(items=others)
    items[:] = chosen


@pytest.hookimpl(optionalhook=True)
def pytest_bdd_before_scenario(request: pytest.FixtureRequest) -> None:
    if type(request.node.parent).__name__ == "FeatureFile":
        from gonogo.scenarios.bdd import begin

        begin(request.node)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]  # a wrapper
    report = yield
    if type(item.parent).__name__ == "FeatureFile":
        from gonogo.scenarios.bdd import end

        end(item, call, report)
    return report
