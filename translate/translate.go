// Package translate carries a reply into the buyer's language and keeps its values.
package translate
