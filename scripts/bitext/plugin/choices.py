"""The entries of the switcher, as static-i18n lists the languages of a site."""

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from bitext.plugin.locales import i18n_of
from bitext.plugin.places import alternates_of
from bitext.website import frame
from bitext.website.strings import language_tag
from bitext.website.switching import Choice, choice
from bitext.website.view import View


def page_choices(view: View, file: File, config: MkDocsConfig) -> Iterator[Choice]:
    """The entries on a page that an author wrote."""
    for one in getattr(config.extra, "alternate", ()):
        if one["lang"] == "null":  # an entry that is no language: a link to anywhere
            yield Choice(one["name"], one["link"])
        elif one["lang"] != view.locale:
            version = alternates_of(file).get(one["lang"])
            # static-i18n writes home pages from the root; relative, they hold wherever the site is.
            link = version.url if version else one["link"]
            yield choice(view, one["lang"], one["name"], link, shown=version is not None)


def not_found_choices(view: View, config: MkDocsConfig) -> Iterator[Choice]:
    """The entries on the 404 page, which lead to the home pages."""
    for one in i18n_of(config).extra_alternate:
        if one["lang"] != view.locale:
            yield Choice(one["name"], one["link"], language_tag(one["lang"]))


def frame_choices(view: View, config: MkDocsConfig) -> Iterator[Choice]:
    """The entries on a page whose addresses come later."""
    for one in i18n_of(config).extra_alternate:
        if one["lang"] in i18n_of(config).build_languages and one["lang"] != view.locale:
            yield Choice(one["name"], frame.choice(one["lang"]), language_tag(one["lang"]))
        elif one["lang"] != view.locale:
            yield Choice(one["name"], one["link"])
