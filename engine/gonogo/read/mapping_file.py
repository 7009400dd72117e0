"""`from:` of an evidence entry, with the mapping that it uses laid under it, checked against the fact like a policy.

What the entry itself says goes before what its mapping says: `map`, `offers` and `values` are merged key by key, all
else is replaced. What `offers` holds is taken where the fact has such a field; what `map` holds has to be a field.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from gonogo.model.diagnostic import Code, Severity
from gonogo.model.evidence import DataFile
from gonogo.model.location import SourceFile
from gonogo.model.policy import FactType
from gonogo.read.complaint import as_written
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import Forms, From, Mapped
from gonogo.read.mapping_formats import FORMATS, format_of
from gonogo.read.schema import check_shape
from gonogo.read.shaped import many, mapping, scalar
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping, Node, Scalar

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "space": " "}
MERGED = ("map", "offers", "values")
OF_MAPPINGS = ("mapping", "title", "note")
FORM_KEYS = ("dates", "decimals", "thousands", "percent", "offset", "missing")


def read_from(node: Mapping, fact: FactType, reading: EvidenceReading) -> From | None:
    """The parsed form; None after a complaint without which nothing can be read."""
    whole = _laid_together(node, reading)
    if whole is None:
        return None
    files = tuple(scalar(one) for one in many(whole.get("file")))
    form = _format(whole, files, reading)
    mapped = tuple(_mapped(whole, fact, reading))
    _check_values(whole, mapped, reading)
    _check_all_mapped(whole, fact, mapped, reading)
    if form is None or not files:
        return None
    header = whole.get("header")
    return From(
        files=files,
        format=form,
        mapped=mapped,
        where=mapping(whole["where"]) if "where" in whole else None,
        paths=tuple(scalar(one) for one in many(whole.get("at"))),
        sheet=_word(whole, "sheet"),
        table=_word(whole, "table"),
        header=None if header is None else _header(header),
        encoding=_word(whole, "encoding"),
        delimiter=_delimiter(whole),
        comment=_word(whole, "comment"),
        total=mapping(whole["total"]) if "total" in whole else None,
        tree=whole,
        at=whole.at,
    )


# --- the mapping that is used --------------------------------------------------------------------


def _laid_together(own: Mapping, reading: EvidenceReading) -> Mapping | None:
    """The tree of `from:`, over that of the mapping it uses."""
    if "using" not in own:
        return own
    used = _used(scalar(own["using"]), reading)
    if used is None:
        return None
    whole = Mapping(own.at)
    whole.update({key: inner for key, inner in used.items() if key not in OF_MAPPINGS})
    for key, inner in own.items():
        below = whole.pop(key, None)
        whole[key] = _over(inner, below, deep=key == "values") if key in MERGED else inner
    return whole


def _over(upper: Node, lower: Node | None, *, deep: bool) -> Node:
    """A mapping laid over another one key by key; `deep`: what both have under a key is laid together too."""
    if not isinstance(upper, Mapping) or not isinstance(lower, Mapping):
        return upper
    merged = Mapping(upper.at)
    merged.update(lower)
    for key, inner in upper.items():
        below = merged.pop(key, None)
        merged[key] = _over(inner, below, deep=False) if deep else inner
    return merged


def _used(name: Scalar, reading: EvidenceReading) -> Mapping | None:
    file = None if reading.shelf is None else reading.shelf.mapping(str(name))
    if file is None:
        known = () if reading.shelf is None else reading.shelf.mapping_names()
        remedy = "write it as mappings/NAME.yaml beside policies/"
        reading.unknown(Code.NO_SUCH_MAPPING, name, f"there is no mapping `{name}`", known, remedy=remedy)
        return None
    content = file.text.encode()
    reading.data[file.path] = DataFile(file.path, sha256(content).hexdigest(), len(content))
    return mapping_tree(file, reading)


def mapping_tree(file: SourceFile, reading: EvidenceReading) -> Mapping | None:
    """The tree of a mapping file, once its shape is right; None after a complaint."""
    before = len(reading.diagnostics.errors)
    tree = read_yaml(file, reading.diagnostics)
    if tree is not None:
        check_shape(tree, "mapping", reading.diagnostics)
    return tree if isinstance(tree, Mapping) and len(reading.diagnostics.errors) == before else None


# --- the file ------------------------------------------------------------------------------------


def _format(whole: Mapping, files: tuple[Scalar, ...], reading: EvidenceReading) -> str | None:
    if "format" in whole:
        written = scalar(whole["format"])
        if written in FORMATS:
            return str(written)
        reading.unknown(Code.UNKNOWN_FORMAT, written, f"no reader is called `{written}`", FORMATS)
        return None
    if not files:
        says, remedy = "nothing says which file is meant", "say `file: NAME`"
        reading.refuse(Code.NO_DATA_FILE, whole, says, "`file`", found="none", remedy=remedy)
        return None
    forms = {format_of(str(one)) for one in files}
    if len(forms) == 1 and None not in forms:
        return forms.pop()
    says = f"by its name, nothing is known of the form of {as_written(files[0])}"
    if len(forms) > 1:
        says = "the files are of several forms"
    remedy = "say it: `format: csv`"
    reading.unknown(Code.UNKNOWN_FORMAT, files[0], says, FORMATS, remedy=remedy, did_you_mean=None)
    return None


def _word(whole: Mapping, key: str) -> Scalar | None:
    return scalar(whole[key]) if key in whole else None


def _delimiter(whole: Mapping) -> str | None:
    word = _word(whole, "delimiter")
    return None if word is None else DELIMITERS.get(str(word), str(word))


def _header(node: Node) -> tuple[int, int]:
    if node == "none":
        return 0, 0
    lines = [int(scalar(one)) for one in many(node)]
    return min(lines), max(lines)


# --- fields --------------------------------------------------------------------------------------


def _mapped(whole: Mapping, fact: FactType, reading: EvidenceReading) -> Iterator[Mapped]:
    wanted = mapping(whole["map"]) if "map" in whole else Mapping(whole.at)
    offered = mapping(whole["offers"]) if "offers" in whole else Mapping(whole.at)
    for key, node in wanted.items():
        if key in fact.fields:
            yield _one(key, node, whole)
        else:
            see = ((f"`{fact.id}` is declared here", fact.at),)
            reading.unknown(Code.NO_SUCH_FIELD, key, f"`{fact.id}` has no field `{key}`", fact.fields, see=see)
    for key, node in offered.items():
        if key in fact.fields and key not in wanted:
            yield _one(key, node, whole)


def _one(key: Scalar, node: Node, whole: Mapping) -> Mapped:
    """Where one field comes from."""
    said = node if isinstance(node, Mapping) else Mapping(node.at)
    several = said.get("first_of", said.get("joined"))
    columns = many(node if isinstance(node, Scalar) else several if several is not None else said.get("column"))
    names = tuple(scalar(one) for one in columns)
    return Mapped(
        field=key,
        columns=names,
        together=None if several is None else "first" if "first_of" in said else "joined",
        by=str(said.get("by", " ")),
        literal=said.get("is"),
        split=str(said["split"]) if "split" in said else None,
        may_lack=str(said.get("may_lack")) == "true",
        forms=forms_of(said, whole, names),
        at=node.at,
    )


def column_forms(whole: Mapping, column: Scalar) -> Forms:
    """The forms that hold for a column, whatever field it is for."""
    return forms_of(Mapping(column.at), whole, (column,))


def forms_of(said: Mapping, whole: Mapping, columns: tuple[Scalar, ...]) -> Forms:
    """What the field says of its forms goes before what holds for the whole file."""
    chosen = {key: said.get(key, whole.get(key)) for key in FORM_KEYS}
    single = {key: chosen[key] for key in ("decimals", "thousands", "percent", "offset")}
    values = Mapping(whole.at)
    by_column = whole.get("values")
    for column in columns if isinstance(by_column, Mapping) else ():
        if isinstance(by_column, Mapping) and isinstance(inner := by_column.get(column), Mapping):
            values.update(inner)
    if isinstance(own := said.get("values"), Mapping):
        values.update(own)
    return Forms(
        dates=tuple(scalar(one) for one in many(chosen["dates"])),
        missing=tuple(scalar(one) for one in many(chosen["missing"])),
        values=values or None,
        **{key: None if one is None else scalar(one) for key, one in single.items()},
    )


# --- what does not go together -------------------------------------------------------------------


def _check_values(whole: Mapping, mapped: tuple[Mapped, ...], reading: EvidenceReading) -> None:
    """`values` of a column that is not mapped would be without effect."""
    by_column = whole.get("values")
    known = [str(column) for one in mapped for column in one.columns]
    offered = mapping(whole["offers"]) if "offers" in whole else ()
    for column in by_column if isinstance(by_column, Mapping) and not offered else ():
        if column not in known:
            says = f"`values` speaks of a column `{column}`, from which no field comes"
            reading.unknown(Code.NO_SUCH_COLUMN, column, says, known)


def _check_all_mapped(whole: Mapping, fact: FactType, mapped: tuple[Mapped, ...], reading: EvidenceReading) -> None:
    """A key that is not mapped is an error, another field that every record should have is worth a warning."""
    there = {str(one.field): None for one in mapped}
    place = whole.get("map", whole)
    for name, field in fact.fields.items():
        if name in there or field.optional:
            continue
        key = name in fact.key
        says = f"no column is mapped to `{name}`" + (
            ", by which one record is told from another" if key else ", so it is unknown of every record"
        )
        reading.refuse(
            Code.FIELD_NOT_MAPPED,
            place,
            says,
            f"`{name}: COLUMN`, or `{name}: {{is: VALUE}}`",
            found=f"{', '.join(f'`{one}`' for one in there) or 'no field'}",
            severity=Severity.ERROR if key else Severity.WARNING,
        )
