package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/say"
)

// config reads the settings; false when they cannot be used.
func (x *examination) config() bool {
	settings, err := x.app.settings()
	if err != nil {
		x.badConfig(err)
		return false
	}
	x.settings = settings
	switch _, err := os.Stat(settings.UserFile); {
	case errors.Is(err, fs.ErrNotExist):
		x.add("config", llm.Learn, fmt.Sprintf("no file yet: all is default (%s would be read)", settings.UserFile), "`parlance init` writes one")
	default:
		x.add("config", llm.Fine, settings.UserFile, "")
	}
	if settings.Project != "" {
		x.add("project", llm.Fine, settings.Project, "")
	}
	x.environment()
	return true
}

// badConfig is settings that cannot be read, and what to do about it.
func (x *examination) badConfig(err error) {
	hint := "correct that line; `parlance config --example` prints every setting with its default"
	switch {
	case errors.Is(err, fs.ErrPermission):
		err, hint = input{say.Errorf("the settings cannot be read: %w", err)}, "give yourself the right: chmod u+r "+x.app.settingsFile()
	case strings.Contains(err.Error(), "a project file may not set"):
		hint = "take that line out of the project file; if you need it, set it in " + filepath.Join(x.app.dirs.config, "config.yaml")
	case strings.Contains(err.Error(), "outside the project"):
		hint = "name a folder below the project file, or set it in " + filepath.Join(x.app.dirs.config, "config.yaml")
	case strings.Contains(err.Error(), "no such file"):
		hint = "correct --config or PARLANCE_CONFIG, or make the file: parlance --config FILE init"
	case !errors.Is(err, config.ErrInvalid):
		err = input{err}
	}
	x.bad("config", err, hint)
}

// environment names variables of ours, and those that are misspelt: they do nothing.
func (x *examination) environment() {
	known := map[string]bool{"PARLANCE_CONFIG": true, "PARLANCE_CONFIG_DIR": true, "PARLANCE_CACHE_DIR": true, "PARLANCE_UI_LANG": true}
	settings := map[string]bool{} // take something away when they are set to nothing
	for _, key := range config.Keys() {
		known[config.EnvName(key)], settings[config.EnvName(key)] = true, true
	}
	if x.app.environ == nil {
		return
	}
	var used []string
	for _, line := range x.app.environ() {
		name, value, _ := strings.Cut(line, "=")
		switch {
		case !strings.HasPrefix(name, "PARLANCE_") || value == "" && !settings[name]:
		case known[name]:
			used = append(used, name)
		case strings.HasPrefix(name, "PARLANCE_ENDPOINT") || distance(name, known) <= 3:
			x.add("environment", llm.Odd, name+" is no setting and does nothing", "did you mean "+nearestOf(name, known)+"?")
		}
	}
	if len(used) > 0 {
		slices.Sort(used)
		x.add("environment", llm.Learn, "set in the environment: "+strings.Join(used, ", "), "")
	}
}

func nearestOf(name string, known map[string]bool) string {
	best, least := "", 1<<30
	for k := range known {
		if d := lang.Distance(name, k); d < least || d == least && k < best {
			best, least = k, d
		}
	}
	return best
}

func distance(name string, known map[string]bool) int {
	return lang.Distance(name, nearestOf(name, known))
}

// permissions looks who else can read keys or change where tickets are sent.
func (x *examination) permissions() {
	if runtime.GOOS == "windows" {
		x.add("permissions", llm.Moot, "not looked at on Windows", "")
		return
	}
	file := x.app.settingsFile()
	secrets := len(x.settings.Endpoint.Headers) > 0 || len(x.settings.Fallbacks) > 0
	clean := true
	for _, p := range []struct {
		path, what string
		forbidden  fs.FileMode
		mode       string
	}{
		{filepath.Dir(file), "others can change what is in the settings folder", 0o022, "700"},
		{file, "others can change the settings, and with them where tickets are sent", 0o022, "600"},
		{file, "others can read the settings, and headers may hold keys", secretMode(secrets), "600"},
		{x.settings.Endpoint.KeyFile, "others can read the key", 0o077, "600"},
	} {
		info, err := os.Stat(p.path)
		if p.path == "" || err != nil || info.Mode().Perm()&p.forbidden == 0 || info.IsDir() && info.Mode()&fs.ModeSticky != 0 {
			continue
		}
		clean = false
		x.bad("permissions", input{say.Errorf("%s (mode %s): %s", p.path, fmt.Sprintf("%04o", info.Mode().Perm()), p.what)}, "chmod "+p.mode+" "+p.path)
		if p.path == file {
			break // one chmod does for both
		}
	}
	if clean {
		x.add("permissions", llm.Fine, "nobody else can change the settings or read a key", "")
	}
}

func secretMode(secrets bool) fs.FileMode {
	if secrets {
		return 0o044
	}
	return 0
}

