"""Go or no-go: holds acceptance criteria, written as data, against the evidence, and says why.

What is named in `__all__` is promised; everything else may change. It is fetched when it is first asked for, so that
`import gonogo` costs nothing.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"

__all__ = [
    "Against",
    "Checked",
    "Decided",
    "Decider",
    "Export",
    "Exported",
    "GonogoError",
    "InputError",
    "InternalError",
    "LedgerError",
    "Paper",
    "Ruling",
    "Verified",
    "Wishes",
    "__version__",
    "check",
    "decide",
    "evidence_schema",
    "explain",
    "export",
    "handbook",
    "paper",
    "rendered",
    "verify",
    "what_would_change",
]

# Recording what a body decided is not promised: that is for the person who signs it, with `gonogo approve`.
_WHERE = {
    "gonogo.model.diagnostic": ("GonogoError", "InputError", "InternalError", "LedgerError"),
    "gonogo.model.export": ("Export",),
    "gonogo.api_explain": ("explain", "what_would_change"),
    "gonogo.api_export": ("Exported", "export"),
    "gonogo.api_record_verify": ("Against", "Verified", "verify"),
    "gonogo.api_report": ("Paper", "Wishes", "handbook", "paper", "rendered"),
}
_FROM = {name: module for module, names in _WHERE.items() for name in names}


def __getattr__(name: str) -> Any:
    """A promised name, from where it stands."""
    if name not in __all__:
        raise AttributeError(f"module `gonogo` has no attribute `{name}`")
    from importlib import import_module  # imported here: the command line never comes this way

    return getattr(import_module(_FROM.get(name, "gonogo.api")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
