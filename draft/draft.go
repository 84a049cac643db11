// Package draft turns one ticket into ranked candidate replies. It is the only place
// that orders model, translation, check, repair and rank.
package draft
