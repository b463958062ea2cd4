"""The files of a form that is being filled in: what came with it, and what was attached as answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from tianye.services import interviews
from tianye.services.interviews import Interview, Seen
from tianye.services.station import Station
from tianye.ui.formview.taking import Make, Refusal
from tianye.ui.runner import Runner

T = TypeVar("T")


class InterviewFiles:
    """Reads files of an interview in the lane, where the interview belongs, and works there."""

    def __init__(self, runner: Runner[Station], interview: Interview) -> None:
        self._runner, self._interview = runner, interview

    def of_form(self, name: str, make: Callable[[bytes | None], T], then: Callable[[T], object]) -> None:
        """Make something of a file that came with the form."""
        read = partial(interviews.media, interview=self._interview, name=name)
        self._runner.ask(lambda station: make(read(station)), then)

    def of_answer(self, name: str, make: Callable[[bytes | None], T], then: Callable[[T], object]) -> None:
        """Make something of what was attached as an answer."""
        read = partial(interviews.content, interview=self._interview, name=name)
        self._runner.ask(lambda station: make(read(station)), then)

    def work(self, make: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do what would hold up somebody who types."""
        self._runner.ask(lambda _: make(), then)


def attach(station: Station, *, interview: Interview, ref: str, make: Make) -> Seen | Refusal:
    """Make an answer of a file and attach it; in the lane. Raises as `interviews.attach`."""
    taken = make()
    if isinstance(taken, Refusal):
        return taken
    return interviews.attach(station, interview=interview, ref=ref, body=taken.body, ending=taken.ending)
