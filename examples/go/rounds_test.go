package rounds

import "testing"

func TestRounds(t *testing.T) {
	for players, want := range map[int]int{1: 0, 2: 1, 5: 3, 8: 3, 9: 4} {
		if got, err := Rounds(players); err != nil || got != want {
			t.Errorf("Rounds(%d) = %d, %v (expected: %d)", players, got, err, want)
		}
	}
}

func TestNobodyPlays(t *testing.T) {
	if _, err := Rounds(0); err == nil {
		t.Error("no error (expected: one that names the number of players)")
	}
}
