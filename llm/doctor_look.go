package llm

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// elsewhere looks where the endpoint may be instead and says what to set, "" when it is
// nowhere to be found. It sends no key, and asks this machine and the host at hand only.
func (d *doctor) elsewhere(e *Error) string {
	if !d.looked {
		d.looked, d.found = true, d.lookElsewhere(e)
	}
	return d.found
}

func (d *doctor) lookElsewhere(e *Error) string {
	switch {
	case strings.Contains(e.Message, "HTTP request to an HTTPS server"):
		return "set endpoint.base_url to " + withScheme(d.c.s.base, "https")
	case e.Kind != Unreachable && e.Kind != NotFound && e.Kind != Protocol && e.Kind != Timeout:
		return ""
	}
	for _, base := range d.variants(e) {
		if d.answers(base) {
			return "it answers at " + base + ": set endpoint.base_url to that"
		}
	}
	if !d.c.s.local || e.Kind == Timeout {
		return ""
	}
	for _, f := range Nearby(d.ctx, d.c.o) {
		if f.BaseURL != d.c.s.BaseURL {
			return f.Name + " answers at " + f.BaseURL + ": set endpoint.base_url to that, or start the server"
		}
	}
	return ""
}

// variants are the slips of the pen that a base URL may hold. Nothing is sent in plain
// text to another machine.
func (d *doctor) variants(e *Error) []string {
	base := *d.c.s.base
	var list []string
	add := func(u url.URL) {
		if u != *d.c.s.base && (u.Scheme == "https" || d.c.s.local || d.c.s.InsecureHTTP) {
			list = append(list, u.String())
		}
	}
	if e.Kind != Unreachable {
		for _, path := range []string{"/v1", "/openai/v1", "/api/v1"} {
			u := base
			u.Path = strings.TrimSuffix(strings.TrimRight(base.Path, "/"), "/v1") + path
			add(u)
			u.Path = path
			add(u)
		}
		return list
	}
	for _, scheme := range []string{"http", "https"} {
		u := base
		u.Scheme = scheme
		add(u)
	}
	return list
}

func withScheme(u *url.URL, scheme string) string {
	changed := *u
	changed.Scheme = scheme
	return changed.String()
}

// answers tells whether there is a list of models at a base URL.
func (d *doctor) answers(base string) bool {
	e := d.c.s.Endpoint
	e.BaseURL, e.KeyEnv, e.KeyFile, e.Headers = base, "", "", nil
	o := d.c.o
	o.Keyring = nil
	o.Getenv = withoutKeys(o.Getenv)
	c, err := New(e, o)
	if err != nil {
		return false
	}
	_, err = c.list(d.ctx, lookPatience)
	return err == nil || KindOf(err) == Auth
}

// withoutKeys is an environment for requests that must carry no key.
func withoutKeys(getenv func(string) string) func(string) string {
	return func(name string) string {
		if name == "OPENAI_API_KEY" {
			return ""
		}
		return getenv(name)
	}
}

// skew is by how much clocks may differ before days and deadlines do.
const skew = 2 * time.Minute

// clock compares this machine's time with the server's: what is due and what has expired
// is computed from it, and certificates are judged by it.
func (d *doctor) clock() {
	said, ok := d.date()
	if !ok {
		d.add(Finding{Probe: "clock", State: Moot, Detail: "the server did not say what time it has"})
		return
	}
	ahead := d.c.o.Now().Sub(said)
	if ahead.Abs() <= skew {
		d.add(Finding{Probe: "clock", State: Fine, Detail: "as the server's, to two minutes"})
		return
	}
	detail := "this machine's clock is %s ahead of the server's: deadlines and dates in replies come out wrong"
	if ahead < 0 {
		detail = "this machine's clock is %s behind the server's: deadlines and dates in replies come out wrong"
	}
	d.add(Finding{Probe: "clock", State: Odd, Detail: fmt.Sprintf(detail, ahead.Abs().Round(time.Minute)),
		Hint: "set the clock (timedatectl set-ntp true; w32tm /resync on Windows), unless it is the server's that is wrong"})
}

// date is the time in the head of any answer.
func (d *doctor) date() (time.Time, bool) {
	ctx, cancel := context.WithTimeout(d.ctx, lookPatience)
	defer cancel()
	t := &call{}
	if _, err := d.c.builder.ListModels(context.WithValue(ctx, callKey{}, t)); err != nil || t.res == nil {
		return time.Time{}, false
	}
	t.res.Body.Close()
	said, err := http.ParseTime(t.res.Header.Get("Date"))
	return said, err == nil
}
