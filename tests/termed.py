"""The agreed term of a small site and its glossary, for tests that need one."""

SETTINGS = {"exclude_docs": "/*.toml\n", "markdown_extensions": ["attr_list", "tables"]}
"""What the configuration of such a site needs."""
_TERMBASE = """
[glossary]
page = "{}.md"
[glossary.fr]
[glossary.en]
[categories.s]
fr = "S"
en = "S"
[[term]]
id = "adn"
category = "s"
[term.fr]
term = "ADN"
definition = "Porte les gènes."
[term.en]
term = "DNA"
definition = "It carries genes."
"""
_GLOSSARY = "# {} {{ #top }}\n\n| a | b |\n|--|--|\n| **{}**{{ #adn }} | *{}*{{ lang={} }} |\n"


def files(page: str = "g") -> dict[str, str]:
    """The termbase, and the glossary `page` in both languages."""
    return {
        "termbase.toml": _TERMBASE.format(page),
        f"fr/{page}.md": _GLOSSARY.format("Mots", "ADN", "DNA", "en"),
        f"en/{page}.md": _GLOSSARY.format("Words", "DNA", "ADN", "fr"),
    }
