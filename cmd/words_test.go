package cmd

import (
	"maps"
	"slices"
	"testing"
)

func TestBothLanguagesHaveTheSameWords(t *testing.T) {
	en, zh := english(), chinese()
	for name, pair := range map[string][2]map[string]string{
		"labels": {en.Labels, zh.Labels}, "asks": {en.Asks, zh.Asks}, "emotions": {en.Emotions, zh.Emotions},
		"risks": {en.Risks, zh.Risks}, "approaches": {en.Approaches, zh.Approaches}, "channels": {en.Channels, zh.Channels}, "origins": {en.Origins, zh.Origins},
		"failures": {en.Failures, zh.Failures}, "probes": {en.Probes, zh.Probes}, "manners": {en.Manners, zh.Manners}, "states": {en.States, zh.States},
		"missing": {en.Missing, zh.Missing}, "stages": {en.Stages, zh.Stages},
	} {
		a, b := slices.Sorted(maps.Keys(pair[0])), slices.Sorted(maps.Keys(pair[1]))
		if !slices.Equal(a, b) || len(a) == 0 {
			t.Errorf("%s: English has %v, Chinese has %v", name, a, b)
		}
	}
}
