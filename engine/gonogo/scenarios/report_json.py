"""A run as Cucumber's JSON, which other tools read: features, their scenarios, the steps with what came of each."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from gonogo.scenarios.feature import Feature, Step
from gonogo.scenarios.play import Played, StepResult


def cucumber_json(features: Sequence[Feature], played: Sequence[Played]) -> str:
    """The features that were run. It holds no times, so the same run gives the same text."""
    of = {one.path: [other for other in played if other.scenario.path == one.path] for one in features}
    documents = [_feature(one, of[one.path]) for one in features if of[one.path]]
    return json.dumps(documents, indent=2, ensure_ascii=False) + "\n"


def _feature(feature: Feature, played: Sequence[Played]) -> dict[str, Any]:
    return {
        "uri": feature.path,
        "id": _id(feature.name),
        "keyword": "Feature",
        "name": feature.name,
        "description": feature.description.strip(),
        "line": feature.at.line,
        "language": feature.language,
        "tags": [{"name": tag, "line": feature.at.line} for tag in feature.tags],
        "elements": [_element(feature, one) for one in played],
    }


def _element(feature: Feature, played: Played) -> dict[str, Any]:
    scenario = played.scenario
    at = scenario.example_at or scenario.at
    return {
        "id": f"{_id(feature.name)};{_id(scenario.name)}",
        "keyword": "Scenario" if scenario.example is None else "Scenario Outline",
        "type": "scenario",
        "name": scenario.name,
        "description": "",
        "line": at.line,
        "tags": [{"name": tag, "line": scenario.at.line} for tag in scenario.tags],
        "steps": [_step(one, played) for one in played.steps],
    }


def _step(one: StepResult, played: Played) -> dict[str, Any]:
    result: dict[str, Any] = {"status": one.status}
    if one.status == "failed" and played.mismatch is not None:
        mismatch = played.mismatch
        result["error_message"] = (
            f"expected {mismatch.expected}\nactual {mismatch.actual}\n\n{mismatch.because}".rstrip()
        )
    return {
        "keyword": f"{one.step.keyword} ",
        "name": one.step.text,
        "line": one.step.at.line,
        "match": {"location": f"{one.step.at.file.path}:{one.step.at.line}"},
        **_below(one.step),
        "result": result,
    }


def _below(step: Step) -> dict[str, Any]:
    if step.table is not None:
        return {"rows": [{"cells": [str(cell) for cell in row]} for row in step.table]}
    if step.docstring is not None:
        line = step.docstring_at.line - 1 if step.docstring_at is not None else step.at.line
        return {"doc_string": {"value": step.docstring, "content_type": "", "line": line}}
    return {}


def _id(name: str) -> str:
    return re.sub(r"\s+", "-", name.strip().lower())
