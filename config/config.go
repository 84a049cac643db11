// Package config reads settings from flags, environment and files into one struct.
package config
