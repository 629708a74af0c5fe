"""What a number counts: units, currencies, percent, and the scale (million, Md, bn).

One unit has many spellings: « 5 Mo » is “5 MB”, « 10 pour cent » is “10%”. Symbols are read with
their case (“To” is a unit in French, “to” a word), names only in their own language.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from bitext.alternatives import any_of
from bitext.locales import language_of
from bitext.model import APART, MASK

_S = r"[\s\u00a0\u202f\u2009]"
_HERE = r"(?![\w²³’'])"
# unit | symbols | French symbols and names | English ones; `_` is a space, a final ~ may take an s
_TABLE = """
%     | % ٪             | pour_cent pourcent                   | percent per_cent pct
‰     | ‰               | pour_mille                           | per_mille per_mil
€     | € EUR           | euro~                                | euro~
$     | $ USD US$       | dollar~ $US $_US                     | dollar~
£     | £ GBP           | livre~_sterling                      | pound~_sterling
¥     | ¥ JPY           | yen~                                 | yen
byte  |                 | octet~                               | byte~
kB    | kB KB           | ko Ko kilooctet~ kilo-octet~         | kilobyte~
MB    | MB              | Mo mégaoctet~ méga-octet~            | megabyte~
GB    | GB              | Go gigaoctet~ giga-octet~            | gigabyte~
TB    | TB              | To téraoctet~ téra-octet~            | terabyte~
PB    | PB              | Po pétaoctet~ péta-octet~            | petabyte~
KiB   | KiB             | Kio                                  |
MiB   | MiB             | Mio                                  |
GiB   | GiB             | Gio                                  |
TiB   | TiB             | Tio                                  |
kbit  | kbit kbps       | kilobit~                             | kilobit~
Mbit  | Mbit Mbps       | mégabit~                             | megabit~
Gbit  | Gbit Gbps       | gigabit~                             | gigabit~
nm    | nm              | nanomètre~                           | nanometre~ nanometer~
µm    | µm μm           | micromètre~ micron~                  | micrometre~ micrometer~ micron~
mm    | mm              | millimètre~                          | millimetre~ millimeter~
cm    | cm              | centimètre~                          | centimetre~ centimeter~
m     | m               | mètre~                               | metre~ meter~
km    | km              | kilomètre~                           | kilometre~ kilometer~ kph
m²    | m² m2           | mètre~_carré~                        | square_metre~ square_meter~ sqm
km²   | km² km2         | kilomètre~_carré~                    | square_kilometre~ square_kilometer~
m³    | m³ m3           | mètre~_cube~                         | cubic_metre~ cubic_meter~
ha    | ha              | hectare~                             | hectare~
ng    | ng              | nanogramme~                          | nanogram~
µg    | µg μg mcg       | microgramme~                         | microgram~
mg    | mg              | milligramme~                         | milligram~
g     | g               | gramme~                              | gram~ gramme~
kg    | kg              | kilogramme~ kilo~                    | kilogram~ kilo~
t     |                 | tonne~                               | tonne~ metric_ton~
µL    | µL μL µl μl     | microlitre~                          | microlitre~ microliter~
mL    | mL ml           | millilitre~                          | millilitre~ milliliter~
cL    | cL cl           | centilitre~                          | centilitre~ centiliter~
L     | L l             | litre~                               | litre~ liter~
Hz    | Hz              | hertz                                | hertz
kHz   | kHz             | kilohertz                            | kilohertz
MHz   | MHz             | mégahertz                            | megahertz
GHz   | GHz             | gigahertz                            | gigahertz
W     | W               | watt~                                | watt~
kW    | kW              | kilowatt~                            | kilowatt~
MW    | MW              | mégawatt~                            | megawatt~
kWh   | kWh             | kilowattheure~                       | kilowatt-hour~ kilowatt_hour~
V     | V               | volt~                                | volt~
mV    | mV              | millivolt~                           | millivolt~
°C    | °C ℃            | degré~_Celsius °_C                   | degree~_Celsius degrees_centigrade °_C
°F    | °F              | degré~_Fahrenheit                    | degree~_Fahrenheit
°     | °               | degré~                               | degree~
mol   | mol             | mole~                                | mole~
mmol  | mmol            | millimole~                           | millimole~
µmol  | µmol μmol       | micromole~                           | micromole~
IU    |                 | UI                                   | IU
mSv   | mSv             | millisievert~                        | millisievert~
kcal  | kcal            | kilocalorie~                         | kilocalorie~
bp    | bp              | pb paire~_de_bases                   | base_pair~
px    | px              | pixel~                               | pixel~
ms    | ms              | milliseconde~                        | millisecond~
s     |                 | s seconde~                           | second~ sec
min   | min             | minute~ mn                           | minute~
h     | h               | heure~                               | hour~ hr hrs
day   |                 | jour~ j                              | day~
week  |                 | semaine~                             | week~
month |                 | mois                                 | month~
year  |                 | an~ année~                           | year~
"""
_OFTEN_IMPLIED = frozenset(("ms", "s", "min", "h", "day", "week", "month", "year"))
_ALIKE = frozenset((frozenset(["°C", "°"]), frozenset(["°F", "°"])))
_SCALES = {
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12,
           "billions": 12},
    "en": {"thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12,
           "trillions": 12},
}  # fmt: skip
_SIGNS = {"k": 3, "K": 3, "M": 6, "m": 6, "Md": 9, "Mds": 9, "Mrd": 9, "bn": 9, "B": 9, "G": 9}
_MONEY = re.compile(rf"{_S}?(?:d['’]{_S}?)?(?:[€$£¥]|(?:EUR|USD|GBP|euros|dollars)\b)")
_NOTHING = frozenset(("", ".", ",", ";", ":", ")", APART, MASK))
_SIGN_ENDS = frozenset("€$£¥RDP")
_BEFORE = re.compile(rf"([€$£¥]|EUR|USD|GBP){_S}?$")
_DIGITS = re.compile(r"(\d+)(?:\.(\d+))?$")


class Counted(NamedTuple):  # as many as there are numbers
    """What stands around a number: the power of ten that scales it, its unit, where all that is."""

    power: int
    unit: str
    start: int
    end: int


def counted(text: str, start: int, end: int, locale: str) -> Counted:
    """What the number between `start` and `end` of `text` counts; an empty unit for nothing known."""
    language = language_of(locale)
    scales, units, of_units = _patterns(language)
    before = text[max(0, start - 3) : start].rstrip()
    sign = _BEFORE.search(text, max(0, start - 5), start) if before[-1:] in _SIGN_ENDS else None
    if sign is None and text[end : end + 1] in _NOTHING:
        return Counted(0, "", start, end)
    power, at = 0, end
    if match := scales.match(text, end):
        name = match[1]
        power = _SCALES.get(language, {}).get(name.lower(), 0)
        if not power and (sign or _MONEY.match(text, match.end()) or name in ("bn", "Md", "Mds")):
            power = _SIGNS[name]
        at = match.end() if power else end
    if sign:
        return Counted(power, _by_name(language)[sign[1]], sign.start(), at)
    if match := (units if not power else of_units).match(text, at):
        name = " ".join(match[1].split())
        return Counted(power, _by_name(language)[name], start, match.end())
    return Counted(power, "", start, at)


def behind(after: str, locale: str) -> str | None:
    """The unit that `after` says right behind a number; None if what follows it may count, too."""
    language = language_of(locale)
    word = after[1:] if after[:1].isspace() or after[:1] == "-" else after
    if _patterns(language)[0].match(after):
        return None
    if word in _openings(language):
        return None
    return counted(f"0{after}", 0, 1, locale).unit


def scaled(value: str, power: int) -> str:
    """The number `value`, in plain digits, times ten to the `power`."""
    match = _DIGITS.match(value)
    if not power or match is None:
        return value
    fraction = match[2] or ""
    whole = match[1] + fraction[:power].ljust(power, "0")
    rest = fraction[power:].rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{rest}" if rest else whole


def mentions(text: str, unit: str, locale: str) -> int:
    """How often `text` names `unit`, beside a number or not."""
    language = language_of(locale)
    names = [name for name, one in _by_name(language).items() if one == unit]
    spelled = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return len(re.findall(rf"(?<![^\W\d_])(?:{spelled}){_HERE}", text)) if names else 0


def often_implied(unit: str) -> bool:
    """Whether a language may leave `unit` out beside a number: « 20 ans » is “aged 20”."""
    return unit in _OFTEN_IMPLIED


def alike(one: str, other: str) -> bool:
    """Whether two units are one, or one of them is a loose way to say the other."""
    return one == other or frozenset((one, other)) in _ALIKE


@lru_cache(maxsize=16)
def _by_name(language: str) -> dict[str, str]:
    column = {"fr": 2, "en": 3}.get(language)
    found: dict[str, str] = {}
    for row in _TABLE.strip().splitlines():
        cells = [cell.strip() for cell in row.split("|")]
        names = cells[1].split() + (cells[column].split() if column else [])
        for name in names:
            plain = name.replace("_", " ")
            found[plain.replace("~", "")] = cells[0]
            found[plain.replace("~", "s")] = cells[0]
    return found


@lru_cache(maxsize=16)
def _openings(language: str) -> frozenset[str]:
    """What names of units have before one of their spaces."""
    return frozenset(
        name[: space.start()] for name in _by_name(language) for space in re.finditer(" ", name)
    )


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    scales = any_of((*_SCALES.get(language, ()), *_SIGNS))
    spelled = any_of(_by_name(language)).replace(r"\ ", _S)
    return (
        re.compile(rf"(?:{_S}|-)?({scales})(?!\w)"),
        re.compile(rf"(?:{_S}|-)?({spelled}){_HERE}"),
        re.compile(rf"(?:{_S}(?:d['’]|de{_S})|{_S})?({spelled}){_HERE}"),
    )
