"""Numbers as a mapping says that they are written: with a decimal comma, with thousands apart, in per cent."""

from __future__ import annotations

import re

from gonogo.model.notation import ValueRefused, quoted, read_decimal
from gonogo.read.extract import Forms

SIGNS = {"point": ".", "comma": ",", "space": " ", "apostrophe": "'"}
SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))


class NumberForm:
    """How the numbers of one column are written."""

    def __init__(self, forms: Forms) -> None:
        self.point = SIGNS[forms.decimals or "point"]
        self.thousands = SIGNS[forms.thousands] if forms.thousands else None
        self.percent = None if forms.percent is None else str(forms.percent)
        self.declared = bool(forms.decimals or forms.thousands or forms.percent)
        self._grouped = None
        if self.thousands is not None:
            mark, point = re.escape(self.thousands), re.escape(self.point)
            self._grouped = re.compile(rf"-?[0-9]{{1,3}}(?:{mark}[0-9]{{3}})+(?:{point}[0-9]+)?")

    def check_kept(self, number: str) -> None:
        """Of what the file keeps as a number: a `ValueRefused` where a sign is wanted, which no number has."""
        if self.percent == "number":
            says = f"the file keeps the number {number}, and a cell that shows 12 % keeps 0.12"
            raise ValueRefused(says, "leave `percent` out, and ask for shares: 0.12 is 12 %")

    def plain(self, text: str) -> str:
        """The number as the policy language writes it; a `ValueRefused` where it is not written as declared."""
        number = text.translate(SPACES)
        if self.percent is not None:
            if not number.endswith("%"):
                raise ValueRefused(f"{quoted(text)} has no percent sign", "write it with one, or leave `percent` out")
            number = number[:-1].strip()
        if self._grouped is not None and self.thousands is not None and self._grouped.fullmatch(number):
            number = number.replace(self.thousands, "")
        if self.point != "." and "." in number:
            raise ValueRefused(f"{quoted(text)} has a point, and decimals are said to follow a comma")
        number = number.replace(self.point, ".")
        if self.percent == "share":
            number = f"{read_decimal(number).scaleb(-2):f}"
        return number
