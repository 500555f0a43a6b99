"""Tags of languages, and the words that authors write in their place."""

import re

_TAG = re.compile(r"([a-z]{2,3})((?:-[a-z0-9]{1,8})*)", re.IGNORECASE)

_TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de "
    "dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id "
    "ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu "
    "lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu "
    "rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to "
    "tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""The codes of ISO 639-1."""

_WORDS = {
    "ar": "arabic العربية ara",
    "bg": "bulgarian български bul",
    "ca": "catalan català cat",
    "cs": "czech čeština česky cz ces cze",
    "cy": "welsh cymraeg cym wel",
    "da": "danish dansk dk dan",
    "de": "german deutsch allemand alemán tedesco duits at deu ger",
    "el": "greek ελληνικά gr ell gre",
    "en": "english englisch anglais inglés inglese engels us gb eng american british",
    "eo": "esperanto epo",
    "es": "spanish español espanol castellano spanisch espagnol mx spa",
    "et": "estonian eesti est",
    "eu": "basque euskara eus baq",
    "fa": "persian farsi فارسی ir fas per",
    "fi": "finnish suomi fin",
    "fr": "french français francais französisch francés francese fra fre",
    "ga": "irish gaeilge gle",
    "gl": "galician galego glg",
    "he": "hebrew עברית iw il heb",
    "hi": "hindi हिन्दी in hin",
    "hr": "croatian hrvatski hrv",
    "hu": "hungarian magyar hun",
    "id": "indonesian bahasa ind",
    "is": "icelandic íslenska isl ice",
    "it": "italian italiano italienisch italien ita",
    "ja": "japanese 日本語 jp jpn",
    "ko": "korean 한국어 kor",
    "la": "latin latina latein lat",
    "lt": "lithuanian lietuvių lit",
    "lv": "latvian latviešu lav",
    "nl": "dutch nederlands niederländisch flemish nld dut",
    "no": "norwegian norsk nor",
    "pl": "polish polski polnisch pol",
    "pt": "portuguese português portugues portugiesisch por",
    "ro": "romanian română rom ron rum",
    "ru": "russian русский russisch rus",
    "sk": "slovak slovenčina slk slo",
    "sl": "slovenian slovene slovenščina slv",
    "sr": "serbian српски srpski srp",
    "sv": "swedish svenska schwedisch swe",
    "th": "thai ไทย tha",
    "tr": "turkish türkçe tur",
    "uk": "ukrainian українська ua ukr",
    "vi": "vietnamese tiếng-việt vn vie",
    "zh": "chinese mandarin 中文 汉语 cn tw zho chi",
}
_TAG_BY_WORD = {
    word: tag for tag, words in _WORDS.items() for word in words.split() if word not in _TWO_LETTERS
}
_REGIONS = {"uk": "GB", "en": "GB"}
"""Regions that are often written in place of another one."""


def is_language_tag(text: str) -> bool:
    """Return whether a text is the tag of a language: `en`, `pt-BR`, `gsw`."""
    match = _TAG.fullmatch(text)
    if match is None:
        return False
    code, rest = match[1].lower(), match[2].lower()
    if any(part in _REGIONS for part in rest.split("-")):
        return False
    return code in _TWO_LETTERS if len(code) == 2 else code not in _TAG_BY_WORD


def suggest_language_tag(text: str) -> str | None:
    """Return the tag that was probably meant."""
    words = [word for word in re.split(r"[^\w]+|_", text.casefold()) if word]
    if not words:
        return None
    tag = words[0] if words[0] in _TWO_LETTERS else _TAG_BY_WORD.get(words[0])
    if tag is None or len(words) == 1:
        return tag
    region = _REGIONS.get(words[1], words[1].upper() if re.fullmatch(r"[a-z]{2}", words[1]) else "")
    return f"{tag}-{region}" if region else tag
