"""The forms that a paper can take, and the one function that gives it any of them."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from gonogo.model.report import Report


class Form(StrEnum):
    """A form of a paper, called as the suffix of its file."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MD = "md"
    JSON = "json"


def form_of(name: str) -> Form | None:
    """The form that the name of a file asks for by its suffix, or nothing."""
    _, dot, suffix = name.rpartition(".")
    return Form(suffix.lower()) if dot and suffix.lower() in set(Form) else None


def render(report: Report, form: Form) -> bytes:
    """The paper in a form. Only what that form needs is imported."""
    match form:
        case Form.DOCX:
            from gonogo.write import render_docx

            return render_docx.render(report)
        case Form.PDF:
            from gonogo.write import render_pdf

            return render_pdf.render(report)
        case Form.HTML:
            from gonogo.write import render_html

            return render_html.render(report)
        case Form.MD:
            from gonogo.write import render_markdown

            return render_markdown.render(report)
        case Form.JSON:
            from gonogo.write import render_json

            return render_json.render(report)
        case _:
            assert_never(form)
