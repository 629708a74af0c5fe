"""The Markdown of a site: which extensions are on, and how those that matter are set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

SUPERFENCES = "pymdownx.superfences"
MATERIAL = (
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", SUPERFENCES,
    "pymdownx.details", "pymdownx.tabbed",
)  # fmt: skip
_BUNDLES = {
    "extra": ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables"),
    "pymdownx.extra": (
        "pymdownx.betterem", SUPERFENCES, "footnotes", "attr_list", "def_list", "tables", "abbr",
        "md_in_html",
    ),
}  # fmt: skip
_ADMONITIONS = [
    "note", "attention", "caution", "danger", "error", "tip", "hint", "warning", "important",
]  # fmt: skip
_CAPTIONS = ["caption", "figure-caption", "table-caption"]
# Each extension with its mark, and its options for the mark standing twice and once.
_PAIRS = {
    "caret": ("^", "insert", "superscript"),
    "tilde": ("~", "delete", "subscript"),
}
ESCAPES = "\\`*_{}[]()>#+-.!|"
_ESCAPED = {
    "smarty": "\"'", "pymdownx.arithmatex": "$", "pymdownx.bracketspan": "=",
    "pymdownx.caret": "^", "pymdownx.emoji": ":", "pymdownx.keys": "+", "pymdownx.mark": "=",
    "pymdownx.progressbar": "=", "pymdownx.tilde": "~",
}  # fmt: skip
_ALWAYS = ("toc", "tables", "fenced_code")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value that MkDocs would make by running Python code; kept, never run."""

    tag: str
    value: object

    def __hash__(self) -> int:
        return hash(self.tag)


Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
_FORMS: Mapping[str, Form] = {"NFC": "NFC", "NFD": "NFD", "NFKC": "NFKC", "NFKD": "NFKD"}


@dataclass(frozen=True, slots=True)
class Slugs:
    """How an address is made of a title: ``ascii``, ``unicode``, or the cases of pymdownx.slugs.

    ``unknown`` is a function of the site itself, which is not run. `form` is the Unicode form.
    """

    case: str = "ascii"
    form: Form = "NFC"
    encoded: bool = False
    separator: str = "-"

    @property
    def known(self) -> bool:
        """Whether addresses of headings can be foretold."""
        return self.case != "unknown"


class Magic(NamedTuple):
    """What pymdownx.magiclink makes links of, besides bare addresses.

    `mentions` are ``@name``, `references` are ``#1`` and ``repo#1``; `host` is that of the provider.
    """

    mentions: bool = False
    references: bool = False
    provider: str = "github"
    user: str = ""
    repo: str = ""


class Snippets(NamedTuple):
    """Where pymdownx.snippets looks for files, and how it includes them."""

    bases: tuple[str, ...] = (".",)
    restricted: bool = True
    appended: tuple[str, ...] = ()
    dedented: bool = False
    encoding: str = "utf-8"


class Delimiter(NamedTuple):
    """A mark of emphasis of pymdownx: whether it counts once, twice, next to letters, and so on.

    `smart` marks do not count between letters; `strict` ones follow CommonMark's rules about
    punctuation; what a `tight` one holds, if it stands once, has no space in it.
    """

    token: str
    single: bool = True
    double: bool = True
    smart: bool = False
    strict: bool = False
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the reader of Markdown has to know of a site's extensions.

    `own_fences` are the languages whose options a function of the site itself judges: they are
    taken to be in order; with `plain_fences` no fence has options, but for these.

    `base` is the level of a heading with one sign. `math` are the marks of formulas: ``dollar``,
    ``smart``, ``round`` in a line; ``$$``, ``square``, ``begin`` as blocks. `blocks` gives, for
    each name that may stand after `///`, what kind of block that is. `unseen` names what
    plugins and hooks make of pages that their source does not show.
    """

    extensions: frozenset[str] = frozenset(_ALWAYS)
    slugs: Slugs = Slugs()
    base: int = 1
    tab_slugs: Slugs | None = None
    tab_headings: bool = False
    pygments: bool = True
    relaxed_headers: bool = False
    indented_code: bool = True
    own_fences: frozenset[str] = frozenset()
    plain_fences: bool = False
    math: frozenset[str] = frozenset()
    magic: Magic | None = None
    snippets: Snippets | None = None
    wiki: tuple[str, str] | None = None
    blocks: Mapping[str, str] = field(default_factory=dict)
    emphasis: tuple[Delimiter, ...] = ()
    escapes: str = ESCAPES
    callouts: bool = False
    unseen: frozenset[str] = frozenset()

    @property
    def superfences(self) -> bool:
        """Whether fences may nest and carry options."""
        return SUPERFENCES in self.extensions

    @property
    def fences(self) -> bool:
        """Whether there are fences at all."""
        return self.superfences or "fenced_code" in self.extensions


def named(entries: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Plugins and extensions come as names, as ``name: options`` in a list, or as one mapping."""
    if isinstance(entries, Mapping):
        entries = [{name: options} for name, options in entries.items()]
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, str):
            yield entry, {}
        elif isinstance(entry, Mapping):
            for name, options in entry.items():
                yield str(name), options if isinstance(options, Mapping) else {}


