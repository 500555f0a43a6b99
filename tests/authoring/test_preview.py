"""The preview of one entry of a pack."""

from pathlib import Path

import pytest

from quiz.authoring import preview
from quiz.model.errors import UsageError
from quiz.text.safe import Text
from quiz.text.width import width
from tests.cli.pack_files import PLANETS, line_of, planets

MORE = """\
lists:
- id: inner
  category: size
  fact: A planet inside the orbit of Mars is <planet>.
  type: planet
  each: [Mercury, Venus, Earth]
  complete: yes
  cite: atlas 5
tables:
- id: order
  fact: Counted from the Sun, <planet> is the <place> planet.
  category: size
  columns: {planet: {asked: yes}, place: {type: ordinal}}
  rows: |
    planet  | place
    Mars    | fourth
    Jupiter | fifth
  cite: atlas 6
questions:
- id: red
  category: myth
  question: Why is Mars red?
  right: Of rust
  wrong: [Of blood]
  because: Its dust is rusty.
  cite: atlas 7
"""


def render(path: Path, part: str, *, cells: int | None = None) -> str:
    """Preview the line of a file that contains a text."""
    target = preview.parse_target(f"{path}:{line_of(part, path.read_text(encoding='utf-8'))}")
    return "\n".join(preview.format_preview(preview.build_preview(target, 0), target.pack, cells))


def list_ids(text: str) -> list[str]:
    """List the ids of the questions in a preview."""
    return [line.rpartition("@")[0] for line in text.splitlines() if line.endswith("@0")]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(planets(tmp_path, PLANETS + MORE))


@pytest.mark.parametrize(
    ("part", "expected_ids"),
    [
        ("id: smallest", ["planets/smallest/choice", "planets/smallest/truefalse", "planets/smallest/typed"]),
        (
            "cite: atlas 2",
            ["planets/smallest/choice", "planets/smallest/truefalse", "planets/smallest/typed"],
        ),
        (
            "title: The Planets",
            ["planets/largest/choice", "planets/largest/truefalse", "planets/largest/typed"],
        ),
        (
            "each: [Mercury",
            [
                "planets/inner-mercury/choice",
                "planets/inner-mercury/truefalse",
                "planets/inner-mercury/typed",
            ],
        ),
        ("because: Its dust", ["planets/red/choice"]),
        (
            "Jupiter | fifth",
            [
                "planets/order-jupiter.planet/choice",
                "planets/order-jupiter.planet/truefalse",
                "planets/order-jupiter.planet/typed",
                "planets/order-jupiter.place/choice",
                "planets/order-jupiter.place/truefalse",
            ],
        ),
    ],
)
def test_preview_of_a_line_shows_its_entry(pack: Path, part: str, expected_ids: list[str]) -> None:
    assert list_ids(render(pack, part)) == expected_ids


def test_preview_of_a_table_shows_its_first_row_and_counts_the_rest(pack: Path) -> None:
    text = render(pack, "id: order")

    assert {question_id.split("/")[1] for question_id in list_ids(text)} == {
        "order-mars.planet",
        "order-mars.place",
    }
    assert "1 more fact here" in text


def test_options_have_mark_word_and_reason(pack: Path) -> None:
    text = render(pack, "id: largest")

    assert text.count("✓") == 3
    assert "planets/largest/typed@0\nWhich planet is the largest?\n✓ Jupiter\n" in text
    assert "Jupiter - right\n" in text
    assert text.count(" - wrong (single-valued)\n") == 4
    assert "Why: The largest planet is Jupiter.\nSource: An Atlas, A Press: paragraph 1\n" in text


def test_preview_of_a_broken_entry_shows_its_problems_and_counts_the_others(tmp_path: Path) -> None:
    text = PLANETS.replace("cite: atlas 2", "cite: atlsa 2").replace("cite: atlas 3", "cite: [")
    path = Path(planets(tmp_path, text))

    broken = render(path, "id: smallest")
    assert "error unknown-source: " in broken
    assert "cite: atlsa 2" in broken
    assert list_ids(broken) == []
    assert f"1 more problem in the rest of this pack. See quiz check {path}" in broken
    assert "error syntax: " in render(path, "id: ringed")
    assert list_ids(render(path, "id: largest")) == [
        "planets/largest/choice",
        "planets/largest/truefalse",
        "planets/largest/typed",
    ]


def test_value_without_distractors_has_advice(pack: Path) -> None:
    text = render(pack, "id: god")

    assert "hint no-distractors: " in text
    assert "values under `pools: calling:`" in text


def test_preview_without_a_line_shows_the_whole_pack(pack: Path) -> None:
    result = preview.build_preview(preview.parse_target(str(pack)), 0)

    assert len(result.questions) > 12
    assert result.omitted_count == 0


def test_preview_fits_the_screen(pack: Path) -> None:
    assert max(width(Text(line)) for line in render(pack, "id: red", cells=40).split("\n")[2:]) <= 40

    screen = preview.PreviewSession(preview.parse_target(str(pack)), 0).render(40, 12)
    assert len(screen) <= 11
    assert screen[-1].startswith("… ")
    assert preview.fit_to_screen(screen[:3], 40, 12) == screen[:3]


