"""What the tool raises when it cannot go on."""


class BitextError(Exception):
    """One line that says what is wrong and where: ``path:line: what is wrong``."""
