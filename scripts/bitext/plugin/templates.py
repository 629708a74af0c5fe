"""The templates of a theme, put right as they are read: what is done there is not done on each page."""

import re
from collections.abc import Callable

from jinja2 import BaseLoader, Environment

from bitext.website import pages, slimming
from bitext.website.strings import Strings

_TAB = ' tabindex="{{ tabindex }}"'
_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
_RAW = re.compile(r"{%[-+]? *raw\b")
_STATEMENT = re.compile(r"{%(?P<trims>[-+]?) *(?P<name>\w+)(?P<rest>.*?)%}", re.DOTALL)
_VALUE = re.compile(r"[\w\s.,]+=")
_NONE = -1
_BEGINS = ("if", "for")
_GOES_ON = ("elif", "else")
_ENDS = ("endif", "endfor")


class Mended(BaseLoader):
    """The templates that `loader` gives, those of pages as `mended` has them."""

    def __init__(self, loader: BaseLoader, mended: Callable[[str], str]) -> None:
        self._loader, self._mended = loader, mended

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template, its file, and whether that is still the same."""
        source, file, same = self._loader.get_source(environment, template)
        return self._mended(source) if template.endswith(".html") else source, file, same

    def list_templates(self) -> list[str]:
        """The names of all templates."""
        return self._loader.list_templates()


def mend(env: Environment, words: Strings, *, slim: bool) -> None:
    """Have `env` give its templates tidy, in these `words`, and if `slim` close together."""

    def mended(template: str) -> str:
        tidy = pages.tidy(template, words).replace(_TAB, f"{{% if tabindex %}}{_TAB}{{% endif %}}")
        return close(tidy) if slim else tidy

    if env.loader is not None:
        env.loader = Mended(env.loader, mended)


def close(template: str) -> str:
    """A template that writes no indentation, and hardly a blank line, unless they might count.

    Where it wrote spaces or line breaks between two things, it still writes a line break.
    """
    if slimming.is_spaced(template) or _RAW.search(template):
        return template
    flush = slimming.flush(template)
    kept = 0
    parts: list[str] = []
    for end in sorted(_breaks(flush)):
        parts.append(flush[kept:end])
        kept = end + 1
    return "".join([*parts, flush[kept:]])


def _breaks(template: str) -> list[int]:
    """Where a line break comes after a statement that has a line of its own.

    Of a choice or a loop, all statements must have: so there is always another break before it.
    """
    # In comments nothing is a statement; everything else stays where it is.
    text = _COMMENT.sub(lambda comment: "#" * len(comment[0]), template)
    found: list[int] = []
    under_way: list[list[int]] = []
    for one in _STATEMENT.finditer(text):
        name, rest = one["name"], one["rest"]
        around = text[one.start() - 1 : one.start()] + text[one.end() : one.end() + 1]
        alone = around == "\n\n" and not one["trims"] and not rest.endswith(("-", "+"))
        place = one.end() if alone else _NONE
        if name in _BEGINS:
            under_way.append([place])
        elif name in _GOES_ON + _ENDS and not under_way:
            return []  # not a whole template: Jinja says what is wrong
        elif name in _GOES_ON:
            under_way[-1].append(place)
        elif name in _ENDS:
            places = [*under_way.pop(), place]
            found += [] if _NONE in places else places
        elif name == "set" and alone and _VALUE.match(rest):
            found.append(place)
    return [] if under_way else found
