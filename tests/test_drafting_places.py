"""Phrases are proposed a place where a known phrase is their head, and nowhere else."""

import pytest
import yaml

from graph.claims import Slot
from graph.drafting.places import WORDS, is_placed, propose


@pytest.mark.parametrize(
    ("slot", "words", "concept", "ground"),
    [
        (Slot.DATA, "unique device ID", "fc:deviceIdentifiers", "device id"),
        (Slot.DATA, "information about your precise location", "fc:preciseLocation", "your precise location"),
        (Slot.DATA, "approximate location of your device", "fc:approximateLocation", "approximate location"),
        (Slot.DATA, "detailed purchases", "pd:Purchase", "purchases"),
        (Slot.DATA, "names of users", "pd:Name", "names"),
        (Slot.PURPOSE, "to serve targeted advertising", "dpv:TargetedAdvertising", "targeted advertising"),
        (Slot.PURPOSE, "their own marketing purposes", "dpv:Marketing", "marketing purposes"),
        (Slot.SUBJECTS, "Instagram users", "fc:anySubjects", "users"),
        (Slot.SUBJECTS, "children in care", "fc:children", "children"),
    ],
)
def test_a_phrase_lies_under_its_head(slot: Slot, words: str, concept: str, ground: str) -> None:
    assert not is_placed(slot, words)
    proposal = propose(slot, words)
    assert proposal is not None
    assert (proposal.broader, proposal.ground) == ((concept,), ground)


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        (Slot.DATA, "domain names"),  # a noun makes another thing of its head
        (Slot.DATA, "name of the network"),
        (Slot.DATA, "anonymous browsing history"),  # may not be what it is called
        (Slot.DATA, "non-precise location"),
        (Slot.DATA, "device IDs and the weather"),  # two things
        (Slot.DATA, "location data, or guesses"),
        (Slot.DATA, "files"),  # only its source can tell
        (Slot.DATA, "fnords"),
        (Slot.PURPOSE, "block targeted advertising"),  # its opposite
        (Slot.PURPOSE, "prevent targeted advertising"),
        (Slot.PURPOSE, "improve targeted advertising"),
        (Slot.SUBJECTS, "former employees"),
    ],
)
def test_what_could_mean_something_else_is_left_to_the_reader(slot: Slot, words: str) -> None:
    assert not is_placed(slot, words)
    assert propose(slot, words) is None


def test_no_word_stands_twice_in_one_list() -> None:
    lists = yaml.load(WORDS.read_bytes(), Loader=yaml.BaseLoader)
    assert lists
    for key, words in lists.items():
        assert len(set(words)) == len(words), key
