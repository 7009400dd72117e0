"""A decision in the forms of other tools, by their names."""

from __future__ import annotations

import json

from gonogo.model.export import Export
from gonogo.write.subjects import Part


def export(document: Part, form: Export) -> str | None:
    """A decision document as text in one of the forms; None where it has nothing to say (a plan without items)."""
    match form:
        case Export.CSV:
            from gonogo.write.export_csv import csv_table

            return csv_table(document)
        case Export.JUNIT:
            from gonogo.write.export_junit import junit

            return junit(document)
    made = _json_form(document, form)
    return None if made is None else json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def statement_of(document: Part, form: Export) -> Part:
    """The statement to be signed, of the forms that are statements."""
    from gonogo.write.export_statement import statement, summary

    return statement(document) if form is Export.STATEMENT else summary(document)


def _json_form(document: Part, form: Export) -> Part | None:
    match form:
        case Export.OSCAL_RESULTS:
            from gonogo.write.export_oscal import assessment_results

            return assessment_results(document)
        case Export.OSCAL_POAM:
            from gonogo.write.export_oscal import plan_of_action

            return plan_of_action(document)
        case Export.SARIF:
            from gonogo.write.export_sarif import sarif

            return sarif(document)
        case _:
            return statement_of(document, form)
