package cmd

import (
	"cmp"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

// speaker tells things in the language of the interface. It is found when the first
// message needs it: settings may have to be read for it.
func (a *app) speaker() *say.Speaker {
	if a.ui == nil {
		return nil
	}
	return a.ui()
}

// uiLanguage is what --ui-lang, PARLANCE_UI_LANG or the settings ask for, else the
// agent's language where somebody chose it, else the locale's.
func (a *app) uiLanguage() string {
	chosen, agent := a.uiChosen()
	return cmp.Or(chosen, say.Language(agent), say.Language(a.locale()), "en")
}

// uiChosen is the language of the interface when somebody asked for one, and the
// agent's when somebody asked for that.
func (a *app) uiChosen() (ui, agent string) {
	agent = a.flagValue("agent-lang")
	if ui = say.Language(cmp.Or(a.flagValue("ui-lang"), a.getenv("PARLANCE_UI_LANG"))); ui != "" {
		return ui, agent
	}
	settings, err := a.settings() // with an error in them nobody has chosen
	if err != nil {
		return "", agent
	}
	return say.Language(settings.UILang), cmp.Or(agent, settings.AgentLang)
}

// readerLanguage is the language of findings, advice and gist: the interface's when
// somebody chose it, else the agent's.
func (a *app) readerLanguage(agentLang string, c config.Config) string {
	return cmp.Or(say.Language(cmp.Or(a.global.uiLang, c.UILang)), agentLang)
}

// flagValue is what a flag was given on the command line, also when parsing it failed.
func (a *app) flagValue(name string) string {
	for i, arg := range a.args {
		if arg == "--" {
			return ""
		}
		if value, found := strings.CutPrefix(arg, "--"+name+"="); found {
			return value
		}
		if arg == "--"+name && i+1 < len(a.args) {
			return a.args[i+1]
		}
	}
	return ""
}

// locale is the system's language as a tag, "" when it says nothing.
func (a *app) locale() string {
	locale := cmp.Or(a.getenv("LC_ALL"), a.getenv("LC_MESSAGES"), a.getenv("LANG"))
	locale, _, _ = strings.Cut(locale, ".")
	if locale == "C" || locale == "POSIX" {
		return ""
	}
	return cmp.Or(locale, systemLanguage())
}

// say is fmt.Sprintf in the language of the interface.
func (a *app) say(format string, args ...any) string { return a.speaker().Sprintf(format, args...) }

// failure is an error's exit code and what is told about it.
func (a *app) failure(err error) (int, draft.Failure) {
	code, f := classify(err)
	if f.Message == clean.Line(err.Error(), 500) { // the error's own words: told part by part
		f.Message = clean.Line(a.speaker().Error(err), 500)
	}
	return code, a.told(f)
}

// told is a failure in the language of the interface; kind and retryable stay.
func (a *app) told(f draft.Failure) draft.Failure {
	f.Message, f.Hint = a.speaker().Text(f.Message), a.speaker().Text(f.Hint)
	return f
}

// tell is an event with its messages in the language of the interface. What an event
// of the stream points at is still the drafter's, which writes on: it is copied. The
// document comes last and is changed in place.
func (a *app) tell(e draft.Event) draft.Event {
	if e.Error != nil {
		f := a.told(*e.Error)
		e.Error = &f
	}
	if e.Complete != nil && e.Complete.Error != nil {
		c, f := *e.Complete, a.told(*e.Complete.Error)
		c.Error, e.Complete = &f, &c
	}
	if e.Document == nil {
		return e
	}
	d := e.Document
	if d.Error != nil {
		*d.Error = a.told(*d.Error)
	}
	for _, c := range d.Candidates {
		if c.Error != nil {
			*c.Error = a.told(*c.Error)
		}
	}
	a.sayWarnings(d.Warnings)
	return e
}

func (a *app) sayWarnings(list []draft.Warning) {
	for i := range list {
		list[i].Message = a.speaker().Text(list[i].Message)
	}
}
