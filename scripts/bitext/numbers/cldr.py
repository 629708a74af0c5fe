"""What CLDR knows of a locale, by Babel, which is imported when it is first asked for."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=16)
def known(locale: str) -> "Locale | None":
    """The data of `locale`; None for one that CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
