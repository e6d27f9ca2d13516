import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageSchema } from "../../../tools/schema/document";
import { languages } from "../../../tools/schema/examples/languages";
import { readProgram } from "../../../tools/schema/examples/read-program";

const file = join(__dirname, "../../../schema.json");
const schema = JSON.parse(readFileSync(file, "utf8")) as PackageSchema;

const example = `\`\`\`ts
import { Notebook } from "pulumi-modelarts";

const one = new Notebook("one", { imageId: "i", tags: { costCenter: "7" }, lease: { duration: 2 * 3_600_000 } });
const two = new Notebook("two", { imageId: one.id, mounts: [{ storagePath: "obs://a/b/" }] });
\`\`\``;

/** The program of the example in a language, without what every one begins with. */
function write(language: string): string {
	return languages[language]?.(readProgram(example), schema) ?? "";
}

test("an example in Python has the names of inputs in its case, and those of a user's map as they are", () => {
	expect(write("python")).toContain('image_id="i",\n    tags={\n        "costCenter": "7",\n    },\n');
	expect(write("python")).toContain('"storage_path": "obs://a/b/"');
});

test("an example in Go declares variables only for what is used", () => {
	expect(write("go")).toContain('one, err := modelarts.NewNotebook(ctx, "one", &modelarts.NotebookArgs{');
	expect(write("go")).toContain('if _, err := modelarts.NewNotebook(ctx, "two", &modelarts.NotebookArgs{');
	expect(write("go")).toContain("ImageId: one.ID(),");
});

test("an example with anything that no other language is written for is an error", () => {
	const broken = example.replace('"7"', "process.env.X ?? 1");
	expect(() => readProgram(broken)).toThrow("no other language is written for: process.env.X ?? 1");
});
