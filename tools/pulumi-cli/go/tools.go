//go:build tools

// Package tools keeps the CLI's command among this module's requirements; `go mod tidy` would drop it otherwise.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
