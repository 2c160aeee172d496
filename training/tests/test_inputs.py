"""What a model reads, as the head of the rows tells it."""

import pytest
from heads import HEAD

from consilium_training.inputs import InputsError, inputs_of
from consilium_training.sources import Source, columns_of, describe_sources, own_inputs


def test_features_of_the_chosen_modalities_come_in_the_order_of_the_columns():
    inputs = inputs_of(HEAD, ("ehr",))
    assert inputs.ids == ["a.last", "b"]
    assert inputs.measures == ["ehr/a", "ehr/b"]
    assert inputs.labels["b"] == "Label of b"
    assert inputs.units["a.last"] == "mmol/L"
    assert inputs_of(HEAD, ("imaging", "ehr")).ids == ["a.last", "b", "dose"]


def test_only_what_the_weights_depend_on_identifies_a_model():
    assert inputs_of(HEAD, ("ehr",), ("film",)).identifying() == {
        "features": [
            {"id": "a.last", "unit": "mmol/L", "plausible": [1, 12.5], "version": 1},
            {"id": "b", "unit": "mmol/L", "plausible": [1, 12.5], "version": 4},
        ],
        "tensors": [{"id": "film", "shape": [1, 2, 3], "version": 2}],
    }


def test_a_label_does_not_change_the_hash_and_a_range_does():
    def changed(**change):
        first, *rest = HEAD["features"]
        return inputs_of({**HEAD, "features": [{**first, **change}, *rest]}, ("ehr",)).sha256

    assert changed(label="Another", source="Another") == changed()
    assert changed(plausible=[1, 13]) != changed()
    assert changed(version=2) != changed()


def test_features_of_one_measure_share_an_index():
    head = {**HEAD, "features": [*HEAD["features"], {**HEAD["features"][0], "id": "a.trend"}]}
    first, second, third = inputs_of(head, ("ehr",)).measure_index
    assert (first == third, first == second) == (True, False)


@pytest.mark.parametrize(
    ("modalities", "tensors", "words"),
    [(("ehr", "smell"), (), "smell"), (("ehr",), ("clip",), "clip")],
)
def test_what_the_rows_do_not_hold_is_refused(modalities, tensors, words):
    with pytest.raises(InputsError, match=words):
        inputs_of(HEAD, modalities, tensors)


def test_only_features_of_a_source_are_read():
    inputs = inputs_of(HEAD, ("ehr", "imaging"))
    sources = (Source("a", "A", "ehr", ("a.",)), Source("dose", "Dose", "imaging"))
    own = own_inputs(inputs, sources)
    assert own.ids == ["a.last", "dose"]
    assert columns_of(own, sources).source.tolist() == [0, 1]
    assert not columns_of(own, sources).known.any()
    assert [one["features"] for one in describe_sources(own, sources)] == [["a.last"], ["dose"]]


def test_a_source_leaves_out_what_it_is_told_to():
    inputs = inputs_of(HEAD, ("ehr",))
    own = own_inputs(inputs, (Source("ehr", "Health record", "ehr", without=("a.",)),))
    assert own.ids == [one for one in inputs.ids if not one.startswith("a.")]
    assert len(own.ids) < len(inputs.ids)


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ((Source("a", "A", "ehr"), Source("b", "B", "ehr", ("b",))), "b comes from a and from b"),
        ((Source("a", "A", "ehr"), Source("c", "C", "genomics")), "no feature comes from c"),
    ],
)
def test_sources_that_share_a_feature_or_have_none_are_refused(sources, words):
    with pytest.raises(InputsError, match=words):
        own_inputs(inputs_of(HEAD, ("ehr",)), sources)
