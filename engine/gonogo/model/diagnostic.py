"""What is wrong with an input, as data. `write.messages` puts it into words; nothing here prints.

GonogoError
  + InputError      the input is wrong; carries every diagnostic, not the first
  + LedgerError     the ledger does not verify
  + InternalError   our own mistake; asks for a report
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from gonogo.model.location import Location
from gonogo.model.noun import Noun, replace


class Severity(StrEnum):
    """An error stops the work; a warning is advice."""

    ERROR = "error"
    WARNING = "warning"


class Code(Enum):
    """Everything that can be wrong. Each has a page, docs/diagnostics/<value>.md, and a folder of tests."""

    # Y: the file cannot be read as YAML, or says something that YAML lets pass and we do not
    NOT_UTF8 = "Y001"
    FILE_TOO_LARGE = "Y002"
    EMPTY_FILE = "Y003"
    HIDDEN_CHARACTER = "Y004"
    SEVERAL_DOCUMENTS = "Y005"
    DIRECTIVE = "Y006"
    TAB_INDENTATION = "Y007"
    ODD_SPACE = "Y008"
    TOO_DEEP = "Y009"
    TOO_MANY_VALUES = "Y010"
    BROKEN_YAML = "Y011"
    UNCLOSED_QUOTE = "Y012"
    DUPLICATE_KEY = "Y013"
    KEY_NOT_TEXT = "Y014"
    ANCHOR = "Y015"
    ALIAS = "Y016"
    MERGE_KEY = "Y017"
    TAG = "Y018"
    GLUED_COMMENT = "Y019"
    UNKNOWN_ESCAPE = "Y020"

    # S: a policy or an evidence file does not have the shape that its schema describes
    UNKNOWN_KEY = "S101"
    MISSING_KEY = "S102"
    WRONG_SHAPE = "S103"
    NOT_ONE_OF = "S104"
    WRONG_FORM = "S105"
    NO_HEAD = "S106"
    SEVERAL_HEADS = "S107"
    WRONG_COUNT = "S108"
    REPEATED = "S109"
    NEEDS_COMPANION = "S110"
    KEY_DOES_NOT_FIT = "S111"

    # P: the policy is well formed, and yet something in it means nothing, or the opposite of something else
    NO_SUCH_FILE = "P101"
    FILES_IN_A_CIRCLE = "P102"
    WRITTEN_TWICE = "P103"
    UNKNOWN_FIELD = "P104"
    NOTHING_TO_REMOVE = "P105"
    NAME_TAKEN = "P106"
    ID_TWICE = "P107"
    BAD_TYPE = "P108"
    NO_SINGLE_KEY = "P109"
    UNKNOWN_FACT = "P111"
    UNKNOWN_ROLE = "P112"
    UNKNOWN_PARAMETER = "P113"
    NOT_IN_SIGHT = "P114"
    TWO_RECORDS = "P115"
    UNKNOWN_SUBJECT = "P116"
    UNKNOWN_STATUS = "P117"
    STATUS_IN_MEETS = "P118"
    UNREADABLE_VALUE = "P120"
    TYPES_DIFFER = "P121"
    TEST_DOES_NOT_FIT = "P122"
    BAD_PATTERN = "P123"
    NEVER_HOLDS = "P124"
    BACKWARDS = "P125"
    BAD_SHIFT = "P126"
    NO_CALENDAR = "P127"
    UNKNOWN_PLACEHOLDER = "P131"
    LONE_BRACE = "P132"
    DEFERRED_UNTIL = "P133"
    OTHERWISE = "P134"
    TABLE_COLUMN = "P135"
    TABLE_GAP = "P136"
    TABLE_OVERLAP = "P137"
    TABLE_FILE = "P138"
    NO_CRITERIA = "P141"
    NO_DECISION = "P142"
    CIRCLE = "P151"
    DEFINITION_CIRCLE = "P152"

    # L: advice on a policy that can be used as it is
    NEVER_USED = "L101"
    PASSES_ON_NOTHING = "L102"
    NEVER_REACHED = "L103"
    ALWAYS_HOLDS = "L104"
    BETTER_WITHOUT = "L201"  # L2: seen on evidence, with a piece of it taken away
    PASSES_WITHOUT_EVIDENCE = "L202"
    DECISION_BETTER_WITHOUT = "L203"

    # E: the evidence does not fit the policy, or contradicts itself
    NOT_EVIDENCE = "E101"
    OTHER_POLICY = "E102"
    ONLY_IN_MAIN_FILE = "E103"
    SOURCE_TWICE = "E104"
    NO_SUCH_SOURCE = "E105"
    NO_SUCH_FACT = "E106"
    NO_SUCH_FIELD = "E107"
    VALUE_REFUSED = "E108"
    KEY_TWICE = "E109"
    KEY_MISSING = "E110"
    NO_SUCH_SUBJECT = "E111"
    ENDS_BEFORE_IT_BEGINS = "E112"
    RECEIVED_BEFORE_MADE = "E113"
    NO_RECORDS = "E114"
    NOTHING_TO_CORRECT = "E115"
    DANGLING_REFERENCE = "E116"
    WAIVED_FACT_UNCLEAR = "E117"
    RESOLUTION_TWICE = "E118"
    # E12 to E15: the files that evidence points to, and how their rows are mapped to records
    NO_DATA_FILE = "E120"
    UNKNOWN_FORMAT = "E121"
    NO_SUCH_MAPPING = "E122"
    NO_SUCH_COLUMN = "E123"
    COLUMN_TWICE = "E124"
    HEADER_UNCLEAR = "E125"
    FIELD_NOT_MAPPED = "E126"
    FORM_REFUSED = "E127"
    OTHER_FILE = "E128"
    NOT_THIS_ENCODING = "E130"
    EMPTY_DATA = "E131"
    DELIMITER_UNCLEAR = "E132"
    BROKEN_CSV = "E133"
    RAGGED_ROW = "E134"
    CELL_REFUSED = "E135"
    DATE_UNCLEAR = "E136"
    CELL_BROKEN = "E137"
    TOTAL_DISAGREES = "E138"
    ROW_KEY_TWICE = "E139"
    NOT_A_WORKBOOK = "E140"
    TOO_LARGE_INSIDE = "E141"
    NO_SUCH_SHEET = "E142"
    NO_SUCH_TABLE = "E143"
    HIDDEN_PARTS = "E144"
    FILE_SAYS = "E145"
    NOT_OF_THE_CASE = "E151"
    NOT_DEFERRED = "E152"
    READ_AS = "E153"
    BROKEN_JSON = "E161"  # E16: files of JSON, YAML and XML that give records
    BROKEN_XML = "E162"
    FORBIDDEN_XML = "E163"
    FILE_LIMIT = "E164"
    WRONG_ENCODING = "E165"
    EMPTY_REPORT = "E166"
    BAD_PATH = "E167"
    LEADS_NOWHERE = "E168"
    OTHER_FORMAT = "E169"

    # F: a feature that tests nothing, or a step that cannot be carried out
    NO_SUCH_FEATURE = "F101"
    BROKEN_FEATURE = "F102"
    UNKNOWN_LANGUAGE = "F103"
    NO_SCENARIOS = "F104"
    NO_STEPS = "F105"
    NO_THEN = "F106"
    NO_WHEN = "F107"
    MISSPELT_KEYWORD = "F108"
    UNKNOWN_STEP = "F111"
    AMBIGUOUS_STEP = "F112"
    WRONGLY_FOLLOWED = "F113"
    UNFILLED_PLACEHOLDER = "F121"
    UNUSED_COLUMN = "F122"
    NO_EXAMPLES = "F123"
    SAME_EXAMPLE = "F124"
    SAME_NAME = "F125"
    NOTHING_CHOSEN = "F131"
    NOTHING_TO_RUN = "F132"
    CANNOT_BE_DONE = "F201"  # F2: seen when a scenario is played
    UNKNOWN_IN_STEP = "F202"

    # A: what is needed to record an approval, or to check one, is not as it should be
    NO_SUCH_KEY = "A101"
    NOT_A_KEY = "A102"
    KEY_IS_OPEN = "A103"
    KEY_IS_LOCKED = "A104"
    KEY_EXISTS = "A105"
    NAME_REFUSED = "A106"
    OTHER_KEY = "A107"
    NO_LEDGER = "A111"
    NOT_A_LEDGER = "A112"
    LEDGER_AWAY = "A113"
    NOT_THE_AUTHORITY = "A121"
    NOT_IN_THE_POLICY = "A122"
    ACT_INCOMPLETE = "A123"
    DAYS_DO_NOT_FIT = "A124"
    DIFFERENCE_UNEXPLAINED = "A125"
    ANSWER_DOES_NOT_FIT = "A126"
    NO_SUCH_ENTRY = "A127"
    NOT_AS_SAID = "A128"
    ACT_UNREADABLE = "A129"
    NOT_PART_OF_ACT = "A130"
    NOT_ATTACHED = "A133"
    NOT_FOR_PAPERS = "A201"  # A2: how a paper is to be made
    LOGO_UNUSABLE = "A202"
    PART_NEEDED = "A203"
    NOT_FILLED_IN = "A204"
    NO_SUCH_TEXT = "A205"
    TEXT_LACKS = "A206"
    NOT_A_LANGUAGE = "A207"
    NOTHING_TO_LEAVE_OUT = "A208"
    NOT_A_TEXT = "A209"


class Diagnostic(Noun, frozen=True, kw_only=True):
    """One complaint. Cannot be made without saying where, what was expected and what stands there."""

    code: Code
    at: Location
    says: str
    expected: str
    found: str
    did_you_mean: str | None = None
    see: tuple[tuple[str, Location], ...] = ()
    severity: Severity = Severity.ERROR
    remedy: str | None = None


MOST_KEPT = 5_000  # of a file of which almost everything is wrong, nobody would read more


@dataclass(slots=True)
class Diagnostics:
    """What one reading finds wrong. Reading goes on after an error, so that all are reported at once."""

    collected: list[Diagnostic] = field(default_factory=list)
    more: int = 0  # that are only counted

    def add(self, diagnostic: Diagnostic) -> None:
        if len(self.collected) < MOST_KEPT or diagnostic.severity is not self.collected[-1].severity:
            self.collected.append(diagnostic)
        else:
            self.more += 1

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for one in diagnostics:
            self.add(one)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(one for one in self if one.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return tuple(one for one in self if one.severity is Severity.WARNING)

    def stop_if_errors(self, of: str = "policy") -> None:
        """Ends a pass. What a later pass would say about a broken input is noise. `of`: which input was read."""
        if self.errors:
            raise InputError(self, of)

    def __iter__(self) -> Iterator[Diagnostic]:
        """In the order of their places, each once."""
        says = f"{self.more:,} more complaints are not listed"
        last = [replace(one, says=says, see=()) for one in self.collected[MOST_KEPT - 1 : MOST_KEPT] if self.more]
        return iter(dict.fromkeys([*sorted(self.collected, key=lambda one: one.at.order), *last]))

    def __len__(self) -> int:
        return len(dict.fromkeys(self.collected)) + bool(self.more)


class GonogoError(Exception):
    """Everything that gonogo raises on purpose."""


class InputError(GonogoError):
    """The input is wrong. `of` says which: `policy` or `evidence`."""

    def __init__(self, diagnostics: Diagnostics, of: str = "policy") -> None:
        super().__init__(f"the {of} is wrong; see .diagnostics")
        self.diagnostics = diagnostics
        self.of = of


class LedgerError(GonogoError):
    """The ledger, or a receipt from it, does not verify."""


class InternalError(GonogoError):
    """A fault of ours. It is never a verdict, and it asks for a report."""
