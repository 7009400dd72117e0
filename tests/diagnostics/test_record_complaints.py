"""The examples on the pages about keys and ledgers are played: the wrong ones are wrong, the right ones are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.diagnostics.record_complaints import CODE, examples
from tests.diagnostics.test_diagnostics import PAGES


@pytest.mark.parametrize(
    "page", [one for one in sorted(PAGES.glob("*.md")) if CODE.match(one.stem)], ids=lambda page: page.stem
)
def test_the_examples_of_a_page_are_wrong_and_right_as_it_says(page: Path) -> None:
    found = [(heading, [one.code.value for one in said]) for heading, said in examples(page)]

    assert found == [("Wrong", [page.stem]), ("Right", [])]
