"""Go or no-go: holds acceptance criteria, written as data, against the evidence, and says why."""

__version__ = "0.1.0"
