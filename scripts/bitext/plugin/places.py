"""What MkDocs and static-i18n know of a file: its locale, its addresses, its other versions."""

import os
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation

from bitext.plugin.locales import i18n_of
from bitext.website.view import Version

HIDDEN = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


def path_of(file: File, config: MkDocsConfig) -> str:
    """Where the Markdown of a page is, from the folder of the configuration file."""
    root = Path(config.config_file_path).parent
    return Path(os.path.relpath(file.abs_src_path or "", root)).as_posix()


def is_authored(file: File, config: MkDocsConfig) -> bool:
    """Whether the file is one of the author's, or else put there by a plugin or a theme."""
    return Path(file.abs_src_path or "/").is_relative_to(config.docs_dir)


def address_of(file: File) -> str:
    """The address of a page from the root of the site; that of the root is empty."""
    return file.url.removeprefix("./")


def url_of(file: File, config: MkDocsConfig) -> str:
    """The public address of a page; empty on a site that does not know its own."""
    return urljoin(config.site_url, file.url) if config.site_url else ""


def locale_of(file: File, config: MkDocsConfig) -> str:
    """The locale in which the page was written."""
    return getattr(file, "locale", i18n_of(config).current_language)


def is_fallback(file: File, config: MkDocsConfig) -> bool:
    """Whether the page is shown in a locale in which it was not written."""
    return locale_of(file, config) != i18n_of(config).current_language


def source_of(file: File, config: MkDocsConfig) -> File:
    """The page in the locale in which it was written."""
    return alternates_of(file).get(locale_of(file, config), file)


def alternates_of(file: File) -> dict[str, File]:
    """The page in every locale of the site, whether written there or not."""
    return getattr(file, "alternates", {})


def versions_of(file: File, config: MkDocsConfig) -> tuple[Version, ...]:
    """The locales in which the page was really written, in the order of the site."""
    found = [(name, alternates_of(file).get(name)) for name in i18n_of(config).build_languages]
    return tuple(
        Version(name, url_of(version, config), version.url)
        for name, version in found
        if version and locale_of(version, config) == name and version.inclusion not in HIDDEN
    )


def all_versions(config: MkDocsConfig) -> list[tuple[Version, ...]]:
    """Each page once; before the last locale is built the list is short."""
    per_locale = i18n_of(config).i18n_files_per_language
    files = (file for files in per_locale.values() for file in files)
    return list(dict.fromkeys(versions_of(file, config) for file in files))


def home_of(nav: Navigation, config: MkDocsConfig) -> str:
    """The address of the home page of this build, from the root of the site."""
    if nav.homepage is not None:
        return address_of(nav.homepage.file)
    locale = i18n_of(config).current_language
    return "" if locale == i18n_of(config).default_language else f"{locale}/"
