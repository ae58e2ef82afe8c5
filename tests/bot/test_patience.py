"""What a slow or broken model costs a customer."""

import pytest

from bot.embedding.patience import ALONE_S, MISSES, Patience
from tests.fakes.embedder import FakeModel, Taught


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def model() -> FakeModel:
    return FakeModel(Taught())


async def test_an_answer_in_time_is_given(model: FakeModel) -> None:
    found = await Patience(model, 30_000).read(["one", "two"])
    assert found is not None
    assert (found == model.embedder.embed(["one", "two"])).all()


async def test_what_was_read_a_moment_ago_is_not_read_again(model: FakeModel) -> None:
    patience = Patience(model, 30_000)
    for _ in range(3):
        await patience.read(["one", "two"])
    again = await patience.read(["two", "three"])
    assert again is not None
    assert (again == model.embedder.embed(["two", "three"])).all()
    assert model.asked == ["one", "two", "three"]


async def test_nobody_waits_longer_than_the_budget(model: FakeModel) -> None:
    model.delay_s = 3600
    assert await Patience(model, 20).read(["one"]) is None


@pytest.mark.parametrize("trouble", ["slow", "failing"])
async def test_a_model_that_misses_is_left_alone_and_tried_again(model: FakeModel, trouble: str) -> None:
    seconds = Seconds()
    patience = Patience(model, 20, seconds)
    model.delay_s, model.failing = (3600, False) if trouble == "slow" else (0, True)
    for at in range(MISSES + 5):
        assert await patience.read([str(at)]) is None
    assert len(model.asked) == MISSES
    seconds.now = ALONE_S
    assert await patience.read(["one more"]) is None
    assert await patience.read(["in vain"]) is None
    assert len(model.asked) == MISSES + 1
    model.delay_s, model.failing = 0, False
    seconds.now = 2 * ALONE_S
    assert await patience.read(["now it works"]) is not None
    assert await patience.read(["and goes on"]) is not None


async def test_single_misses_are_borne(model: FakeModel) -> None:
    patience = Patience(model, 1_000, Seconds())
    for at in range(3 * MISSES):
        model.failing = at % 2 == 0
        assert (await patience.read([str(at)]) is None) == model.failing
