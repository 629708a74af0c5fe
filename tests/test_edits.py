"""Pages are written whole or not at all, and nothing but the record changes."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bitext.edits import applied, with_records, write
from bitext.errors import BitextError
from bitext.model import Edit, Location

PAGE = '---\ntitle: "A"   # kept\n# a remark\ntags: [x]\n---\n\n# T\n'


def records(text: str) -> object:
    front = re.split(r"^---\r?$", text.removeprefix("\ufeff"), flags=re.MULTILINE)[1]
    return yaml.safe_load(front)["translation"]["sections"]


def test_a_record_is_added_and_nothing_else_changes() -> None:
    new = with_records(PAGE, "fr", {"_": "a b", "no": "c d", "2004": "e f"})
    assert records(new) == {"_": "a b", "no": "c d", "2004": "e f"}
    start, end = new.index("translation:"), new.index("---\n\n# T")
    assert new[:start] + new[end:] == PAGE


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_record_is_replaced_in_place(end: str, bom: str) -> None:
    page = bom + PAGE.replace("\n", end)
    once = with_records(page, "fr", {"_": "a b"})
    between = once.replace(f"tags: [x]{end}", "").replace("sections:", "sections:", 1)
    twice = with_records(once, "fr", {"_": "c d"})
    assert twice == once.replace('"a b"', '"c d"')
    assert with_records(between, "fr", {"_": "c d"}) == between.replace('"a b"', '"c d"')
    assert ("\r\n" in twice) == (end == "\r\n")


def test_keys_after_the_record_stay() -> None:
    page = "---\ntranslation:\n  version: 1\n  sections:\n    a: b\n# remark\nzone: 1\n---\n# T\n"
    new = with_records(page, "fr", {"x": "1 2"})
    assert "\n# remark\nzone: 1\n---\n# T\n" in new
    assert records(new) == {"x": "1 2"}


def test_a_flow_mapping_is_replaced() -> None:
    page = "---\ntranslation: {version: 1, sections: {}}\nzone: 1\n---\n# T\n"
    new = with_records(page, "fr", {"x": "1 2"})
    assert records(new) == {"x": "1 2"}
    assert "\nzone: 1\n" in new


def test_a_page_without_front_matter_gets_one() -> None:
    new = with_records("# T\n\ntext\n", "fr", {"t": "1 2"})
    assert records(new) == {"t": "1 2"}
    assert new.endswith("---\n\n# T\n\ntext\n")


@given(st.dictionaries(st.from_regex(r"[a-z0-9_-]{1,12}", fullmatch=True), st.just("a b")))
def test_any_record_reads_back_as_strings(sections: dict[str, str]) -> None:
    if sections:
        assert records(with_records(PAGE, "fr", sections)) == sections


def test_edits_are_made_from_the_end() -> None:
    edits = [Edit(Location("x", 1, 1, 1, 2), "AA"), Edit(Location("x", 2, 3, 2, 4), "")]
    assert applied("abc\ndefg", edits) == "AAbc\ndeg"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_edits_know_every_line_end(end: str, bom: str) -> None:
    edits = [Edit(Location("x", 1, 1, 1, 2), "A"), Edit(Location("x", 2, 3, 3, 2), "z\nz")]
    assert applied(bom + end.join(("abc", "defg", "hij")), edits) == bom + end.join(
        ("Abc", "dez", "zij")
    )


def test_a_write_keeps_the_mode_and_leaves_no_other_file(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("old")
    page.chmod(0o640)
    write(page, "new")
    assert page.read_text() == "new"
    assert page.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [page]


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "a.md"
    page.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BitextError, match=r"a\.md: cannot be written: No space left"):
        write(page, "new")
    assert page.read_text() == "old"
    assert list(tmp_path.iterdir()) == [page]
