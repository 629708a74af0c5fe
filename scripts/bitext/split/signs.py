"""The words by which matter that is no content gives itself away, in French and in English."""

import re

_MONTH = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|janv|févr|juil|déc)\.?"
)
_DATE = (
    rf"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day)?,? ?"
    rf"\d{{1,2}}(?:er|st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?, \d{{4}}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)"
)
_ANY_DATE = re.compile(_DATE, re.IGNORECASE)
_AUTHOR = re.compile(
    r"(?:par|by|texte(?: de)?|propos recueillis par|(?:interview|written|words|story|prepared"
    r"|delivered|compiled|posted) by|rédigé par|reportage de) ",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\w+(?: \w+){0,2} (?:[A-ZÀ-Þ][\w’'.\-]*(?:,? (?:et|and|de|du|von|van|le|la) | & |, | ))*"
    r"[A-ZÀ-Þ][\w’'.\-]*(?:\s*[|–—•·(,].*)?$"
)
_DATED = re.compile(
    rf"(?:(?:publié|mis à jour|mis en ligne|posté|published|posted|(?:last )?updated)\b.{{0,80}}\d"
    rf"|(?:[A-ZÀ-Þ][\w’'\-]*(?: [\w’'\-]+){{0,3}}, )?(?:le )?{_DATE}\W*$)",
    re.IGNORECASE,
)
TELEPHONE = re.compile(r"@|(?:\+?\d[ .\-]?){8,}|https?://|www\.", re.IGNORECASE)
BARE = {
    "read-also": re.compile(r"^[^:]*:?\s*$"),
    "advert": re.compile(r"^\W*\w+(?: \w+)?\W*$"),
    "contact": re.compile(r"^[^@\d]{0,40}$"),
    "comments": re.compile(r"^.{0,60}$", re.DOTALL),
}
_SHARED = r"(?:cet|cette|ce|l[’']|la page|sur |par |autour|avec vos|:|!|$|\.)"
_SIGNS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (reason, most, re.compile(pattern, re.IGNORECASE))
    for reason, most, pattern in (
        (
            "read-also", 40,
            r"(?:(?:à|a) (?:lire|voir|écouter|découvrir|retrouver)(?: (?:aussi|également|sur|dans))"
            r"|(?:à|a) (?:lire|voir|écouter) *:|lire (?:aussi|également|la suite)|voir aussi"
            r"|sur le même (?:sujet|thème)|vous (?:aimerez|pourriez aimer)(?: aussi)?|(?:pour )?aller plus loin *:"
            r"|(?:read|see) (?:also|more|next|on)|also read|you (?:may|might)(?: also)? (?:like|enjoy)"
            r"|related (?:articles?|stories|posts?|content|reading)|more on this)"
            r"(?=\s*[:\-–—|»]|\s*$|\s+[«“])",
        ),
        (
            "share", 14,
            rf"(?:[^.!?]{{0,60}}\?\s*)?(?:partage[rz](?:-l[ea]s?)? *{_SHARED}|suivez-nous\b"
            r"|share(?: *(?:this|it|on|via|the|:|$))|follow us\b|tweet(?:e[rz])?\b|imprimer\W*$"
            r"|(?:copier le|copy(?: the)?) (?:lien|link))",
        ),
        (
            "newsletter", 40,
            r".*\b(?:inscrivez-vous|abonnez-vous|recevez|s[’']abonner|subscribe|sign up|get our|join our)"
            r"\b.*\b(?:newsletter|lettre|infolettre|mailing|inbox|e-?mail|courriel|boîte|bulletin)\b",
        ),
        (
            "contents", 8,
            r"(?:sommaire|table des matières|au sommaire|dans cet article|plan de l[’']article"
            r"|contents|table of contents|in this (?:article|post|page)|on this page)\s*:?$",
        ),
        (
            "cookies", 60,
            r".*\b(?:cookies?|traceurs)\b.*\b(?:accept\w*|refus\w*|navigation|consent\w*|gérer"
            r"|settings|experience|préférences|audience)\b",
        ),
        (
            "advert", 8,
            r"\W*(?:publicité|annonce publicitaire|sponsorisé|contenu (?:sponsorisé|partenaire)"
            r"|publi-?reportage|advertisement|advertising|sponsored(?: content)?|partner content)\W*$",
        ),
        (
            "image-credit", 25,
            r"(?:©|\(c\) |crédits? ?(?:photos?|images?)?\s*:|photo(?:graphie)?s?\s*[:©]"
            r"|(?:image|photo)s? (?:credits?|by)\b\s*:?|credits?\s*:|illustrations?\s*:)",
        ),
        (
            "contact", 30,
            r"(?:(?:contacts?|service|relations|press|media)(?: (?:presse|press|médias?|media|contacts?"
            r"|office))?|contact us|nous contacter)(?:\s*$|\s*:.*(?:@|\d[\d .]{7,}))",
        ),
        (
            "comments", 6,
            r"(?:\d+ (?:commentaires?|comments?|réponses?|replies)|commentaires|comments"
            r"|laisser un commentaire|leave a (?:reply|comment))\s*(?:\(\d+\))?\s*:?$",
        ),
        (
            "navigation", 20,
            r"(?:(?:accueil|home)\s*[>›»/]|(?:article )?(?:précédent|suivant)\s*[:›»]"
            r"|(?:previous|next)(?: (?:article|post))\s*[:›»]?|retour (?:en haut|au sommaire)"
            r"|back to (?:the )?top)",
        ),
        (
            "boilerplate", 8,
            r"(?:temps de lecture\b.*|reading time\b.*|\d+ min(?:utes)? (?:de lecture|read)|communiqué(?: de presse)?|dossier de presse|press release|news release"
            r"|for immediate release|pour diffusion immédiate|check against delivery|seul le prononcé"
            r" fait foi|tous droits réservés|all rights reserved)\W*$",
        ),
    )
)  # fmt: skip
_BYLINE = 25


def reason_of(words: str) -> str:
    """Why a passage that says `words` is no content; "" where it seems to be."""
    if len(words) > 1000:
        return ""
    text = " ".join(words.split())
    count = len(text.split())
    if count <= _BYLINE and _is_byline(text):
        return "byline"
    first = " ".join(words.strip().split("\n")[0].split())
    for reason, most, sign in _SIGNS:
        if count <= most and (sign.match(text) or (first != text and sign.match(first))):
            return reason
    return ""


def _is_byline(text: str) -> bool:
    if _DATED.match(text):
        return True
    opening = _AUTHOR.match(text)
    if opening is None or ". " in text.rstrip(". ").replace("M. ", ""):
        return False
    if _ANY_DATE.search(text):
        return len(text.split()) <= _BYLINE
    return _NAMES.match(text) is not None
