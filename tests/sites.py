"""Small sites on disk, for tests that need one."""

from pathlib import Path

from bitext import corpus
from bitext.alignment import align
from bitext.config import Config, load
from bitext.model import Bitext

MKDOCS = """
site_name: Test
site_url: http://localhost/
theme: material
markdown_extensions: [admonition, attr_list, footnotes, def_list, md_in_html, abbr,
  pymdownx.superfences, pymdownx.details, {{pymdownx.tabbed: {{alternate_style: true}}}}]
plugins:
  - i18n:
      docs_structure: {layout}
      languages:
        - {{locale: fr, name: Français, default: true, build: true}}
        - {{locale: en, name: English, build: true}}
"""


def make(root: Path, files: dict[str, str], layout: str = "folder") -> Path:
    """Write `files` (paths under docs/, texts) and a mkdocs.yml into `root`; gives `root`."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(MKDOCS.format(layout=layout), encoding="utf-8")
    for name, text in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    if layout == "folder":
        for locale in ("fr", "en"):
            (root / "docs" / locale).mkdir(parents=True, exist_ok=True)
    return root


def read(root: Path) -> tuple[Config, Bitext]:
    """The configuration and the one bitext of the site in `root`."""
    config = load(root)
    return config, align.align(corpus.read(config), config.targets[0])
