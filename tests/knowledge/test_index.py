from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.features import grams, pairs
from knowledge.index import Index

WORDS = st.lists(st.text("abcdeč", min_size=1, max_size=6), min_size=1, max_size=5)


def test_grams_mark_the_edges_of_a_word() -> None:
    assert grams("cat") == [" cat ", " c", "ca", "at", "t ", " ca", "cat", "at "]
    assert grams("a") == [" a ", " a", "a "]


def test_pairs_mark_the_edges_of_a_text() -> None:
    assert pairs(["is", "it"]) == ["^ is", "is it", "it $"]
    assert pairs([]) == []


@given(st.lists(WORDS, min_size=1, max_size=12), st.lists(WORDS, max_size=12), st.data())
@settings(max_examples=60)
def test_changed_in_place_is_as_built_afresh(
    first: list[list[str]], then: list[list[str]], data: st.DataObject
) -> None:
    changed = Index()
    changed.append(first)
    changed.survey(changed.vector(["a"]))
    dead = data.draw(st.sets(st.sampled_from(range(len(first)))))
    changed.kill(sorted(dead))
    changed.append(then)
    alive = [row for row in range(len(changed)) if row not in dead]
    afresh = Index()
    afresh.append([(first + then)[row] for row in alive])
    question = data.draw(WORDS)
    near = changed.survey(changed.vector(question))
    assert near[sorted(dead)].tolist() == [0] * len(dead)
    np.testing.assert_allclose(near[alive], afresh.survey(afresh.vector(question)), atol=1e-5)
    if alive:
        rows = np.array(alive)
        np.testing.assert_allclose(changed.between(rows), afresh.between(np.arange(len(alive))), atol=1e-5)


def test_posting_lists_and_tail_agree() -> None:
    rng = np.random.default_rng(1)
    vocabulary = ["".join(rng.choice(list("abcdefghij"), 6)) for _ in range(400)]
    texts = [rng.choice(vocabulary, 8).tolist() for _ in range(900)]
    in_lists, in_tail = Index(), Index()
    in_lists.append(texts)
    for at in range(0, 900, 300):  # too few at a time to be sorted in before they are asked about
        in_tail.append(texts[at : at + 300])
    question = texts[7][:3]
    np.testing.assert_allclose(
        in_lists.survey(in_lists.vector(question)), in_tail.survey(in_tail.vector(question)), atol=1e-5
    )


def test_a_phrasing_is_nearest_to_itself() -> None:
    index = Index()
    index.append([["where", "is", "it"], ["when", "is", "it"], ["who", "are", "you"]])
    question = index.vector(["when", "is", "it"])
    near = index.cosines(question, np.arange(3))
    np.testing.assert_allclose(near, index.survey(question), atol=1e-6)
    assert near.argmax() == 1
    assert abs(near[1] - 1) < 1e-5


def test_a_stored_phrasing_is_asked_as_if_it_were_not_stored() -> None:
    index = Index()
    index.append([["parcel", "zebra"], ["parcel", "late"]])
    own = index.vector_of(0)
    without = Index()
    without.append([["parcel", "late"]])
    assert len(own.terms) == len(without.vector(["parcel", "zebra"]).terms)