def test_wrapped_line_counts_as_several_rows() -> None:
    words = Text("word " * 30)

    assert preview.fit_to_screen([words] * 4, 40, 8) == [words, "… 3 more lines"]


def test_file_of_a_folder_is_previewed_as_part_of_its_pack(tmp_path: Path) -> None:
    Path(planets(tmp_path)).rename(tmp_path / "pack.yaml")
    more = tmp_path / "more.yaml"
    more.write_text(MORE, encoding="utf-8")

    assert list_ids(render(more, "id: inner"))[0] == "planets/inner-mercury/choice"
    assert preview.parse_target(str(tmp_path)).pack == preview.parse_target(f"{more}:3").pack == tmp_path


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("no/where.yaml", "no file or folder “no/where.yaml”"),
        ("no/where.yaml:7", "no file or folder “no/where.yaml”"),
        (f"{Path(__file__).parent}:7", "is a folder. Name a file to preview a line, for example “"),
    ],
)
def test_missing_path_is_refused(words: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        preview.parse_target(words)


def test_session_shows_the_edited_entry(pack: Path) -> None:
    session = preview.PreviewSession(preview.parse_target(str(pack)), 0)
    text = pack.read_text(encoding="utf-8")

    def after(new: str) -> str:
        pack.write_text(new, encoding="utf-8")
        return session.render(80, 50)[0].rpartition(": ")[2]

    assert after(text) == "largest"
    assert after(text := text.replace("those of <Saturn>", "the rings of <Saturn>")) == "ringed"
    assert after("") == f"{pack}"
    assert after(text) == "ringed"
    assert after(text := text.replace("Of rust", "Of old rust")) == "red"
    pack.unlink()
    assert "no such file" in "\n".join(session.render(80, 50))
    assert after(text.replace("is the <place> planet", "is planet <place>")) == "order-mars"


def test_session_shows_a_new_file(tmp_path: Path) -> None:
    Path(planets(tmp_path)).rename(tmp_path / "pack.yaml")
    session = preview.PreviewSession(preview.parse_target(str(tmp_path)), 0)
    assert session.render(80, 24)[0].endswith(": largest")

    (tmp_path / "more.yaml").write_text(MORE, encoding="utf-8")
    assert session.render(80, 24)[0] == f"{tmp_path / 'more.yaml'}:2: inner-mercury"


SHEET = """\
tables:
- id: order
  category: size
  rows: order.csv
  columns:
    place: {type: ordinal, fact: "Counted from the Sun, <planet> is the <place> planet."}
    moons: {type: count, fact: "<planet> has <moons> moons."}
  cite: atlas 6
"""
ROWS = "planet,place,moons\nMars,fourth,2\nJupiter,fifth,97\nSaturn,sixth,274\n"


@pytest.mark.parametrize("is_folder", [False, True])
def test_session_follows_a_pack_and_its_table_file(tmp_path: Path, is_folder: bool) -> None:
    path = Path(planets(tmp_path, PLANETS + SHEET))
    if is_folder:
        path = path.rename(tmp_path / "pack.yaml")
    rows = tmp_path / "order.csv"
    rows.write_text(ROWS, encoding="utf-8")

    assert list_ids(render(path, "rows: order"))[0] == "planets/order-mars-place/choice"
    assert list_ids(render(rows, "planet,place"))[0] == "planets/order-mars-place/choice"
    jupiter = list_ids(render(rows, "Jupiter"))
    assert {question_id.split("/")[1] for question_id in jupiter} == {
        "order-jupiter-place",
        "order-jupiter-moons",
    }

    session = preview.PreviewSession(preview.parse_target(f"{path}:1"), 0)
    session.render(80, 24)
    rows.write_text(ROWS.replace("97", "101"), encoding="utf-8")
    assert session.render(80, 60)[0] == f"{rows}:3"
    assert any("101" in line for line in session.render(80, 60))


def test_table_file_without_a_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lost.csv").write_text(ROWS, encoding="utf-8")
    planets(tmp_path, PLANETS + SHEET)

    with pytest.raises(UsageError, match="no pack in this folder uses"):
        preview.parse_target(str(tmp_path / "lost.csv"))


def test_suppressed_finding_is_only_counted(tmp_path: Path) -> None:
    before = render(Path(planets(tmp_path)), "id: god")
    silenced = PLANETS.replace(
        "  - id: god", "  # quiz: ignore no-distractors - a calling of its own\n  - id: god"
    )
    after = render(Path(planets(tmp_path, silenced)), "id: god")

    assert "no-distractors" in before
    assert "hidden" not in before
    assert "no-distractors" not in after
    assert "1 problem hidden by comments" in after
    assert "< >" not in after


def test_question_that_is_lost_by_another_fact_is_explained_once(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        "format: 1\nname: p\ntitle: P\nsources: {s: {title: S}}\nfacts:\n"
        "  - {id: a, fact: The capital of Bolivia is <Sucre>., type: city, cite: s 1}\n"
        "  - {id: b, fact: Ministers of Bolivia work in <La Paz>., type: city, wrong: [Lima], cite: s 1}\n",
        encoding="utf-8",
    )

    result = preview.build_preview(preview.PreviewTarget(path, path, 6), 0)

    assert [problem.rule.code for problem in result.problems] == ["told-elsewhere"]
    assert result.questions == ()
