import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kindNames } from "../../../provider/resources";
import { root } from "../../end-to-end/support/cli";
import { startProgram } from "../../support/programs";

export const MANAGERS = ["npm", "pnpm"] as const;
export type Manager = (typeof MANAGERS)[number];

/** What the package exports. */
export const CLASSES = [...kindNames, "Provider"].sort();
const KINDS = `[${CLASSES.join(", ")}]`;
const NAMED = `{ ${CLASSES.join(", ")} }`;

/** A program in TypeScript or as an ES module; every input must be in the types. */
const IMPORTS = `
	import * as pulumi from "@pulumi/pulumi";
	import ${NAMED} from "pulumi-modelarts";
	import type { NotebookInstanceArgs } from "pulumi-modelarts";
	const args: NotebookInstanceArgs = {
		profileId: "Multi-Engine 1.0 (python3)-cpu",
		flavor: "modelarts.vm.cpu.2u",
		storage: { type: "evs", location: { volumeSize: 5 } },
	};
	const lab = new NotebookInstance("lab", args);
	const imageId = "e1a07296-22a8-4f05-8bc8-e936c8e54090";
	const desk = new Notebook("desk", { flavor: "modelarts.vm.cpu.2u", imageId, volume: { category: "EVS", capacity: 5 } });
	const saved = new NotebookImage("saved", { notebookId: desk.id, namespace: "vision" });
	export const id = lab.id;
	export const status: pulumi.Output<string> = lab.status;
	export const path: pulumi.Output<string | undefined> = saved.swrPath;
	export const kinds = ${KINDS}.map(({ name }) => name);
	// @ts-expect-error -- there is no such input
	export const wrong = (): object => new NotebookInstance("wrong", { ...args, flavour: "" });
`;

/** The same without types. */
const JAVASCRIPT = `
	const lab = new NotebookInstance("lab", {
		profileId: "Multi-Engine 1.0 (python3)-cpu",
		flavor: "modelarts.vm.cpu.2u",
		storage: { type: "evs", location: { volumeSize: 5 } },
	});
	const imageId = "e1a07296-22a8-4f05-8bc8-e936c8e54090";
	const desk = new Notebook("desk", { flavor: "modelarts.vm.cpu.2u", imageId, volume: { category: "EVS", capacity: 5 } });
	const saved = new NotebookImage("saved", { notebookId: desk.id, namespace: "vision" });
	const kinds = ${KINDS}.map(({ name }) => name);
`;

/** One program four times: in both languages, in both kinds of modules. */
const PROGRAMS = {
	"javascript-commonjs.cjs": `
		const ${NAMED} = require("pulumi-modelarts");
		${JAVASCRIPT}
		module.exports = { id: lab.id, status: lab.status, kinds };`,
	"javascript-esm.mjs": `
		import ${NAMED} from "pulumi-modelarts";
		${JAVASCRIPT}
		export { kinds };
		export const id = lab.id;
		export const status = lab.status;`,
	"typescript-commonjs.cts": IMPORTS,
	"typescript-esm.mts": IMPORTS,
};

/** The compiled programs that are run. */
export const MAINS = ["javascript-commonjs.cjs", "javascript-esm.mjs", "typescript-commonjs.cjs", "typescript-esm.mjs"];

const TYPESCRIPT = {
	compilerOptions: { target: "es2022", module: "nodenext", strict: true, skipLibCheck: true, types: [] },
	include: ["*.cts", "*.mts"],
};

/** An empty project that depends on the tarball, and its programs. */
export function writeConsumer(folder: string, tarball: string): void {
	mkdirSync(folder, { recursive: true });
	const dependencies = { "@pulumi/pulumi": "3.270.0", "pulumi-modelarts": `file:${tarball}` };
	writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, dependencies }));
	writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TYPESCRIPT));
	for (const [name, text] of Object.entries(PROGRAMS)) writeFileSync(join(folder, name), text);
}

/** Selects the program that Pulumi runs. */
export function choosePulumiProgram(folder: string, main: string): void {
	const manifest = `name: consumer\nmain: ${main}\nruntime: { name: nodejs, options: { typescript: false } }\n`;
	writeFileSync(join(folder, "Pulumi.yaml"), manifest);
}

/** Installs as a user does, from the package source of this machine; pnpm leaves no files in the user's own folders. */
export function install(manager: Manager, folder: string): Promise<string> {
	const store = join(folder, "..", "pnpm");
	const args = {
		npm: ["npm", "install", "--prefer-offline", "--no-audit", "--no-fund"],
		pnpm: [
			join(root, "node_modules", ".bin", "pnpm"),
			"install",
			`--store-dir=${store}`,
			`--config.cache-dir=${join(store, "cache")}`,
			`--config.state-dir=${join(store, "state")}`,
		],
	};
	return runIn(folder, args[manager]);
}

export function compile(folder: string): Promise<string> {
	return runIn(folder, [process.execPath, join(root, "node_modules", "typescript", "bin", "tsc")]);
}

/** npm's variables for the scripts of the repository that run this test are not meant for the project. */
const OF_OUR_SCRIPT = /^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD)/;

/** The output of a command; throws with all of it if it fails. */
export function runIn(
	folder: string,
	[command = "", ...args]: string[],
	more: NodeJS.ProcessEnv = {},
): Promise<string> {
	const ours = Object.entries(process.env).filter(([name]) => !OF_OUR_SCRIPT.test(name));
	const env = { ...Object.fromEntries(ours), ...more };
	return new Promise((resolve, reject) => {
		const child = startProgram(command, args, { cwd: folder, env });
		let said = "";
		for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
		child.on("error", reject);
		child.on("close", (code) => {
			if (code === 0) resolve(said);
			else reject(new Error(`${[command, ...args].join(" ")} in ${folder} ended with ${code}:\n${said}`));
		});
	});
}
