import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import asked, called, entity, messages, only_claim, read, rules, source_called, story, whole

from graph.claims import PartyKind, PartyType
from graph.problems import Level
from graph.reading.containment import MOST_STEPS, cycles, too_deep
from graph.reading.names import describes, fold


@pytest.mark.parametrize(
    "alias",
    ["the company", "The company", "The government", "Its parent", "eBay", "a bank", "école", "Their app"],
)
def test_an_alias_that_begins_in_lower_case_or_only_points_describes(alias):
    assert describes(alias)


@pytest.mark.parametrize(
    "alias",
    ["Facebook", "The New York Times", "École", "Ökobank", "日本銀行", "12 companies", "These Days Ltd", "A"],
)
def test_a_capitalised_alias_names(alias):
    assert not describes(alias)


@given(st.text(max_size=20))
def test_names_are_compared_without_case_white_space_and_marks(name):
    assert fold(fold(name)) == fold(name)
    assert fold(f"  {name}\n") == fold(name)


# ------------------------------------------------------------ inside one source


def test_an_alias_names_its_party_in_its_source(tmp_path):
    acme = entity("Acme", aliases=["the company", "Acme Inc."])
    dossier = whole(tmp_path, a=story("A", asked(to=["THE  company", "Acme Inc."]), entities=(acme,)))
    assert [one.value for one in only_claim(dossier).to] == ["party/acme", "party/acme"]


def test_the_same_description_names_another_party_in_another_source(tmp_path):
    dossier = whole(
        tmp_path,
        a=story("A", asked(to="the company"), entities=(entity("Acme", aliases=["the company"]),)),
        b=story("B", asked(to="the company"), entities=(entity("Zeta", aliases=["the company"]),)),
    )
    assert [one.value for one in source_called(dossier, "A").claims[0].to] == ["party/acme"]
    assert [one.value for one in source_called(dossier, "B").claims[0].to] == ["party/zeta"]
    assert source_called(dossier, "A").local_names == (("the company", "party/acme"),)
    assert called(dossier, "Acme").aliases == ()


@pytest.mark.parametrize("alias", ["The company", "The government", "the firm"])
def test_descriptions_are_unknown_in_other_sources(alias, tmp_path):
    reading = read(
        tmp_path,
        a=story("A", asked(), entities=(entity("Acme", aliases=[alias]),)),
        b=story("B", asked(to=alias)),
    )
    assert rules(reading) == ["undefined-party"]
    assert "it is one of" in messages(reading, "undefined-party")[0]


def test_shared_entities_hold_in_every_source_with_all_their_names(tmp_path):
    dossier = whole(
        tmp_path,
        entities={"entities": [entity("Bureau", "government", aliases=["the bureau"])]},
        a=story("A", asked(to="the bureau")),
        b=story("B", asked(to="Bureau")),
    )
    assert {one.value for claim in dossier.claims for one in claim.to} == {"party/bureau"}
    assert called(dossier, "Bureau").aliases == ("the bureau",)


def test_a_name_of_the_source_goes_before_a_shared_one(tmp_path):
    dossier = whole(
        tmp_path,
        entities={"entities": [entity("Bureau", "government", aliases=["they"])]},
        a=story("A", asked(to="they"), entities=(entity("Acme", aliases=["they"]),)),
    )
    assert only_claim(dossier).to[0].value == "party/acme"


# ------------------------------------------------------------ joined across sources


def joined(tmp_path, one, two):
    """The dossier of a source that has entity *one* and another that has *two*, and who was joined."""
    reading = read(tmp_path, a=story("A", entities=(one,)), b=story("B", entities=(two,)))
    return reading.dossier, messages(reading, "joined")


def test_parties_are_joined_by_equal_name(tmp_path):
    dossier, notes = joined(tmp_path, entity("Wells Fargo"), entity("wells fargo", aliases=["WF"]))
    assert called(dossier, "Wells Fargo").aliases == ("WF", "wells fargo")
    assert notes[0].startswith("'wells fargo' is taken to be 'Wells Fargo'")


def test_parties_are_joined_by_a_capitalised_alias(tmp_path):
    dossier, notes = joined(
        tmp_path, entity("Wells Fargo"), entity("Wells Fargo & Co.", aliases=["Wells Fargo"])
    )
    assert called(dossier, "Wells Fargo").aliases == ("Wells Fargo & Co.",)
    assert len(notes) == 1


