"""How a site calls itself and where its source can be seen, as its mkdocs.yml says."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin

from bitext.settings import plugin_options, settings


@dataclass(frozen=True, slots=True)
class Publication:
    """What readers are told of a site.

    `names` is what it is called in each locale, `words` what it says its own way there,
    `repository` the address of its source, and `edit` that of the documentation folder, opened to
    be edited; both are empty where they are not known. With
    `slim`, its pages load what they can use of the style and no more.
    """

    names: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    repository: str = ""
    edit: str = ""
    slim: bool = True

    def edit_url(self, path: str) -> str:
        """Where the page can be edited that lies at `path` in the documentation folder."""
        return self.edit + quote(path) if self.edit else ""


def load(file: Path) -> Publication:
    """The publication that `file` (mkdocs.yml) describes; `config.load` has found it right."""
    data = settings(file)
    options = plugin_options(data, "bitext") or {}
    languages = (plugin_options(data, "i18n") or {}).get("languages") or ()
    site, repository = str(data.get("site_name") or ""), str(data.get("repo_url") or "")
    edit = str(data.get("edit_uri") or "")
    return Publication(
        {str(one["locale"]): str(one.get("site_name") or site) for one in languages},
        options.get("strings") or {},
        repository,
        urljoin(f"{repository.rstrip('/')}/", edit) if edit and repository else "",
        options.get("slim", True) is not False,
    )
