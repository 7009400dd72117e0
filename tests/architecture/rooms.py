"""The rules of the house, as functions that list what breaks them. The tests next door hold them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

VERBS = {"read", "judge", "write", "record"}

# The parts of the story of recording and checking, which import each other.
RECORD = {f"api_record_{part}" for part in ("acts", "checks", "decision", "files", "policy", "rests", "told", "verify")}
RECORD |= {"api_record"}

# Which of our own each part may import, besides itself. `resources` only knows where shipped files lie.
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "resources": {"model"},
    "read": {"model", "resources"},
    "judge": {"model"},
    "write": {"model", "resources"},
    "record": {"model"},
    "cache": {"resources"},
    "files": {"model", "resources"},
    "api": {"api_files", "model", "resources", "cache", "files", ""} | VERBS,
    "api_files": {"model", "files"} | VERBS,
    "api_explain": {"api", "model", "resources", "cache", "files", ""} | VERBS,
    "api_new": {"api", "resources", ""},
    "api_export": {"api", "model", ""} | VERBS,
    "api_evidence": {"api_files", "model", ""} | VERBS,
    "api_evidence_add": {"api_files", "files", "model", ""} | VERBS,
    "api_evidence_new": {"api_files", "files", "model", ""} | VERBS,
    "api_evidence_blank": {"api_evidence_new", "api_files", "files", "model", ""} | VERBS,
    "api_ledger": {"model", ""} | VERBS,
    "api_scenarios": {"api", "model", "resources", "files", ""} | VERBS,
    "api_coverage": {"api", "model", ""} | VERBS,
    "api_mutation": {"api", "model", ""} | VERBS,
    "cli": {
        "api",
        "cli_approve",
        "cli_verify",
        "cli_common",
        "cli_evidence",
        "cli_explain",
        "cli_export",
        "cli_intake",
        "cli_new",
        "cli_report",
        "cli_test",
        "model",
        "",
        "cli_keys",
        "cli_log",
    },
    "cli_common": {"model"},
    "cli_intake": {"api_files", "model", ""},
    "cli_evidence": {
        *("api", "api_evidence", "api_evidence_add", "api_evidence_blank", "api_evidence_new"),
        *("cli_common", "cli_intake", "model", ""),
    },
    "api_report": {"api_files", "api_ledger", "files", "model", "resources", ""} | VERBS,
    "cli_report": {"api", "api_ledger", "api_report", "cli_common", "cli_intake", "model", ""},
    "cli_new": {"api_new", "cli_common", "model", ""},
    "cli_export": {"api", "api_export", "cli_common", "cli_intake", "model", ""},
    "cli_keys": {"api_ledger", "cli_common", "model", ""},
    "cli_log": {"api", "api_ledger", "cli_common", "model", ""},
    **dict.fromkeys(
        RECORD, {*RECORD, "api_files", "api_ledger", "api_report", "model", "files", "resources", ""} | VERBS
    ),
    "cli_approve": {*RECORD, "cli_common", "model", ""},
    "cli_verify": {*RECORD, "cli_common", "model", ""},
    "cli_explain": {"api_explain", "model", ""},
    "cli_test": {"api", "cli_coverage", "cli_mutation", "scenarios", "model", ""},
    "cli_coverage": {"api", "scenarios", "model", ""},
    "cli_mutation": {"api", "scenarios", "model", ""},
    "workbench": {"api", "model", ""},
    "scenarios": {"api", "api_scenarios", "api_coverage", "api_mutation", "model", ""},
    "__main__": {"cli"},
    "": {"api", "model"},  # gonogo/__init__.py, the public face
}

# The only modules that may import a third-party package.
DOOR_OF: dict[str, set[str]] = {
    "click": {one for one in MAY_IMPORT if one == "cli" or one.startswith("cli_")},
    "cryptography": {"record.signing"},
    "openpyxl": {"read.xlsx_book", "write.blank_xlsx"},
    "psycopg": {"record.ledger_postgres"},
    "rfc8785": {"record.canonical"},
    "segno": {"write.qr_code"},
    "docx": {"write.render_docx", "write.render_docx_xml"},
    "defusedxml": {"read.xml_text"},
    "durable": {"judge.infer"},
    "durable_rules_engine": {"judge.infer"},
    "gherkin": {"scenarios.gherkin_text"},
    "jinja2": {"write.render_html"},
    "jsonschema": {"read.schema"},
    "pytest": {"scenarios.bdd", "scenarios.plugin", "scenarios.run"},
    "pytest_bdd": {"scenarios.bdd"},
    "referencing": {"read.schema"},
    "msgspec": {"model.noun", "model.records", "model.wire"},
    "re2": {"model.pattern"},
    "ruamel": {"read.yaml_events"},
    "typst": {"write.typeset"},
}

PURE = {"model", "judge"}
OUTSIDE_WORLD = {
    *("asyncio", "getpass", "glob", "http", "importlib", "io", "locale", "logging", "multiprocessing", "os"),
    *("pathlib", "platform", "random", "secrets", "shutil", "signal", "socket", "sqlite3", "subprocess"),
    *("tempfile", "threading", "time", "urllib", "uuid"),
}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp"}
INPUT_OUTPUT = {"open", "print", "input", "breakpoint"}
FILE_CHANGES = {"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "touch", "symlink_to"}
BACK_DOORS = {"__import__", "import_module"}

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MOST_PARAMETERS = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(package: Path) -> dict[str, Path]:
    """Every module below the package by its dotted name, without `gonogo.`; the package itself is ``."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def room(module: str) -> str:
    return module.partition(".")[0]


