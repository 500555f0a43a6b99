"""Patterns of words that reveal an answer, or that refer to something missing."""

from quiz.model.pack import GAP

# Patterns are texts, each compiled when it is first needed. A pattern matches only texts that contain one of
# the words next to it, so most rounds need few of the patterns.
ALL_OF_THESE = r"(?i)\b(all|both) of (the above|these|them)\b|^all (the above|three|four)$", ("all", "both")
NONE_OF_THESE = r"(?i)\b(none|neither) of (the above|these|them|those)\b", ("none", "neither")
LETTERS = (
    r"^([Bb]oth )?\(?[A-F]\)?(,| and| or| &) \(?[A-F]\)?|^\d and \d only$",
    (", ", " and ", " or ", " & "),
)
BY_POSITION = (
    r"(?i)\b(the (options?|answers?) (above|below)|(option|answer) [1-6a-f])\b",
    ("option", "answer"),
)
HEDGES = (
    r"(?i)\b(usually|often|sometimes|rarely|frequently|occasionally)\b",
    ("ually", "often", "sometimes", "rarely", "frequently", "occasionally"),
)
_PICTURE = "(?:picture|image|photo|photograph|drawing|diagram|screenshot)s?"
_MEDIUM = f"(?:{_PICTURE}|(?:map|clip|video|audio|sound|recording|logo)s?)"
_POSITION = "(?:above|below|here|(?:on|to) the (?:left|right)|at the (?:top|bottom))"
_NAMED = "(?! (?:“|by|of|(?:called|titled|entitled) |that|which|who|from|in|and|with|whose))"
"""The work of art that a sentence names is not a picture that a player should see."""
MEDIA = (
    rf"(?i)\b{_MEDIUM} (?:(?:is |are )?(?:shown|seen|heard)|above|below|here)\b"
    rf"|\b(?:shown|seen|pictured|depicted|heard) {_POSITION}(?! the\b)"
    rf"|\b(?:do|can|could) you (?:see|hear) (?:{_POSITION}|in (?:this|the) {_MEDIUM})(?=\W*$)"
    rf"|\bsee (?:in|on) (?:this|the) (?:{_MEDIUM}|left|right)\b{_NAMED}"
    rf"|\b(?:the following|the attached|(?:in|on) this|at this|to this) {_MEDIUM}\b{_NAMED}"
    rf"|\bin the {_PICTURE}\b{_NAMED}(?=[^“”]*\?$)"
    r"|^(?:listen (?:to (?:an?|the|this|these)|carefully)|look (?:at (?:the|this|these)|closely))\b"
    rf"|^watch (?:the|this) {_MEDIUM}\b"
    r"|(?:^|\b(?:please|to|and|now) )(?:click|tap|scroll|drag) (?:here|on|the|below|down|each|your)\b",
    (
        " shown", " seen", " above", " below", " here", " heard", " see ", " hear ", "following", "attached",
        "pictured", "depicted", " this ", "listen", "look ", "watch", "click", "tap ", "scroll", "drag",
        "in the picture", "in the image", "in the photo", "in the drawing", "in the diagram",
        "in the screenshot",
    ),
)  # fmt: skip
NEGATION = r"\b(not|never|except)\b|n[’']t\b", ("not", "never", "except", "n’t", "n't")
CAPITAL_NOT = r"\bNOT\b"
OF_THESE = (
    r"(?i)^which of (these|the following) (is|are) (true|right|correct|false|wrong)\?$",
    ("which of the",),
)
REFERENCE_AT_START = (
    r"(?i)^(?:he|she|they|this|that|these|those|his|her|its|their|then|also|afterwards|here)\b"
    r"|^it\b(?! (?:is|was|took)\b.* (?:that|who)\b)"
    r"|^(?:\S+ ){1,4}?also\b"
)
REFERENCE = r"(?i)\b(?:this|these|the (?:former|latter))\b", ("this", "these", "former", "latter")
REPEATED = r"(?i)\b([a-z]+) (\1)\b(?![-’'])"
MAY_REPEAT = frozenset(
    "had that is no bye pom go so ha aye boo can cha chop choo chin chow dik far goo hear hush knock long "
    "many more night now pooh tam there tom tuk tut very yo yum win ylang mahi beri nom never again "
    "wait".split()
)
ARTICLE_AT_GAP = rf"(?i)\b(an?) [“\"'(]*{GAP}|\b(an?)\s*+:?\s*$"