def read_dialect(extensions: object, *, unseen: frozenset[str] = frozenset()) -> Dialect:
    """The dialect that the `markdown_extensions` of a configuration file make.

    `unseen` names what the source of pages does not show.
    """
    names: set[str] = set(_ALWAYS)
    settings: dict[str, Mapping[str, Any]] = {}
    for name, options in named(extensions):
        name = name.removeprefix("markdown.extensions.")
        settings[name] = options
        names.add(name)
        names.update(_BUNDLES.get(name, ()))
    fences = settings.get(SUPERFENCES, {})
    custom = fences.get("custom_fences")
    custom = [one for one in custom if isinstance(one, Mapping)] if isinstance(custom, list) else []
    own = [one for one in custom if one.get("validator")]
    toc = settings.get("toc", {})
    both = (settings.get(f"pymdownx.{name}", {}) for name in ("blocks.tab", "tabbed"))
    tabs: Mapping[str, Any] = next((one for one in both if one.get("slugify")), {})
    return Dialect(
        extensions=frozenset(names),
        slugs=_slugs(toc),
        base=_number(toc.get("baselevel"), 1),
        tab_slugs=_slugs(tabs) if tabs.get("slugify") else None,
        tab_headings=_on(tabs, "combine_header_slug"),
        pygments=_on(settings.get("pymdownx.highlight", {}), "use_pygments", True),
        relaxed_headers=_on(fences, "relaxed_headers"),
        indented_code=not _on(fences, "disable_indented_code_blocks"),
        own_fences=frozenset(_names(own)),
        plain_fences="*" in _names(custom),
        math=_math(settings.get("pymdownx.arithmatex")),
        magic=_magic(settings.get("pymdownx.magiclink")),
        snippets=_snippets(settings.get("pymdownx.snippets")),
        wiki=_wiki(settings.get("wikilinks")),
        blocks=dict(_blocks(settings)),
        emphasis=tuple(_emphasis(names, settings)),
        escapes=_escapes(names, settings),
        callouts=_on(settings.get("pymdownx.quotes", {}), "callouts"),
        unseen=unseen,
    )


def _on(options: Mapping[str, Any], name: str, default: bool = False) -> bool:
    """Whether a switch is on; an environment variable gives words for it."""
    value = options.get(name, default)
    return default if value is None else value not in (False, 0, "", "false", "False", "no")


def _number(value: Any, default: int) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return default


def _strings(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list | tuple) else [] if value is None else [value]
    return tuple(str(one) for one in values)


def _names(entries: Any) -> Iterator[str]:
    """The names in a list that holds names, or mappings that have a `name`."""
    for entry in entries if isinstance(entries, list) else []:
        yield str(entry.get("name")) if isinstance(entry, Mapping) else str(entry)


def _math(options: Mapping[str, Any] | None) -> frozenset[str]:
    if options is None:
        return frozenset()
    inline = _strings(options.get("inline_syntax", ["dollar", "round"]))
    block = _strings(options.get("block_syntax", ["dollar", "square", "begin"]))
    smart = {"smart"} if _on(options, "smart_dollar", True) else set()
    return frozenset({*inline, *("$$" if one == "dollar" else one for one in block), *smart})


