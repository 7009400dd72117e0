"""What a row of a decision table may say besides its cells: the keys of the rule that it becomes."""

from __future__ import annotations

OF_RULES = ("title", "because", "remedy", "unknown_because", "note", "from", "until", "to", "obligations")
OF_ROWS = ("id", "then", *OF_RULES)
OF_NO_CELL = ("obligations",)  # which is no text
