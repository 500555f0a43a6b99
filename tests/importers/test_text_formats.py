"""Aiken, OpenTriviaQA, Moodle XML and the quizzes in Markdown."""

from pathlib import Path

import pytest

from quiz.importers.bank_file import BankError
from quiz.importers.importer import ImportRequest
from tests.importers.harness import Imported, import_text, list_errors


def options_of(imported: Imported) -> list[tuple[str, str, tuple[str, ...]]]:
    assert list_errors(imported) == []
    assert imported.pack is not None
    return [(entry.stem, entry.right, entry.wrong) for entry in imported.pack.questions if entry.wrong]


def test_aiken_with_its_quirks(tmp_path: Path) -> None:
    text = "\ufeffWhich river\r\nis longest?\r\nA. Rhine\r\nB) Volga\r\nANSWER:B\r\n"
    text += "Who wrote it?\r\nA. Ada\nB. Bob\nANSWER: A"
    imported = import_text(tmp_path, text)

    assert options_of(imported) == [
        ("Which river is longest?", "Volga", ("Rhine",)),
        ("Who wrote it?", "Ada", ("Bob",)),
    ]


def test_aiken_without_answer(tmp_path: Path) -> None:
    text = "Which one is it?\nA. this\nB. that\nWhich is right?\nA. one\nB. two\n"

    with pytest.raises(BankError, match="looks like Aiken, but has no line such as ANSWER: B"):
        import_text(tmp_path, text)
    assert import_text(tmp_path, text, ImportRequest(format="aiken")).left_out == {"no-answer": [1, 2]}


def test_opentriviaqa_with_lines_of_windows_1252(tmp_path: Path) -> None:
    text = (
        "\r\n#Q Which caf\u00e9 is it,\nand where?\n^ It\u2019s here\nA It\u2019s here\n"
        "B It\u2019s there\nC it\u2019s THERE\n\n"
        "#Q The Po is in Italy.\n^ True\nA True\nB False\n\n#Q Which?\n^ none\nA a\nB b\n"
    )
    imported = import_text(tmp_path, text.encode("cp1252"))

    assert options_of(imported)[0] == ("Which café is it, and where?", "It’s here", ("It’s there",))
    assert imported.counts == {"choice": 1, "truefalse": 1}
    assert imported.left_out == {"no-answer": [3]}
    assert imported.result.files[0].encoding == "cp1252"
    assert imported.pack is not None
    assert imported.pack.licence == "CC BY-SA 4.0"


QUIZMD = """\
# Sums

## Order
What is 2 + 3 * 4?

- 20
- 14

Answer: 2
Type: single
Explanation: Multiplication happens before addition,
always.

## Primes
Which numbers are prime?

- 2
- 9
- 11

Answer: 1,3
"""


def test_quizmd(tmp_path: Path) -> None:
    imported = import_text(tmp_path, QUIZMD)

    assert options_of(imported) == [("What is 2 + 3 * 4?", "14", ("20",))]
    assert imported.pack is not None
    assert imported.pack.questions[0].explanation == "Multiplication happens before addition, always."
    assert imported.left_out == {"several-right": [2]}


MKDOCS = """\
# Rivers

```markdown
<quiz>
Not this one
- [x] a
- [ ] b
</quiz>
```

<quiz>
Which tag is for `<b>bold</b>` text?
- [ ] `<i>`
* [x] `<b>`

## More
It stands for **bold** [text](https://example.org).

- so they say
</quiz>

<quiz>
The capital of France is [[Paris]].
</quiz>

<quiz>
```python
print(1)
```
It prints [[1]].
</quiz>

<quiz>
[[A]] and [[B]] are letters.
</quiz>

<quiz>
Never closed
- [x] a
- [ ] b
"""


def test_mkdocs_quiz(tmp_path: Path) -> None:
    imported = import_text(tmp_path, MKDOCS)

    assert options_of(imported) == [("Which tag is for `<b>bold</b>` text?", "`<b>`", ("`<i>`",))]
    assert imported.counts == {"choice": 1, "typed": 1}
    assert imported.left_out == {"code": [3], "cloze": [4], "broken": [5]}
    assert imported.pack is not None
    assert imported.pack.questions[0].explanation == "More It stands for bold text. so they say"
    assert "question: The capital of France is _____.\n" in imported.text


QUIZDOWN = """\
---
shuffle: true
---

#### Who is it?

![](https://example.org/a.jpg)

- [x] Ada
- [ ] Bob

### Who wrote *Emma*?

> She lived in Bath.

- [x] Austen
    > Yes!
- [ ] Eliot

### Order these

1. one
2. two
"""


def test_quizdown(tmp_path: Path) -> None:
    imported = import_text(tmp_path, QUIZDOWN)

    assert options_of(imported) == [("Who wrote Emma?", "Austen", ("Eliot",))]
    assert imported.left_out == {"media": [1], "kind": [3]}