// folders looks whether what is kept can be kept.
func (x *examination) folders() {
	ok := true
	for _, f := range []struct{ path, variable, without string }{
		{x.app.dirs.config, "PARLANCE_CONFIG_DIR", "`parlance init` cannot write there"},
		{x.app.dirs.cache, "PARLANCE_CACHE_DIR", "every draft reads all articles anew"},
	} {
		if f.path == "" {
			ok = false
			x.add("folders", llm.Odd, "there is no folder for this user: "+f.without, "set HOME or "+f.variable)
		} else if err := writable(f.path); err != nil {
			ok = false
			x.add("folders", llm.Odd, fmt.Sprintf("%s cannot be written (%s): %s", f.path, reason(err), f.without), "give yourself the right (chmod u+w), or name another folder in "+f.variable)
		}
	}
	if ok {
		x.add("folders", llm.Fine, x.app.dirs.config+", "+x.app.dirs.cache, "")
	}
}

// writable tries a folder, or when it is not there yet the one it would be made in.
func writable(dir string) error {
	for {
		info, err := os.Stat(dir)
		if errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir {
			dir = filepath.Dir(dir)
			continue
		}
		if err == nil && !info.IsDir() {
			return errors.New("not a folder")
		}
		if err != nil {
			return err
		}
		f, err := os.CreateTemp(dir, ".parlance-*")
		if err != nil {
			return err
		}
		return errors.Join(f.Close(), os.Remove(f.Name()))
	}
}

// reason is why a file cannot be used, without its name.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// knowledge opens the articles as a draft would.
func (x *examination) knowledge(ctx context.Context) {
	dirs := x.settings.KB.Folders
	if len(dirs) == 0 {
		x.add("knowledge", llm.Learn, "no articles: replies rest on the ticket and your notes alone", "name a folder in kb.folders or with --kb")
		return
	}
	where := x.origin("kb.folders")
	for _, dir := range dirs {
		info, err := os.Stat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			x.bad("knowledge", input{say.Errorf("no such folder: %s", dir)}, "make it, or correct kb.folders ("+where+")")
			return
		case err == nil && !info.IsDir():
			x.bad("knowledge", input{say.Errorf("%s is a file, not a folder", dir)}, "name the folder it is in, in kb.folders ("+where+")")
			return
		}
	}
	base, warnings, err := kb.Open(ctx, dirs, kb.Options{Cache: x.app.dirs.cache})
	if err != nil {
		x.bad("knowledge", input{say.Errorf("the articles cannot be read: %s", reason(err))}, "give yourself the right to read "+strings.Join(dirs, ", ")+" and what is in it (chmod -R u+rX)")
		return
	}
	defer base.Close()
	n := len(base.List())
	detail := fmt.Sprintf("%s: %d snippets", strings.Join(dirs, ", "), n)
	warnings = slices.DeleteFunc(warnings, func(w string) bool { return strings.HasPrefix(w, "the index is not kept") }) // see folders
	switch {
	case len(warnings) > 0:
		x.add("knowledge", llm.Odd, fmt.Sprintf("%s; %d to look at: %s", detail, len(warnings), strings.Join(warnings[:min(len(warnings), 3)], "; ")), "correct these files, or take them out of the folder; `parlance kb index` names all")
	case n == 0:
		x.add("knowledge", llm.Odd, strings.Join(dirs, ", ")+" holds no articles", "put Markdown, HTML, text, CSV or JSON files there, or correct kb.folders ("+where+")")
	default:
		x.add("knowledge", llm.Fine, detail, "")
	}
}

// origin is where a setting is made.
func (x *examination) origin(key string) string {
	for _, o := range x.settings.Origins {
		if o.Key == key {
			return o.From
		}
	}
	return ""
}

func (x *examination) brand() {
	name := x.settings.Brand
	if name == "" {
		x.add("brand", llm.Learn, "none is set: replies are signed by nobody and no limits are known", "`parlance init --force` asks for it, or set brand")
		return
	}
	b, err := x.app.brand(name)
	if err != nil {
		hint := "correct the file; examples/brands/northlight.yaml shows all keys"
		if errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), "unknown brand") {
			hint = "write " + filepath.Join(x.app.dirs.config, "brands", name+".yaml") + ", or correct brand (" + x.origin("brand") + ")"
		}
		x.bad("brand", err, hint)
		return
	}
	x.add("brand", llm.Fine, cmp.Or(b.Name, name), "")
}

func (x *examination) prompts() {
	if x.settings.Prompts == "" {
		return
	}
	if _, err := prompts.New(x.settings.Prompts); err != nil {
		x.bad("prompts", input{err}, "correct that template, or empty prompts ("+x.origin("prompts")+") to use ours")
		return
	}
	x.add("prompts", llm.Fine, x.settings.Prompts, "")
}