def test_parties_are_joined_by_an_outside_identifier_and_the_note_says_by_which(tmp_path):
    dossier, notes = joined(
        tmp_path,
        entity("Meta", ids={"wikidata": "Q380"}),
        entity("Facebook", ids={"wikidata": "Q380", "x": "1"}),
    )
    party = called(dossier, "Facebook")
    assert party.ids == (("wikidata", "Q380"), ("x", "1"))
    assert party.aliases == ("Meta",)
    assert "by identifier wikidata 'Q380'" in notes[0]


def test_parties_are_joined_by_a_stated_id_which_fixes_the_iri(tmp_path):
    dossier, notes = joined(tmp_path, entity("Meta", id="fb"), entity("Facebook", id="fb"))
    assert called(dossier, "Facebook").iri == "party/fb"
    assert "by id 'fb'" in notes[0]


def test_parties_are_joined_through_a_third(tmp_path):
    dossier = whole(
        tmp_path,
        a=story("A", entities=(entity("Alpha"),)),
        b=story("B", entities=(entity("Beta", aliases=["Alpha", "Gamma"]),)),
        c=story("C", entities=(entity("Gamma"),)),
    )
    assert called(dossier, "Alpha").aliases == ("Beta", "Gamma")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (entity("Acme Bank"), entity("Acme Banks")),  # likeness joins nobody
        (entity("Alpha", aliases=["the bank"]), entity("Beta", aliases=["the bank"])),
        (entity("Alpha", aliases=["The bank"]), entity("Beta", aliases=["The bank"])),
        (entity("Ann Roe", "person", aliases=["Ms. Roe"]), entity("Eva Roe", "person", aliases=["Ms. Roe"])),
        (entity("Alpha", aliases=["Al"]), entity("Beta", "service", aliases=["Al"])),  # another sort of party
        (entity("Alpha", ids={"x": "1"}), entity("Beta", ids={"y": "1"})),
        (entity("1", ids={"x": "Beta"}), entity("Beta")),
    ],
)
def test_others_stay_apart(one, two, tmp_path):
    dossier, notes = joined(tmp_path, one, two)
    assert called(dossier, one["name"]).iri != called(dossier, two["name"]).iri
    assert notes == []


def test_the_shared_name_is_the_name_of_all(tmp_path):
    dossier = whole(
        tmp_path,
        entities={"entities": [entity("Meta", id="fb")]},
        a=story("A", entities=(entity("Facebook", id="fb"),)),
        b=story("B", entities=(entity("Facebook", id="fb"),)),
    )
    assert called(dossier, "Meta").aliases == ("Facebook",)


def test_what_sources_say_of_a_party_is_put_together(tmp_path):
    group = entity("lenders", "group", kind="class")
    dossier = whole(
        tmp_path,
        a=story("A", entities=(group, entity("Bank", member_of="lenders"))),
        b=story("B", entities=(entity("Bank", part_of="Acme"),)),
    )
    bank = called(dossier, "Bank")
    assert bank.part_of == ("party/acme",)
    assert [one.rpartition("/")[2] for one in bank.member_of] == ["lenders"]


# ------------------------------------------------------------ classes


def test_a_class_belongs_to_its_source(tmp_path):
    banks = entity("banks", "group", kind="class")
    dossier = whole(tmp_path, a=story("A", entities=(banks,)), b=story("B", entities=(banks,)))
    iris = [party.iri for party in dossier.parties if party.name == "banks"]
    assert sorted(iris) == sorted(f"{source.iri}/party/banks" for source in dossier.sources)


def test_a_class_of_the_dossier_belongs_to_no_source(tmp_path):
    dossier = whole(tmp_path, entities={"entities": [entity("banks", "group", kind="class")]}, a=story("A"))
    assert called(dossier, "banks").iri == "party/banks"


def test_classes_of_one_stated_id_are_one(tmp_path):
    one, two = (entity(name, "group", kind="class", id="all-banks") for name in ("banks", "the lenders"))
    dossier = whole(tmp_path, a=story("A", entities=(one,)), b=story("B", entities=(two,)))
    assert called(dossier, "banks").aliases == ("the lenders",)
    assert called(dossier, "banks").iri == "party/all-banks"


