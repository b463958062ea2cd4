"""One bit of one page: it is always noticed, nothing wrong is ever shown, and what can be read is saved.

Every page, and every frame of the write-ahead log: `python3 run.py soak flipped`.
"""

from __future__ import annotations

import pytest

from faults.flipping import Flips
from tianye.services import diagnostics

EVERY = 4


@pytest.fixture(scope="module")
def flips(tmp_path_factory: pytest.TempPathFactory) -> Flips:
    return Flips(tmp_path_factory.mktemp("village"), people=60, check_ins=20)


def test_every_flipped_page_is_noticed_and_nothing_wrong_is_shown(flips: Flips) -> None:
    looked_at = [page for page in flips.pages if page % EVERY == 0 or page < 3]
    assert len(looked_at) > 10
    assert [fault for page in looked_at if (fault := flips.fault_of(page))] == []


def test_what_can_be_read_is_saved_and_the_rest_is_counted(flips: Flips) -> None:
    lost = [flips.saved(page) for page in flips.pages if page % (2 * EVERY) == 1]
    assert len([one for one in lost if one is not None]) > 2


def test_a_run_with_a_hole_goes_on_as_a_restored_laptop(flips: Flips) -> None:
    """The page in the middle of the operations is broken: what comes after the hole is still read here."""
    for page in flips.pages:
        made = flips.rescued(page)
        if made is not None and 0 < made[1].lost_operations < 40:
            break
    else:
        pytest.fail("no page held operations")
    target, done = made
    assert done.is_renewed
    with flips.opened(target) as station:
        assert station.identity.device != flips.device
        assert diagnostics.check(station).is_sound
        assert station.log.count() == done.operations
    assert done.lost_persons or done.lost_sessions
