// Command write-sdks writes the SDKs of a Pulumi package from its schema, with Pulumi's own code generators.
//
//	write-sdks schema.json sdks python go nodejs
//
// writes sdks/python, sdks/go and sdks/nodejs.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const author = "pulumi-modelarts"

// generate is the generator of each language: the files of an SDK by their paths.
var generate = map[string]func(*schema.Package) (map[string][]byte, error){
	"go": func(p *schema.Package) (map[string][]byte, error) {
		return golang.GeneratePackage(author, p, nil)
	},
	"nodejs": func(p *schema.Package) (map[string][]byte, error) {
		return nodejs.GeneratePackage(author, p, nil, nil, false, nil)
	},
	"python": func(p *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage(author, p, nil, nil)
	},
}

func main() {
	if len(os.Args) < 4 {
		fail(fmt.Errorf("usage: write-sdks <schema.json> <folder> <language>..."))
	}
	for _, language := range os.Args[3:] {
		if err := write(os.Args[1], os.Args[2], language); err != nil {
			fail(fmt.Errorf("%s: %w", language, err))
		}
	}
}

// write makes the SDK of one language. The schema is read again for each: a generator changes what it is given.
func write(schemaFile, folder, language string) error {
	generator, known := generate[language]
	if !known {
		return fmt.Errorf("there is no generator for this language")
	}
	pkg, err := read(schemaFile)
	if err != nil {
		return err
	}
	files, err := generator(pkg)
	if err != nil {
		return err
	}
	for path, content := range files {
		target := filepath.Join(folder, language, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// read gives the package of a schema that is valid: anything that is not is an error.
func read(schemaFile string) (*schema.Package, error) {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	pkg, diagnostics, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if diagnostics.HasErrors() {
		return nil, diagnostics
	}
	return pkg, nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