def test_third_parties_of_one_party_are_one_class_in_all_sources(tmp_path):
    third = entity("third parties", "group", kind="third-parties", relative_to="Acme", ids={"x": "1"})
    other = entity("others", "group", kind="third-parties", relative_to="Acme", ids={"y": "2"})
    dossier = whole(tmp_path, a=story("A", entities=(third,)), b=story("B", entities=(other,)))
    party = called(dossier, "others")
    assert party.iri == "party/acme/third-parties"
    assert party.relative_to == "party/acme"
    assert party.aliases == ("third parties",)
    assert party.ids == (("x", "1"), ("y", "2"))


def test_third_parties_of_nobody_in_particular_are_those_of_each_holder(tmp_path):
    third = entity("third parties", "group")
    claim = asked(from_=["Acme", "Courier"], to="third parties")
    reading = read(tmp_path, a=story("A", claim, entities=(third,)))
    dossier = reading.dossier
    made = [party.iri for party in dossier.parties if party.relative_to]
    assert made == ["party/acme/third-parties", "party/courier/third-parties"]
    assert "kind third-parties" in messages(reading, "guessed")[0]


@pytest.mark.parametrize(("name", "kind"), [("banks", PartyKind.CLASS), ("the EU", PartyKind.CLASS)])
def test_a_group_in_lower_case_without_kind_is_a_class_and_that_is_told(name, kind, tmp_path):
    reading = read(tmp_path, a=story("A", entities=(entity(name, "group"),)))
    assert called(reading.dossier, name).kind is kind
    assert rules(reading, Level.NOTE).count("guessed") == 1


def test_a_capitalised_group_without_kind_is_a_named_party(tmp_path):
    party = called(
        whole(tmp_path, a=story("A", entities=(entity("Ted Cruz campaign", "group"),))), "Ted Cruz campaign"
    )
    assert (party.kind, party.type) == (None, PartyType.GROUP)


def test_members_of_a_definite_class_lie_within_it(tmp_path):
    they = entity("they", "group", kind="definite", members=["Acme"])
    dossier = whole(tmp_path, a=story("A", entities=(they,)))
    assert called(dossier, "Acme").member_of == (called(dossier, "they").iri,)
    assert called(dossier, "they").members == ("party/acme",)


def test_candidates_of_a_vague_class_do_not(tmp_path):
    some = entity("some", "group", kind="vague", candidates=["Acme"])
    dossier = whole(tmp_path, a=story("A", entities=(some,)))
    assert called(dossier, "Acme").member_of == ()
    assert called(dossier, "some").candidates == ("party/acme",)


# ------------------------------------------------------------ order


@given(st.permutations([0, 1, 2]))
def test_cycles_are_found_whatever_leads_to_them(order):
    names = [("a", ["b"]), ("b", ["c", "d"]), ("c", ["a"])]
    found = cycles(dict(names[number] for number in order))
    assert [sorted(cycle) for cycle in found] == [["a", "b", "c"]]


def test_no_cycle_is_seen_where_two_ways_meet():
    assert cycles({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}) == []
    assert cycles({"a": ["a"]}) == [["a"]]
    assert cycles({"a": ["x"]}) == []


def test_a_long_chain_is_walked_in_no_time():
    assert cycles({str(number): [str(number + 1)] for number in range(50_000)}) == []


def test_a_ladder_may_have_so_many_steps_and_no_more():
    def ladder(steps):
        return {f"{number:03}": [f"{number + 1:03}"] for number in range(steps)}

    assert too_deep(ladder(MOST_STEPS)) is None
    assert too_deep(ladder(MOST_STEPS + 1)) == ("050", "051")


def test_a_ladder_of_parties_or_phrases_without_end_is_refused(tmp_path):
    groups = [entity(f"g{n}", "group", kind="class", member_of=f"g{n + 1}") for n in range(MOST_STEPS + 1)]
    groups.append(entity(f"g{MOST_STEPS + 1}", "group", kind="class"))
    phrases = {f"p{n}": {"broader": f"p{n + 1}"} for n in range(MOST_STEPS + 1)} | {f"p{MOST_STEPS + 1}": {}}
    reading = read(tmp_path, a=story("A", entities=tuple(groups), terms={"data": phrases}))
    assert [message.partition(" steps")[0] for message in messages(reading, "cycle")] == ["more than 50"] * 2
