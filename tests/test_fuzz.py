import fuzz


def test_five_hundred_mutations_break_nothing(capsys):
    summary = fuzz.fuzz(range(500), seed=2)
    assert summary.failures == 0, capsys.readouterr().out
    assert summary.runs == 500
    assert 25 < summary.whole < 475  # neither harmless nor all alike


def test_a_mutation_depends_on_seed_and_number_alone():
    assert fuzz.mutated(17, 1) == fuzz.mutated(17, 1) != fuzz.mutated(17, 2)
    assert fuzz.mutated_trig(17, 1) == fuzz.mutated_trig(17, 1) != fuzz.mutated_trig(18, 1)
