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

/** Of the passphrase of the tests' stacks, as `pulumi stack init` has written it. */
const SALT = "v1:nl1UC6ky/4g=:v1:hD0VuCMSO2DjKgOo:N8cBJVj0N0xhegpyBHcHHbXfOcaSWA==";
export const PASSPHRASE = "throw-away";

/** The configuration of the stack `dev`: texts in JSON are texts in YAML. */
export function writeConfig(directory: string, config: Record<string, string>): void {
	writeFileSync(join(directory, "Pulumi.dev.yaml"), JSON.stringify({ encryptionsalt: SALT, config }, undefined, 2));
}

/** The stack `dev`, as new as after `pulumi stack init`, which would take half a second of every test. */
export function writeNewStack(directory: string, project: string): void {
	const backend = join(directory, "state", ".pulumi");
	const stacks = join(backend, "stacks", project);
	mkdirSync(stacks, { recursive: true });
	writeFileSync(join(backend, "meta.yaml"), "version: 1\n");
	const checkpoint = { stack: `organization/${project}/dev`, latest: {} };
	writeFileSync(join(stacks, "dev.json"), JSON.stringify({ version: 3, checkpoint }));
}
