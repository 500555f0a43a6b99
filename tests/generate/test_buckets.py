"""Tests of the buckets that large types are partitioned into."""

from quiz.generate.buckets import BUCKET_SIZE, Bucket, ValueSlot, partition
from quiz.generate.similarity import extract_features
from quiz.generate.subject_traits import SubjectTraits
from quiz.text.normalize import fold
from tests.generate.factories import fact, pack

NO_SUBJECTS = SubjectTraits(pack())
KEY = ("pack", "town")


def town_slots(count: int, region_count: int) -> list[ValueSlot]:
    """Return the slots of towns in one relation, whose regions take turns."""
    values = {"town": {"type": "town"}, "region": {"type": "region"}}
    facts = [
        fact(f"<town=Town {n}> is in <region=Region {n % region_count}>.", id_=f"f{n}", values=values)
        for n in range(count)
    ]
    return [ValueSlot(fold(entry.values[0].text), entry, 0) for entry in facts]


def test_small_type_is_one_bucket() -> None:
    slots = town_slots(2 * BUCKET_SIZE, 2)

    assert list(partition(slots, KEY)) == [slots]


def test_large_relation_is_partitioned_by_a_column_of_few_values() -> None:
    buckets = list(partition(town_slots(5 * BUCKET_SIZE, 5), KEY))

    regions = [{slot.fact.values[1].text for slot in bucket if slot.fact is not None} for bucket in buckets]
    assert regions == [{f"Region {n}"} for n in range(5)]


def test_each_slot_is_in_one_bucket_of_bounded_size() -> None:
    slots = town_slots(1000, 1000)

    buckets = list(partition(slots, KEY))

    assert sorted(slot.name for bucket in buckets for slot in bucket) == sorted(slot.name for slot in slots)
    assert len(buckets) > 1
    assert max(map(len, buckets)) < 3 * BUCKET_SIZE


def test_added_slot_leaves_others_in_their_buckets() -> None:
    slots = town_slots(1001, 2000)

    before, after = list(partition(slots[:-1], KEY)), list(partition(slots, KEY))

    assert [[slot for slot in bucket if slot != slots[-1]] for bucket in after] == before


def test_clusters_depend_on_the_seed_only() -> None:
    slots = town_slots(40, 4)
    features = {
        slot.folded: extract_features(
            slot.fact.values[0].text, [(slot.fact, 0)], english=True, subjects=NO_SUBJECTS
        )
        for slot in slots
        if slot.fact is not None
    }
    bucket, other_bucket = Bucket(slots, features, KEY), Bucket(slots, features, KEY)

    first = bucket.clusters(1)

    assert bucket.clusters(2) != first
    assert bucket.clusters(1) == first == other_bucket.clusters(1)
