"""The process that looks at photos for people and pets: their networks, and Python's lock, are its own, so
that no window and no search waits for it."""

from __future__ import annotations

from photoorg.errors import EnvironmentProblem
from photoorg.people.finders import own_finders
from photoorg.people.looking import look_at
from photoorg.processes import HelperTalk
from photoorg.sentences import Sentence


def main() -> None:
    """Is told how many threads it may use, and then looks at one photo after the other."""
    talk = HelperTalk()
    threads: int | None = talk.receive()
    finders = own_finders(lambda: threads)
    while True:
        asked = talk.receive()
        try:
            talk.send(look_at(finders, asked))
        except EnvironmentProblem as error:
            talk.send((type(error), error.problem))
        except MemoryError:
            talk.send((None, Sentence("not enough memory to decode it")))
