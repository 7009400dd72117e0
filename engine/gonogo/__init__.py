"""Go or no-go: holds acceptance criteria, written as data, against the evidence, and says why.

What is named in `__all__` is promised; everything else may change. It is fetched when it is first asked for, so that
`import gonogo` costs nothing.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"

__all__ = [
    "Checked",
    "Decided",
    "Decider",
    "GonogoError",
    "InputError",
    "InternalError",
    "Ruling",
    "__version__",
    "check",
    "decide",
    "evidence_schema",
    "explain",
    "what_would_change",
]

_FROM = {
    "GonogoError": "gonogo.model.diagnostic",
    "InputError": "gonogo.model.diagnostic",
    "InternalError": "gonogo.model.diagnostic",
    "explain": "gonogo.api_explain",
    "what_would_change": "gonogo.api_explain",
}


def __getattr__(name: str) -> Any:
    """A promised name, from where it stands."""
    if name not in __all__:
        raise AttributeError(f"module `gonogo` has no attribute `{name}`")
    from importlib import import_module  # imported here: the command line never comes this way

    return getattr(import_module(_FROM.get(name, "gonogo.api")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
