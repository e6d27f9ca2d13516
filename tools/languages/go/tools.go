//go:build tools

// Package tools keeps the language host's command among this module's requirements; `go mod tidy` would drop it otherwise.
package tools

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
