"""That XML gives the rows that are there, with their lines, and that nothing in it reaches beyond the file."""

from __future__ import annotations

import pytest

from gonogo.read.extract import ABSENT
from tests.extracts import extract, refused, rows

PLAN = """<?xml version="1.0"?>
<plan xmlns="urn:plan" xmlns:x="urn:more">
  <owner name="Ada"/>
  <risk id="R1" x:rank="2"><title>Late</title><note>one</note><note>two</note></risk>
  <risk id="R2"><title>Lost <em>for ever</em></title><state code="open"/></risk>
</plan>
"""


def test_elements_attributes_and_texts_are_found_by_paths_whatever_their_namespace() -> None:
    found = rows(PLAN, "xml", ["@id", "title", "state/@code", "../owner/@name", "@rank"], at=["/plan/risk"])

    assert found == [("R1", "Late", ABSENT, "Ada", "2"), ("R2", "Lost for ever", "open", "Ada", ABSENT)]


def test_several_elements_of_one_name_are_several_values() -> None:
    assert rows(PLAN, "xml", ["note"], at=["/plan/risk"]) == [(("one", "two"),), (ABSENT,)]


def test_a_level_that_has_a_name_gives_its_own() -> None:
    text = "<r><open><t a='1'/></open><done><t a='2'/></done></r>"

    assert rows(text, "xml", ["@a", "$state"], at=["/r/$state/t"]) == [("1", "open"), ("2", "done")]


def test_elements_are_found_at_any_depth() -> None:
    text = "<r><s><t a='1'/><s><t a='2'/></s></s></r>"

    assert rows(text, "xml", ["@a"], at=["/r/**/t"]) == [("1",), ("2",)]


def test_nil_is_nothing_and_an_empty_element_is_an_empty_text() -> None:
    text = '<r xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><t><a i:nil="true"/><b/></t></r>'

    assert rows(text, "xml", ["a", "b"], at=["/r/t"]) == [(None, "")]


def test_a_row_has_its_line_and_is_called_by_its_number() -> None:
    made, _ = extract(PLAN, "xml", ["@id"], at=["/plan/risk"])

    assert made is not None
    assert str(made.place(1, None)) == "report.xml:5, risk 2"
    assert (made.place(1, "@id").line, made.place(1, "@id").column) == (5, 3)


def test_an_empty_list_has_no_items_and_a_wrong_name_is_a_complaint() -> None:
    none, found = extract("<r><parts/></r>", "xml", ["@a"], at=["/r/parts/part"])
    _, (one,) = extract(PLAN, "xml", ["@id"], at=["/plan/risks"])

    assert found == []
    assert none is not None
    assert none.count == 0
    assert (one.code.value, one.says, one.did_you_mean) == (
        "E168",
        "this way leads nowhere: there is no `risks` in `plan`",
        "risk",
    )


def test_what_a_mapping_could_name_is_offered() -> None:
    made, _ = extract(PLAN, "xml", [], at=["/plan/risk"])

    assert made is not None
    assert made.names == ("@id", "@rank", "title", "note", "state", "state/@code")


# --- what is refused -----------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a>&a9;</a>', "1:1, E163"),
        ('<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "2:1, E163"),
        ('<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]><a/>', "1:1, E163"),
        ('<a xmlns:x="http://www.w3.org/2001/XInclude">\n<x:include href="b.xml"/></a>', "2:1, E163"),
        ("<a><b", "1:4, E162"),
        ("<a>\n<b>\n", "3:1, E162"),
        ("<a></b>", "1:6, E162"),
        ("<a/><b/>", "1:5, E162"),
        ("<a b='&nbsp;'/>", "1:1, E162"),
        ("<a b='1' b='2'/>", "1:10, E162"),
        ("<a>&#1;</a>", "1:4, E162"),
        ("<a>" * 300, "1:601, E164"),
        ("<a " + " ".join(f"a{number}=''" for number in range(1_001)) + "/>", "1:1, E164"),
        ("", "1:1, E166"),
        ('<?xml version="1.0" encoding="utf-7"?><a/>', "1:1, E165"),
    ],
)
def test_what_cannot_be_relied_on_is_refused_with_its_place(text: str, complaint: str) -> None:
    made, (one,) = extract(text, "xml", [])

    assert made is None
    assert f"{one.at.line}:{one.at.column}, {one.code.value}" == complaint


def test_a_file_that_was_cut_off_says_which_element_is_open() -> None:
    said = refused("<suite>\n <case name='a'>\n  <skipped/>\n", "xml")

    assert said == "report.xml:4:1: E162: the file ends before `case` is closed, which begins in line 2"


def test_too_many_elements_and_attributes_are_refused_before_they_fill_the_memory() -> None:
    one = "<b " + " ".join(f"a{number}=''" for number in range(1_000)) + "/>"

    assert "E164: the file holds too many elements" in refused(f"<a>{one * 2_000}</a>", "xml")


def test_instructions_for_others_are_passed_over() -> None:
    text = '<?xml version="1.0"?><?xml-stylesheet href="http://example.org/x"?><a><?php echo ?><b c="1"/></a>'

    assert rows(text, "xml", ["@c"]) == [("1",)]


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-8"),  # what has been saved again; that it can be read as UTF-8 shows that it is none
        ("iso-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("", "utf-16-le"),
    ],
)
def test_the_encoding_is_the_marked_one_or_the_declared_one(declared: str, written: str) -> None:
    head = f' encoding="{declared}"' if declared else ""
    text = f'<?xml version="1.0"{head}?><a><b c="é"/></a>'

    assert rows(text.encode(written), "xml", ["@c"]) == [("é",)]


def test_an_encoding_that_is_declared_and_not_kept_is_refused_at_the_byte_that_shows_it() -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?>\n<a b="é"/>'.encode("latin-1")

    assert refused(text, "xml") == "report.xml:2:7: E165: the file is not the UTF-8 text that it says it is"
