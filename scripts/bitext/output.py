"""What the place that the output goes to can show: its colours, its characters."""

import os
import sys


def coloured() -> bool:
    """Whether colours are wanted: on a terminal that has them, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def writable(text: str) -> str:
    """JSON in what characters the output has."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        import json

        return json.dumps(json.loads(text), indent=2)
    return text
