"""The readers of files that are trees: JSON, YAML and XML by paths, and the reports that need more than paths."""

from __future__ import annotations

from collections.abc import Callable

from gonogo.read.extract import PhysicalReader


def _json() -> PhysicalReader:
    from gonogo.read.json_rows import read_json

    return read_json


def _json_lines() -> PhysicalReader:
    from gonogo.read.json_lines import read_json_lines

    return read_json_lines


def _yaml() -> PhysicalReader:
    from gonogo.read.json_rows import read_yaml_rows

    return read_yaml_rows


def _xml() -> PhysicalReader:
    from gonogo.read.xml_rows import read_xml

    return read_xml


def _junit() -> PhysicalReader:
    from gonogo.read.results_junit import read_junit

    return read_junit


def _nunit() -> PhysicalReader:
    from gonogo.read.results_nunit import read_nunit

    return read_nunit


def _trx() -> PhysicalReader:
    from gonogo.read.results_trx import read_trx

    return read_trx


def _cucumber() -> PhysicalReader:
    from gonogo.read.results_cucumber import read_cucumber

    return read_cucumber


def _sarif() -> PhysicalReader:
    from gonogo.read.sarif import read_sarif

    return read_sarif


def _trivy() -> PhysicalReader:
    from gonogo.read.findings_scans import read_trivy

    return read_trivy


def _grype() -> PhysicalReader:
    from gonogo.read.findings_scans import read_grype

    return read_grype


def _cyclonedx() -> PhysicalReader:
    from gonogo.read.findings_vex import read_cyclonedx

    return read_cyclonedx


def _cyclonedx_components() -> PhysicalReader:
    from gonogo.read.findings_vex import read_cyclonedx_components

    return read_cyclonedx_components


def _openvex() -> PhysicalReader:
    from gonogo.read.findings_vex import read_openvex

    return read_openvex


def _hdf() -> PhysicalReader:
    from gonogo.read.findings_hdf import read_hdf

    return read_hdf


def _saf_summary() -> PhysicalReader:
    from gonogo.read.findings_saf import read_saf_summary

    return read_saf_summary


def _saf_thresholds() -> PhysicalReader:
    from gonogo.read.findings_saf import read_saf_thresholds

    return read_saf_thresholds


TREE_FORMATS: dict[str, Callable[[], PhysicalReader]] = {
    "json": _json,
    "json-lines": _json_lines,
    "yaml": _yaml,
    "xml": _xml,
    "junit": _junit,
    "nunit": _nunit,
    "trx": _trx,
    "cucumber": _cucumber,
    "sarif": _sarif,
    "trivy": _trivy,
    "grype": _grype,
    "cyclonedx": _cyclonedx,
    "cyclonedx-components": _cyclonedx_components,
    "openvex": _openvex,
    "hdf": _hdf,
    "saf-summary": _saf_summary,
    "saf-thresholds": _saf_thresholds,
}

TREE_SUFFIXES = {
    ".json": "json",
    ".jsonl": "json-lines",
    ".ndjson": "json-lines",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".xml": "xml",
    ".sarif": "sarif",
    ".trx": "trx",
}
