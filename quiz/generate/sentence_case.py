"""Values as they read in the middle of a sentence.

<Rain> fell in May.             rain, because most values of its type begin in lower case
They feared <the Moors>.        the Moors, as written
<The Saxons> came by sea.       the Saxons, because another value has an article in lower case
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from quiz.generate.targets import Occurrence
from quiz.text.normalize import fold
from quiz.text.safe import Text

ARTICLES = ("the ", "a ", "an ")


def to_sentence_case(
    occurrences: Mapping[str, Sequence[Occurrence]], pool_texts: Sequence[Text]
) -> dict[str, Text]:
    """Return the values of one type in sentence case, by folded text.

    Args:
        occurrences: The occurrences of each value, by folded text.
        pool_texts: The values of the type's pools, which authors write in sentence case.
    """
    inside: dict[str, Text] = {}
    initial: dict[str, Text] = {}
    for folded, places in occurrences.items():
        values = (fact.values[index] for fact, index in places)
        texts = [value.text for value in values if value.start > 0]
        if texts:
            inside[folded] = most_common_spelling(texts)
        else:
            fact, index = places[0]
            initial[folded] = fact.values[index].text
    for text in pool_texts:
        inside.setdefault(fold(text), text)
    initial = {folded: text for folded, text in initial.items() if folded not in inside}
    if initial:  # for few types only
        values = (fact.values[index] for places in occurrences.values() for fact, index in places)
        samples = [*pool_texts, *(value.text for value in values if value.start > 0)]
        inside |= _undo_capitals(initial, samples)
    return inside


def most_common_spelling(texts: Sequence[Text]) -> Text:
    """Return the spelling of most texts; of equally frequent ones, one with a capital, else the first."""
    counts = Counter(texts)
    return max(counts, key=lambda text: (counts[text], text[:1].isupper()))


def _undo_capitals(initial: Mapping[str, Text], samples: Sequence[Text]) -> dict[str, Text]:
    """Uncapitalize values that only begin sentences, if the samples from elsewhere show that it is right."""
    lower = sum(text[:1].islower() for text in samples)
    upper = sum(text[:1].isupper() for text in samples)
    has_articles = any(text.startswith(ARTICLES) for text in samples)
    restored: dict[str, Text] = {}
    for folded, text in initial.items():
        begins_with_article = text[:1].isupper() and text.casefold().startswith(ARTICLES)
        is_lower = has_articles if begins_with_article else lower > upper
        restored[folded] = _uncapitalize(text) if is_lower else text
    return restored


def _uncapitalize(text: Text) -> Text:
    """Uncapitalize the first word, unless all of it is in capitals."""
    word = text.split(" ", 1)[0]
    if len(word) > 1 and word.isupper():
        return text
    return Text(text[:1].lower() + text[1:])