def imported(path: Path, package: Path) -> Iterator[tuple[int, str]]:
    """What a module imports, anywhere in it, as (line, dotted name); relative imports begin with a dot."""
    ours = package.name
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            if source == ours or source.startswith(ours + "."):
                yield from ((node.lineno, _named(package, source, alias.name)) for alias in node.names)
            else:
                yield node.lineno, source


def _named(package: Path, source: str, name: str) -> str:
    """`from gonogo.model import truth` imports a module, `from gonogo.model.truth import Truth` a name."""
    inside = package.joinpath(*source.split(".")[1:], name)
    return f"{source}.{name}" if inside.is_dir() or inside.with_suffix(".py").is_file() else source


def own_imports(path: Path, package: Path) -> Iterator[tuple[int, str]]:
    for line, name in imported(path, package):
        first, _, rest = name.partition(".")
        if first == package.name:
            yield line, rest


def wrong_rooms(package: Path) -> list[str]:
    """Imports from a room that the importer may not enter."""
    wrong = []
    for module, path in modules(package).items():
        here = room(module)
        if here not in MAY_IMPORT:
            wrong.append(f"{module}: no rule says what `{here}` may import")
            continue
        for line, target in own_imports(path, package):
            if room(target) not in MAY_IMPORT[here] | {here}:
                wrong.append(f"{module}:{line} imports gonogo.{target}")
    return wrong


def relative_imports(package: Path) -> list[str]:
    return [
        f"{module}:{line} imports {name}"
        for module, path in modules(package).items()
        for line, name in imported(path, package)
        if name.startswith(".")
    ]


def cycles(package: Path) -> list[str]:
    """Modules that import each other, however far round; what remains when all others have been removed."""
    waits = {
        module: {target for _, target in own_imports(path, package) if target and target != module}
        for module, path in modules(package).items()
        if module
    }
    while free := {module for module, targets in waits.items() if not targets & waits.keys()}:
        waits = {module: targets for module, targets in waits.items() if module not in free}
    return sorted(waits)


def second_doors(package: Path) -> list[str]:
    """Third-party packages imported elsewhere than at their door."""
    wrong = []
    for module, path in modules(package).items():
        for line, name in imported(path, package):
            first = name.partition(".")[0]
            if first in {"", package.name} or first in sys.stdlib_module_names:
                continue
            if module not in DOOR_OF.get(first, set()):
                wrong.append(f"{module}:{line} imports {name}")
    return wrong


def impurities(package: Path) -> list[str]:
    """Input, output, clocks, environment and chance in the rooms that only compute."""
    wrong = []
    for module, path in modules(package).items():
        if room(module) not in PURE:
            continue
        wrong += [
            f"{module}:{line} imports {name}"
            for line, name in imported(path, package)
            if name.partition(".")[0] in OUTSIDE_WORLD
        ]
        wrong += [f"{module}:{line} calls {name}" for line, name in _calls(path, CLOCKS | INPUT_OUTPUT)]
    return wrong


def writers(package: Path) -> list[str]:
    """Rooms that print, or change files, which only `api` and the doors may."""
    forbidden = FILE_CHANGES | {"print", "input"}
    return [
        f"{module}:{line} calls {name}"
        for module, path in modules(package).items()
        if room(module) in (VERBS - {"record"}) | {"model"}
        for line, name in _calls(path, forbidden)
    ]


def back_doors(package: Path) -> list[str]:
    """Imports by name at run time, which no rule above could see."""
    return [
        f"{module}:{line} calls {name}"
        for module, path in modules(package).items()
        for line, name in _calls(path, BACK_DOORS)
        if module  # the public face may put off an import until a name is asked for
    ]


def too_long(package: Path) -> list[str]:
    """Modules and functions that have outgrown one subject."""
    wrong = []
    for module, path in modules(package).items():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_MODULE:
            wrong.append(f"{module} has {lines} lines")
        for function in _functions(path):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > LONGEST_FUNCTION:
                wrong.append(f"{module}:{function.lineno} `{function.name}` has {length} lines")
            typed = room(module).startswith("cli")  # there: what a person types
            if not typed and (count := _parameters(function)) > MOST_PARAMETERS:
                wrong.append(f"{module}:{function.lineno} `{function.name}` has {count} parameters")
    return wrong


def _parameters(function: Function) -> int:
    """How many a caller has to know; `self` and `cls` are not among them."""
    given = function.args
    named = {one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
    return len(named - {"self", "cls"}) + bool(given.vararg) + bool(given.kwarg)


def _functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(_tree(path)) if isinstance(node, Function))


def _calls(path: Path, names: set[str]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in names:
                yield node.lineno, name


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