def _magic(options: Mapping[str, Any] | None) -> Magic | None:
    if options is None:
        return None
    references = _on(options, "repo_url_shorthand")
    return Magic(
        references or _on(options, "social_url_shorthand"),
        references,
        str(options.get("provider") or "github"),
        str(options.get("user") or ""),
        str(options.get("repo") or ""),
    )


def _snippets(options: Mapping[str, Any] | None) -> Snippets | None:
    if options is None:
        return None
    return Snippets(
        _strings(options.get("base_path")) or (".",),
        _on(options, "restrict_base_path", True),
        _strings(options.get("auto_append")),
        _on(options, "dedent_subsections"),
        str(options.get("encoding") or "utf-8"),
    )


def _wiki(options: Mapping[str, Any] | None) -> tuple[str, str] | None:
    if options is None:
        return None
    return str(options.get("base_url", "/")), str(options.get("end_url", "/"))


def _blocks(settings: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The names that may stand after `///`, each with the kind of block it makes."""
    for extension, name, kind, types in (
        ("admonition", "admonition", "admonition", _ADMONITIONS),
        ("details", "details", "details", []),
        ("html", "html", "html", []),
        ("tab", "tab", "tab", []),
        ("definition", "define", "define", []),
        ("caption", "", "caption", _CAPTIONS),
    ):
        options = settings.get(f"pymdownx.blocks.{extension}")
        if options is None:
            continue
        for one in (*([name] if name else []), *_names(options.get("types", types))):
            yield one, kind if one == name else f"{kind} {one}"


def _escapes(names: set[str], settings: Mapping[str, Mapping[str, Any]]) -> str:
    """What a backslash makes plain text; nothing stands for everything."""
    if "pymdownx.escapeall" in names:
        return ""
    signs = ESCAPES + "".join(more for name, more in _ESCAPED.items() if name in names)
    if any(name.startswith("pymdownx.blocks.") for name in names):
        signs += "/"
    for name, (_, _, once) in _PAIRS.items():
        options = settings.get(f"pymdownx.{name}", {})
        if (
            f"pymdownx.{name}" in names
            and _on(options, once, True)
            and _on(options, "no_space", True)
        ):
            signs += " "
    magic = _magic(settings.get("pymdownx.magiclink"))
    return f"{signs}@" if magic and magic.mentions else signs


def _emphasis(names: set[str], settings: Mapping[str, Mapping[str, Any]]) -> Iterator[Delimiter]:
    """The marks of emphasis that pymdownx adds, or takes over."""
    options = {name: settings.get(f"pymdownx.{name}", {}) for name in (*_PAIRS, "betterem", "mark")}
    if "pymdownx.betterem" in names:
        smart = str(options["betterem"].get("smart_enable", "underscore"))
        strict = _on(options["betterem"], "punctuation", True)
        for token, word in (("*", "asterisk"), ("_", "underscore")):
            yield Delimiter(token, smart=smart in (word, "all"), strict=strict)
    for name, (token, twice, once) in _PAIRS.items():
        if f"pymdownx.{name}" in names:
            given = options[name]
            single, double = _on(given, once, True), _on(given, twice, True)
            strict = _on(given, "punctuation") or not single
            tight = _on(given, "no_space", True)
            yield Delimiter(token, single, double, _on(given, f"smart_{twice}"), strict, tight)
    if "pymdownx.mark" in names:
        yield Delimiter("=", False, True, _on(options["mark"], "smart_mark"), True)


def _slugs(options: Mapping[str, Any]) -> Slugs:
    """The way of making addresses that a `slugify` setting chooses."""
    chosen = options.get("slugify")
    separator = str(options.get("separator") or "-")
    name, given = (chosen.tag, chosen.value) if isinstance(chosen, Tagged) else (str(chosen), None)
    if chosen is None or name.endswith("toc.slugify"):
        return Slugs(separator=separator)
    if name.endswith("slugify_unicode"):
        return Slugs("unicode", separator=separator)
    if not name.endswith("pymdownx.slugs.slugify"):
        return Slugs("unknown", separator=separator)
    words = given.get("kwds", {}) if isinstance(given, Mapping) else {}
    words = words if isinstance(words, Mapping) else {}
    case = str(words.get("case") or "none")
    form = _FORMS.get(str(words.get("normalize")), "NFC")
    return Slugs(f"pymdownx {case}", form, _on(words, "percent_encode"), separator)
