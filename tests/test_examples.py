"""The examples in the texts of the rules are true: the bad one is found, the good one is not."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from bitext.alignment.align import align
from bitext.checking import check
from bitext.config import without_mkdocs
from bitext.corpus import read
from bitext.rules import RULES

SIDES = re.compile(r"^<!-- (fr|en)[^>]* -->$", re.MULTILINE)
FENCE = re.compile(r"^## (Bad|Good)\n\n```markdown\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TERMS = Path(__file__).parent.parent / "docs" / "termbase.toml"
PAGE = "---\ntitle: Page\n---\n\n# Page { #page }\n\n"


def sides(rule: str) -> dict[str, dict[str, str]]:
    """The two sides of the bad example of a rule and of the good one, where both are shown.

    A good example that shows the target alone has the source of the bad one.
    """
    text = (files("bitext.rules") / f"{rule}.en.md").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for name, code in FENCE.findall(text):
        parts = SIDES.split(code)
        found[name] = dict(zip(parts[1::2], parts[2::2], strict=True))
    if set(found.get("Bad", {})) != {"fr", "en"}:
        return {}
    return {name: found["Bad"] | code for name, code in found.items()}


# An example that needs more than two texts: a record, a second page, a list of headings, a term.
MORE = {"stale-section", "term", "inconsistent", "section-order"}
EXAMPLES = {rule.id: code for rule in RULES if rule.id not in MORE and (code := sides(rule.id))}


def names(example: dict[str, str], folder: Path, rule: str) -> set[str]:
    for locale, text in example.items():
        (folder / locale).mkdir(parents=True)
        (folder / locale / "essai.md").write_text(PAGE + text, encoding="utf-8")
    (folder / "docs").mkdir()
    shutil.copy(TERMS, folder / "docs")
    config = without_mkdocs(folder, ("fr", folder / "fr"), ("en", folder / "en"))
    rules = tuple(one for one in RULES if not one.asked or one.id == rule)
    return {one.rule.id for one in check([align(read(config), "en")], rules).findings}


def test_most_rules_on_texts_have_an_example_that_can_be_tried() -> None:
    assert len(EXAMPLES) >= 20


@pytest.mark.parametrize("rule", EXAMPLES)
def test_an_example(rule: str, tmp_path: Path) -> None:
    assert rule in names(EXAMPLES[rule]["Bad"], tmp_path / "bad", rule)
    assert rule not in names(EXAMPLES[rule]["Good"], tmp_path / "good", rule)
