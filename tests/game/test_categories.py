"""Categories named by players."""

import pytest

from quiz.game.categories import find_category
from quiz.model.errors import UsageError
from quiz.model.pack import Category
from quiz.text.safe import Text
from tests.factories import pack

WORLD = pack(name="countries", title="Countries of the world")._replace(
    categories=(Category("capitals", Text("Capitals")), Category("peaks", Text("Mountains, high ones")))
)
MUSIC = pack(name="hero", title="“Hero” by Enrique Iglesias")._replace(
    categories=(Category("video", Text("The video")), Category("other", Text("Capitals")))
)
PACKS = (MUSIC, WORLD)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("capitals", ("capitals",)),
        ("countries/capitals", ("countries/capitals",)),
        ("PEAKS", ("peaks",)),
        ("Countries/Peaks", ("countries/peaks",)),
        ("The video", ("hero/video",)),
        ("the VIDEO", ("hero/video",)),
        ("hero/The video", ("hero/video",)),
        ("Mountains, high ones", ("countries/peaks",)),
    ],
)
def test_category_is_found_by_name_or_title(wanted: str, names: tuple[str, ...]) -> None:
    assert find_category(wanted, PACKS) == names


def test_title_of_several_categories_means_all_of_them() -> None:
    packs = (MUSIC, WORLD._replace(categories=(Category("towns", Text("Capitals")),)))

    assert find_category("capitals".title(), packs) == ("hero/other", "countries/towns")


@pytest.mark.parametrize(
    ("wanted", "advice"),
    [
        ("capitols", "Did you mean “capitals”?"),
        ("The vidio", "Did you mean “video”?"),
        (
            "countries",
            "“countries” is a pack: use --pack countries, or one of its categories, capitals and peaks.",
        ),
        (
            "countries of the World",
            "“countries” is a pack: use --pack countries, or one of its categories, capitals and peaks.",
        ),
        ("capitals,peaks", "Use --category capitals --category peaks."),
        ("xyzzy", "Categories: video, other, capitals, peaks"),
        ("", "Categories: video, other, capitals, peaks"),
    ],
)
def test_unknown_category_gets_advice(wanted: str, advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_category(wanted, PACKS)

    assert str(caught.value) == f"unknown category “{wanted}”. {advice}"
