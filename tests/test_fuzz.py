import fuzz


def test_two_thousand_mutations_break_nothing(capsys):
    summary = fuzz.fuzz(range(2_000), seed=2)
    assert summary.failures == 0, capsys.readouterr().out
    assert summary.runs == 2_000
    assert 100 < summary.whole < 1_900  # neither harmless nor all alike


def test_a_mutation_depends_on_seed_and_number_alone():
    assert fuzz.mutated(17, 1) == fuzz.mutated(17, 1) != fuzz.mutated(17, 2)
    assert fuzz.mutated_trig(17, 1) == fuzz.mutated_trig(17, 1) != fuzz.mutated_trig(18, 1)
