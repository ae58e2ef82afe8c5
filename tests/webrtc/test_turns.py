from webrtc.workers.load import Turns


def test_what_was_late_lately_fades_and_one_late_turn_is_no_strain() -> None:
    turns = Turns()
    turns.came(0.3)
    assert turns.lately_s < 0.01
    for _ in range(100):
        turns.came(0.1)
    assert turns.lately_s > 0.06
    for _ in range(100):
        turns.came(-0.001)
    assert turns.lately_s < 0.02
