"""What a build keeps of a locale: the texts it rendered, and what the theme puts around a text."""

from collections.abc import Callable
from html import unescape
from types import SimpleNamespace
from typing import Any, cast

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from bitext.plugin.choices import frame_choices
from bitext.plugin.locales import i18n_of
from bitext.plugin.places import HIDDEN, address_of, is_fallback, locale_of, path_of
from bitext.plugin.views import Views
from bitext.website import frame, sides
from bitext.website.made import Edition
from bitext.website.view import View


def edition_of(
    views: Views, env: Environment, files: Files, finished: Callable[[str, View], str]
) -> Edition:
    """The site as this build makes it; `finished` gives a page as it is written."""
    config = views.config
    texts = {
        path_of(file, config): _text(file, views)
        for file in files.documentation_pages()
        if file.page and file.inclusion not in HIDDEN and not is_fallback(file, config)
    }
    depths = {frame.depth(sides.beside(one.path, sides.NAME)) for one in texts.values()}
    depths.add(frame.depth(views.status))

    def framed(depth: int) -> frame.Frame:
        view = views.frame("x/" * depth)
        return frame.Frame(finished(_frame(view, views, env, files), view), depth)

    frames = {depth: framed(depth) for depth in depths}
    return Edition(views.own_words, config.site_name, views.home, texts, frames)


def _text(file: File, views: Views) -> sides.Text:
    """What was rendered of a page."""
    locale, page = locale_of(file, views.config), cast(Page, file.page)
    names = {one.locale: one.name for one in i18n_of(views.config).config.languages}
    return sides.Text(
        locale,
        names.get(locale, locale),
        address_of(file),
        unescape(str(page.meta.get("title") or page.title or "")),  # MkDocs gives it as HTML
        sides.packed(page.content or ""),
        page.edit_url or "",
    )


def _frame(view: View, views: Views, env: Environment, files: Files) -> str:
    """What the theme puts around a text."""
    page = SimpleNamespace(
        head=frame.HEAD,
        title=frame.TITLE,
        content=frame.TEXT,
        url=view.path,
        meta={},
        toc=[SimpleNamespace(url="#bitext-text")],  # where the link past the header leads
    )
    context = cast(dict[str, Any], get_context(views.nav, files, views.config, cast(Page, page)))
    context["bitext"] = view
    context["choices"] = list(frame_choices(view, views.config))
    return env.get_template("bitext-frame.html").render(context)
