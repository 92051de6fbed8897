// Package rounds counts how many rounds a knock-out tournament takes.
package rounds

import "fmt"

// Rounds is how often the number of players is halved until one is left.
func Rounds(players int) (int, error) {
	if players < 1 {
		return 0, fmt.Errorf("players: %d (expected: >= 1)", players)
	}
	rounds := 0
	for left := players; left > 1; left = (left + 1) / 2 {
		rounds++
	}
	return rounds, nil
}
