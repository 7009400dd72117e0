"""What `import gonogo` promises is there, and says what it is for."""

import subprocess
import sys

import pytest

import gonogo


@pytest.mark.parametrize("name", [name for name in gonogo.__all__ if name != "__version__"])
def test_a_promised_name_is_there_and_says_what_it_is_for(name: str) -> None:
    assert getattr(gonogo, name).__doc__


def test_what_is_not_promised_is_not_given() -> None:
    with pytest.raises(AttributeError):
        _ = gonogo.nothing_of_the_kind


def test_promised_names_are_listed_for_completion() -> None:
    assert set(gonogo.__all__) <= set(dir(gonogo))


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = ("msgspec", "click", "ruamel", "jsonschema", "pytest")
    code = f"import sys, gonogo; print([name for name in {heavy!r} if name in sys.modules])"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert told.strip() == "[]"


def test_a_decision_by_the_public_face() -> None:
    decided = gonogo.decide("sec-release", "sec-2019-11", remembered=False)

    assert decided.document["outcome"] == "go_with_conditions"


def test_a_paper_and_an_export_by_the_public_face() -> None:
    paper = gonogo.paper("sec-release", "sec-2019-11")

    assert gonogo.rendered(paper.report, "md").startswith(b"# November 2019 SEC Release\n")
    assert "<testsuites" in gonogo.export("sec-release", "sec-2019-11", gonogo.Export.JUNIT).text
