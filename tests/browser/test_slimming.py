"""Nothing looks different for being styled by what the site can use and no more."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from building import make
from loopback import Served, served
from playwright.sync_api import Page
from records import SCREENS

NewPage = Callable[..., Page]

PAGE = """\
# {title} {{ #top }}

Text with *emphasis*, **strong**, `code`, ==mark==, ~~del~~, H~2~O, a^2^, ++ctrl+k++, :smile:, an HTML
abbreviation, a [link](a.md), a note[^1], <kbd>K</kbd> and <small>small</small>.

[Button](a.md){{ .md-button .md-button--primary }}

*[HTML]: HyperText

## Boxes {{ #boxes }}

!!! note "Title"
    Text.

??? warning "Title"
    Text.

!!! tip inline end
    Text.

=== "One"

    Text.

=== "Two"

    Text.

``` {{ .python .annotate title="a.py" linenums="1" hl_lines="2" }}
import os  # (1)!
value = 1
```

1.  Says more.

<div class="grid cards" markdown>

-   One
-   Two

</div>

> Quotation

- [x] done
- [ ] to do

1.  One
    - Two

Term
:   Meaning

| Left | Right |
|------|------:|
| A    | 1     |

![Image](https://example.org/none.png){{ align=right width=40 }}
<figure markdown><p>F</p><figcaption>C</figcaption></figure>

---

### Deeper {{ #deeper }}

#### Deepest {{ #deepest }}

[^1]: A note.
"""
EXTENSIONS: list[Any] = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    {"toc": {"permalink": True}},
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
    {"pymdownx.tasklist": {"custom_checkbox": True}},
    "pymdownx.tilde",
]
FEATURES = [
    "announce.dismiss",
    "content.action.edit",
    "content.code.annotate",
    "content.code.copy",
    "content.code.select",
    "content.tabs.link",
    "content.tooltips",
    "header.autohide",
    "navigation.footer",
    "navigation.indexes",
    "navigation.path",
    "navigation.sections",
    "navigation.tabs",
    "navigation.top",
    "search.highlight",
    "toc.follow",
]
PALETTE = [
    {
        "media": f"(prefers-color-scheme: {name})",
        "scheme": scheme,
        "primary": "teal",
        "accent": "pink",
        "toggle": {"icon": "material/weather-night", "name": name},
    }
    for name, scheme in (("light", "default"), ("dark", "slate"))
]
FILES = {
    f"{locale}/{name}.md": PAGE.format(title=f"{name} {locale}")
    for locale in ("fr", "en")
    for name in ("index", "a", "b/c")
} | {"fr/only.md": "# Only { #top }\n\nText.\n"}

STYLES = """() => {
  const path = element => `${element.tagName}.${element.getAttribute("class")}#${element.id}`
  const parts = element => [null, "::before", "::after"].filter(part => part === null
    || getComputedStyle(element, part).content !== "none")
  window.styled = [...document.querySelectorAll("html, body, body :not(path)")].flatMap(element =>
    parts(element).map(part => [path(element) + (part ?? ""), element, part]))
  const names = [...getComputedStyle(document.body)].filter(name => !name.startsWith("--"))
  window.styleOf = index => {
    const style = getComputedStyle(...styled[index].slice(1))
    return names.map(name => `${name}: ${style.getPropertyValue(name)}`)
  }
  return styled.map(([path], index) => {
    const text = styleOf(index).join()
    let digest = 7
    for (let at = 0; at < text.length; at++) digest = (digest * 31 + text.charCodeAt(at)) | 0
    return [path, digest]
  })
}"""
"""A number for what the browser makes of the style of each element, and of what it adds to one."""
FREEZE = "*, *::before, *::after { animation: none !important; transition: none !important }"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Served]]:
    """The same site with all styles, and with those that it can use."""
    theme = {"name": "material", "font": False, "palette": PALETTE, "features": FEATURES}
    sites = [
        make(
            tmp_path_factory.mktemp("slim"),
            FILES,
            strict=False,
            theme=theme,
            markdown_extensions=EXTENSIONS,
            bitext={"slim": slim},
        )
        for slim in (False, True)
    ]
    with served(sites[0]) as whole, served(sites[1]) as slim:
        yield whole, slim


def opened(page: Page) -> None:
    page.locator(".md-search__input").press_sequentially("text")
    page.locator(".md-search-result__item").first.wait_for()


def drawn_out(page: Page) -> None:
    page.evaluate("document.getElementById('__drawer').click()")


def printed(page: Page) -> None:
    page.emulate_media(media="print")
    # The same once more, when it has put that text where paper has it.
    page.locator(".md-tooltip").wait_for(state="attached")
    page.locator(".md-tooltip").wait_for(state="detached")


def copied(page: Page) -> None:
    page.locator(".md-code__button").first.focus()


def as_it_is(page: Page) -> None:
    pass


@pytest.mark.parametrize("act", [as_it_is, opened, drawn_out, printed, copied])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_element_looks_the_same(
    new_page: NewPage, both: tuple[Served, Served], screen: str, act: Callable[[Page], None]
) -> None:
    pages = [new_page(**SCREENS[screen]) for _ in both]
    for site, page in zip(both, pages, strict=True):
        show(page, f"{site.url}a/")
        act(page)
    assert not differing(*pages)


@pytest.mark.parametrize("address", ["en/", "en/b/c/", "en/only/", "b/c/bitext/", "etat/", "none/"])
def test_every_kind_of_page_looks_the_same(
    new_page: NewPage, both: tuple[Served, Served], address: str
) -> None:
    pages = [new_page() for _ in both]
    for site, page in zip(both, pages, strict=True):
        show(page, site.url + address)
    assert not differing(*pages)


def show(page: Page, url: str) -> None:
    page.goto(url, wait_until="load")
    page.add_style_tag(content=FREEZE)
    # Material takes the text of an annotation out of the page again, some tenths of a second later.
    page.wait_for_function("!document.querySelector('.md-tooltip')")


def differing(whole: Page, slim: Page) -> list[str]:
    """A line for each property of the first element that differs."""
    one, other = whole.evaluate(STYLES), slim.evaluate(STYLES)
    assert [path for path, _ in other] == [path for path, _ in one]
    assert len(one) > 100
    found = [index for index, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if not found:
        return []
    before, after = (page.evaluate("index => styleOf(index)", found[0]) for page in (whole, slim))
    return [one[found[0]][0], *sorted({*after} ^ {*before})]


def test_there_is_less_to_load(both: tuple[Served, Served]) -> None:
    whole, slim = (
        sum((site.folder / path).stat().st_size for path in paths(site)) for site in both
    )
    assert 0 < slim < 0.8 * whole


def paths(site: Served) -> list[str]:
    """The style sheets of the home page."""
    head = (site.folder / "index.html").read_text("utf-8").partition("</head>")[0]
    return [part.partition('"')[0] for part in head.split('<link rel="stylesheet" href="')[1:]]
