"""What the name of a locale says of its language."""

from functools import lru_cache


@lru_cache(maxsize=16)
def language_of(locale: str) -> str:
    """The language of `locale` alone, in small letters: `fr` of `fr-CA` and of `fr_CA`."""
    return locale.lower().replace("_", "-").partition("-")[0]