TEXT2QTI = """\
Quiz title: Rivers

2.  Which river is in Vienna?
... Vienna lies on the Danube.
*a) Danube
b)  Rhine

Title: A title
3.  Which are in Italy?
[*] Po
[*] Tiber
[ ] Ebro

4.  Which river is in Rome?
*   Tiber
*   the Tiber

5.  In which year was it?
=   1869

6.  How long is it?
=   777 +- 10

7.  Why?
____

8.  Upload it.
^^^^

GROUP
pick: 1
9.  What is $x^2$?
a)  6
*b) 5
END_GROUP

```{.python .run}
print("10. Never.")
```

COMMENT
11. Commented out.
*a) yes
END_COMMENT
"""


def test_text2qti(tmp_path: Path) -> None:
    imported = import_text(tmp_path, TEXT2QTI)

    assert options_of(imported) == [("Which river is in Vienna?", "Danube", ("Rhine",))]
    assert imported.counts == {"choice": 1, "typed": 2, "number": 1}
    assert imported.left_out == {
        "runs-code": [9],
        "essay": [6],
        "kind": [7],
        "several-right": [2],
        "formula": [8],
    }
    assert import_text(tmp_path, TEXT2QTI, ImportRequest(keep_formulas=True)).counts["choice"] == 2


def moodle(*questions: str) -> str:
    return f"<quiz>{''.join(questions)}</quiz>"


def ask(kind: str, *parts: str, stem: str = "Which river is it?") -> str:
    text = f'<questiontext format="html"><text><![CDATA[<p>{stem}</p>]]></text></questiontext>'
    return f'<question type="{kind}">{text}{"".join(parts)}</question>'


def answer(text: str, fraction: float, more: str = "") -> str:
    return f'<answer fraction="{fraction}"><text>{text}</text>{more}</answer>'


def test_moodle_xml(tmp_path: Path) -> None:
    text = moodle(
        '<question type="category"><category><text>$course$/top/Rivers</text></category></question>',
        ask("multichoice", answer("Danube", 100), answer("Rh&amp;ocirc;ne", 0), "<idnumber>V-1</idnumber>",
            "<generalfeedback><text>Vienna lies on the Danube.</text></generalfeedback>"),
        ask("truefalse", answer("true", 0), answer("false", 100), stem="It is."),
        ask("shortanswer", answer("Tiber", 100), answer("the Tiber", 100), answer("Po", 50), stem="Rome?"),
        ask("numerical", answer("1869", 100, "<tolerance>0</tolerance>"), stem="In which year was it?"),
        ask("numerical", answer("777", 100, "<tolerance>9</tolerance>"), stem="How long?"),
        ask("matching", *(f"<subquestion><text>T{n}</text><answer><text>R{n}</text></answer></subquestion>"
                          for n in range(3)), stem="Match."),
        ask("description", stem="A text."),
    )  # fmt: skip
    imported = import_text(tmp_path, text)

    assert imported.counts == {"choice": 1, "truefalse": 1, "typed": 2, "number": 1, "table": 1}
    assert options_of(imported)[0] == ("Which river is it?", "Danube", ("Rhône",))
    assert imported.pack is not None
    assert (imported.pack.questions[0].id, imported.pack.questions[0].explanation) == (
        "v-1",
        "Vienna lies on the Danube.",
    )
    assert [category.title for category in imported.pack.categories] == ["Rivers"]
    assert imported.result.not_questions == 2


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (ask("essay"), "essay"),
        (ask("cloze"), "cloze"),
        (ask("ddwtos"), "kind"),
        (ask("multichoice", answer("a", 50), answer("b", 50), answer("c", 0)), "several-right"),
        (ask("multichoice", answer("a", 100), answer("b", 50), answer("c", 0)), "part-credit"),
        (ask("multichoice", answer("a", 100), answer("b", 0), stem='<img src="x.png">Which?'), "media"),
        (ask("multichoice", answer("a", 100), answer(r"\(x\)", 0)), "formula"),
        (ask("multichoice", answer("a", 100), answer("b", 0), stem="Which?<pre>x = 1\ny = 2</pre>"), "code"),
    ],
)
def test_moodle_reasons(question: str, reason: str, tmp_path: Path) -> None:
    assert import_text(tmp_path, moodle(question)).left_out == {reason: [1]}


def test_xml_that_is_refused_or_broken(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>'
    with pytest.raises(BankError, match="has a DOCTYPE"):
        import_text(tmp_path, bomb)
    with pytest.raises(BankError, match="root <html>"):
        import_text(tmp_path, "<html><body/></html>")
    cut = moodle(ask("truefalse", answer("true", 100), answer("false", 0)), ask("essay"))[:-20]
    assert import_text(tmp_path, cut).left_out == {"broken": [2]}
    assert import_text(tmp_path, f"<quiz>{'<a>' * 500}").left_out == {"broken": [1]}
