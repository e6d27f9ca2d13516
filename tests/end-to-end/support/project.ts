import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./cli";

/** A temporary folder for a Pulumi project and its backend; it finds our packages as they are in the repository. */
export function makeProject(name: string): string {
	const directory = mkdtempSync(join(tmpdir(), "pulumi-modelarts-e2e-"));
	mkdirSync(join(directory, "state"));
	symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
	// JavaScript, since the compiler would take most of a run's time.
	const manifest = `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\n`;
	writeFileSync(join(directory, "Pulumi.yaml"), manifest);
	writeFileSync(join(directory, "package.json"), '{ "main": "index.js" }');
	return directory;
}

export function writeProgram(directory: string, program: string): void {
	const names = `const pulumi = require("@pulumi/pulumi");\nconst { NotebookInstance, Provider } = require("pulumi-modelarts");`;
	writeFileSync(join(directory, "index.js"), `${names}\n${program}\n`);
}

/** The configuration of the stack `dev`: texts in JSON are texts in YAML. */
export function writeConfig(directory: string, config: Record<string, string>): void {
	writeFileSync(join(directory, "Pulumi.dev.yaml"), JSON.stringify({ config }, undefined, 2));
}
