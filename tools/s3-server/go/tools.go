//go:build tools

// Package tools keeps the server's command among this module's requirements; `go mod tidy` would drop it otherwise.
package tools

import _ "github.com/versity/versitygw/cmd/versitygw"
