"""The parts of a DOCX file beside its text: styles, numbering, notes, comments, addresses."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from bitext.errors import BitextError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style as far as it tells what a paragraph is."""

    name: str
    outline: int = -1
    number: str = ""
    depth: int = 0
    size: int = 0
    bold: bool = False


class Document:
    """A DOCX file, opened; its elements are those of lxml."""

    def __init__(self, data: bytes, name: str) -> None:
        try:
            import docx
            from docx.opc.exceptions import PackageNotFoundError
        except ImportError as error:
            needed = 'pip install "bitext[word]"'
            raise BitextError(f"{name}: reading DOCX files needs an extra: {needed}") from error
        try:
            document = docx.Document(io.BytesIO(data))
        except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
            raise BitextError(f"{name}: not a DOCX file") from error
        except Exception as error:  # whatever a broken archive makes the library say
            raise BitextError(f"{name}: not a DOCX file: {str(error).splitlines()[:1]}") from error
        self._part: Any = document.part
        self.body: Any = document.element.body
        self._elements = {
            one.get(f"{W}styleId"): one for one in document.styles.element.iter(f"{W}style")
        }
        self._styles: dict[str, Style] = {}
        defaults = document.styles.element.find(f"{W}docDefaults")
        self.size = _size(defaults) if defaults is not None else 0
        self._formats = self._numbering()

    def address(self, identity: str) -> str:
        """Where the relationship `identity` leads: an address, or the name of an embedded file."""
        relation = self._part.rels.get(identity)
        return str(relation.target_ref) if relation is not None else ""

    def inside(self, identity: str) -> Any:
        """The root element of the part that the relationship `identity` names; None for no XML."""
        from docx.oxml import parse_xml

        relation = self._part.rels.get(identity)
        if relation is None or relation.is_external:
            return None
        part = relation.target_part
        return parse_xml(part.blob) if str(part.content_type).endswith("xml") else None

    def others(self, kind: str) -> list[Any]:
        """The root elements of the parts of `kind` (footnotes, comments, header…)."""
        from docx.oxml import parse_xml

        return [
            parse_xml(relation.target_part.blob)
            for relation in self._part.rels.values()
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external
        ]

    def style(self, identity: str) -> Style:
        """The style `identity` with what it inherits."""
        if identity not in self._styles:
            self._styles[identity] = self._style(identity, frozenset())
        return self._styles[identity]

    def _style(self, identity: str, seen: frozenset[str]) -> Style:
        element = self._elements.get(identity)
        if element is None or identity in seen:
            return Style(identity.lower())
        based = value(element.find(f"{W}basedOn"))
        above = self._style(based, seen | {identity}) if based else Style("")
        name = value(element.find(f"{W}name")).lower() or identity.lower()
        outline = value(element.find(f"{W}pPr/{W}outlineLvl"))
        number, depth = numbered(element.find(f"{W}pPr"))
        bold = element.find(f"{W}rPr/{W}b")
        return Style(
            name,
            int(outline) if outline.isdigit() else above.outline,
            number or above.number,
            depth if number else above.depth,
            _size(element) or above.size,
            is_on(bold) if bold is not None else above.bold,
        )

    def ordered(self, number: str, depth: int) -> tuple[bool, int]:
        """Whether the list `number` counts at `depth`, and where it starts."""
        return self._formats.get((number, depth), (False, 1))

    def _numbering(self) -> dict[tuple[str, int], tuple[bool, int]]:
        formats: dict[tuple[str, int], tuple[bool, int]] = {}
        for root in self.others("numbering"):
            abstract: dict[str, dict[int, tuple[bool, int]]] = {}
            for one in root.iter(f"{W}abstractNum"):
                levels = abstract.setdefault(one.get(f"{W}abstractNumId") or "", {})
                for level in one.iter(f"{W}lvl"):
                    kind = value(level.find(f"{W}numFmt"))
                    start = value(level.find(f"{W}start"))
                    counts = kind not in ("bullet", "none", "")
                    depth = int(level.get(f"{W}ilvl") or 0)
                    levels[depth] = (counts, int(start) if start.isdigit() else 1)
            for one in root.iter(f"{W}num"):
                found = abstract.get(value(one.find(f"{W}abstractNumId")), {})
                for depth, form in found.items():
                    formats[one.get(f"{W}numId") or "", depth] = form
        return formats


def value(element: Any) -> str:
    """The `w:val` of an element; "" where there is none."""
    return "" if element is None else str(element.get(f"{W}val") or "")


def is_on(element: Any) -> bool:
    """Whether a switch such as `w:b` is on."""
    return element is not None and value(element).lower() not in _OFF


def numbered(properties: Any) -> tuple[str, int]:
    """The list and the depth that paragraph properties name; ("", 0) for none."""
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    if numbering is None:
        return "", 0
    depth = value(numbering.find(f"{W}ilvl"))
    return value(numbering.find(f"{W}numId")), int(depth) if depth.isdigit() else 0


def _size(element: Any) -> int:
    found = re.sub(r"\D.*", "", value(element.find(f".//{W}rPr/{W}sz")))
    return int(found) if found else 0
