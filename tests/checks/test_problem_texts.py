"""Golden texts: a bad pack for each rule, and the text that `quiz check` prints for it.

`NAME.yaml` is a pack; `NAME.sh` makes one, called `rivers`, from a good one. `NAME.txt` has the printed text.
`pytest --update-golden` rewrites the texts.
"""

import pickle
from pathlib import Path

import pytest

from quiz.checks.output import OutputFormat, ProblemFormatter
from quiz.checks.rule_pages import add_advice
from quiz.checks.runner import check_packs
from quiz.model.rules import RULES, RuleGroup
from quiz.packs.read.pack_reader import read_pack
from tests.checks import rule_examples
from tests.packs.libyaml import run_without_libyaml

BAD = Path(__file__).parent / "problem_texts"
PACKS = sorted(path for path in BAD.iterdir() if path.suffix in (".yaml", ".sh"))
CASES = [
    pytest.param(path, marks=[pytest.mark.exhaustive] if path.stem == "too-many-facts" else [], id=path.stem)
    for path in PACKS
]


def format_problems(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the text that the check prints for a pack in its folder."""
    if path.suffix == ".sh" and not rule_examples.has_shell:
        pytest.skip("there is no shell to run the commands")
    monkeypatch.chdir(BAD if path.suffix == ".yaml" else folder)
    pack = Path(path.name)
    if path.suffix == ".sh":
        pack = rule_examples.write_example(Path(), path.read_text(encoding="utf-8"))
    if path.stem == "too-many-facts":  # to look at what they make takes long, and shows nothing
        reading = read_pack(pack)
        show = ProblemFormatter(OutputFormat.FULL, {str(file): file for file in reading.files})
        return "".join(f"{show(problem)}\n" for problem in add_advice(reading.problems))
    rule = RULES.get(path.stem)
    documents = Path("documents") if rule is not None and rule.group is RuleGroup.DOCUMENTS else None
    report = check_packs([pack], documents)
    show = ProblemFormatter(OutputFormat.FULL, report.files)
    return "".join(f"{show(problem)}\n" for problem in report.problems) + f"{report.summary}\n"


@pytest.mark.parametrize("path", CASES)
def test_printed_problems_equal_the_golden_text(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    golden = path.with_suffix(".txt")
    text = format_problems(path, tmp_path, monkeypatch)
    if request.config.getoption("--update-golden"):
        golden.write_text(text, encoding="utf-8", newline="\n")

    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.slow
def test_reading_without_libyaml_is_the_same() -> None:
    paths = [path for path in PACKS if path.suffix == ".yaml" and path.stat().st_size < 10_000]
    code = (
        "import pickle, yaml; from pathlib import Path; from quiz.packs.read.pack_reader import read_pack\n"
        "assert not yaml.__with_libyaml__\n"
        "sys.stdout.buffer.write(pickle.dumps([read_pack(Path(path)) for path in sys.argv[1:]]))"
    )

    assert pickle.loads(run_without_libyaml(code, *map(str, paths))) == [read_pack(path) for path in paths]


def test_golden_text_has_rule_and_help() -> None:
    for path in PACKS:
        golden = path.with_suffix(".txt").read_text(encoding="utf-8")
        assert f" {path.stem}: " in golden
        assert "\nhelp: " in golden
