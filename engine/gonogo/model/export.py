"""The forms of other tools in which a decision can be given."""

from __future__ import annotations

from enum import StrEnum


class Export(StrEnum):
    """The forms, by the names that a person types."""

    OSCAL_RESULTS = "oscal-results"
    OSCAL_POAM = "oscal-poam"
    SARIF = "sarif"
    JUNIT = "junit"
    CSV = "csv"
    STATEMENT = "in-toto"
    SUMMARY = "slsa-vsa"


SIGNED = (Export.STATEMENT, Export.SUMMARY)  # statements, which may be signed
