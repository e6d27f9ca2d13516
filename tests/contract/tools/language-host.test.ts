import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startProgram } from "../../support/programs";
import { WITHOUT_TYPE_CHECK } from "../../end-to-end/support/example";
import { until } from "../../end-to-end/support/until";
import { root, run } from "./fake-machine";
import { isFull, whenFull } from "../../support/full";

/**
 * Whole programs under the real CLI, whichever was found, with its language host. They depend on @pulumi/pulumi alone,
 * so a failure here is one of the tool chain, not of the provider. Skipped under plain `npx jest`, which does not
 * search for a CLI.
 */
const withCli = process.env.PULUMI_MODELARTS_CLI_READY ? describe : describe.skip;

const THING = `
	import * as pulumi from "@pulumi/pulumi";
	const provider: pulumi.dynamic.ResourceProvider = {
		create: async (inputs) => ({ id: "thing", outs: { ...inputs, made: true } }),
	};
	class Thing extends pulumi.dynamic.Resource {
		declare readonly made: pulumi.Output<boolean>;
		constructor(name: string, props: object) {
			super(provider, name, { made: undefined, ...props });
		}
	}
	const config = new pulumi.Config();
`;

withCli("a TypeScript program", () => {
	let project: string;
	let env: NodeJS.ProcessEnv;

	beforeEach(async () => {
		project = mkdtempSync(join(tmpdir(), "language-host-"));
		mkdirSync(join(project, "state"));
		symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
		env = {
			...process.env,
			PULUMI_BACKEND_URL: `file://${join(project, "state")}`,
			PULUMI_HOME: join(project, "home"),
			PULUMI_CONFIG_PASSPHRASE: "test",
			...WITHOUT_TYPE_CHECK,
		};
		write("Pulumi.yaml", "name: proof\nruntime: nodejs\n");
		write("package.json", '{ "main": "index.ts", "dependencies": { "@pulumi/pulumi": "*" } }');
		await pulumi("stack", "init", "dev");
	});
	afterEach(() => rmSync(project, { recursive: true, force: true }));

	function write(path: string, text: string): void {
		mkdirSync(dirname(join(project, path)), { recursive: true });
		writeFileSync(join(project, path), text);
	}

	function pulumi(...args: string[]) {
		return run("pulumi", [...args, "--non-interactive"], env, project);
	}

	test("runs up with a dynamic resource, config, secrets, outputs, destroy", async () => {
		write(
			"index.ts",
			`${THING}
			console.log("to standard output");
			console.error("to standard error");
			export const made = new Thing("thing", { word: config.requireSecret("word") }).made;
			export const plain = config.require("plain");
			export const word = config.require("word");
			export const secret = ["proof:word", "proof:plain"].map((key) => (pulumi.runtime as any).isConfigSecret(key));
			export const known = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");`,
		);
		await pulumi("config", "set", "plain", "open: colon");
		await pulumi("config", "set", "--secret", "word", "hunter2");

		const up = await pulumi("up", "--yes");
		expect(up.code).toBe(0);
		expect(up.stdout).toContain("to standard output");
		expect(up.stdout).toContain("to standard error");
		const { stdout } = await pulumi("stack", "output", "--json");
		expect(JSON.parse(stdout)).toEqual({
			made: true,
			plain: "open: colon",
			word: "hunter2",
			secret: [true, false],
			known: "organization/proof/dev",
		});
		const state = await pulumi("stack", "export");
		expect(state.stdout).toContain('"made": true');

		expect((await pulumi("destroy", "--yes")).code).toBe(0);
	});

	whenFull(() => {
		test.each([
			["a folder", "main: program", "program/index.ts"],
			["a file", "main: program/start.ts", "program/start.ts"],
		])("is found at `main`: %s", async (_what, main, path) => {
			write("Pulumi.yaml", `name: proof\nruntime: nodejs\n${main}\n`);
			write(path, "export const where: string = process.cwd();");
			if (path.endsWith("index.ts")) write("program/package.json", '{ "main": "index.ts" }');
			const { code, stdout } = await pulumi("up", "--yes", "--skip-preview");
			expect(stdout).toContain("where");
			expect(code).toBe(0);
		});
	});

	const errors: [what: string, text: string, expected: string[], env: object][] = [
		["a type error", 'export const n: number = "text";', ["TSError", "TS2322"], {}],
		["a thrown error", 'throw new Error("boom");', ["Error: boom", "unhandled exception"], WITHOUT_TYPE_CHECK],
		["an exit code", "process.exit(3);", ["Program exited with non-zero exit code: 3"], WITHOUT_TYPE_CHECK],
	];
	test.each(isFull ? errors : errors.filter(([what]) => what !== "a thrown error"))(
		"shows %s, once",
		async (_what, text, expected, check) => {
			for (const name of Object.keys(WITHOUT_TYPE_CHECK)) delete env[name];
			Object.assign(env, check);
			write("index.ts", text);
			const { code, stdout, stderr } = await pulumi("preview");
			expect(code).not.toBe(0);
			for (const part of expected) expect(stdout + stderr).toContain(part);
			expect(stdout + stderr).not.toContain("exited prematurely");
		},
	);

	whenFull(() => {
		test("without @pulumi/pulumi reports the missing installation", async () => {
			write("index.ts", "");
			rmSync(join(project, "node_modules"));
			const { code, stdout, stderr } = await pulumi("preview");
			expect(code).not.toBe(0);
			expect(stdout + stderr).toMatch(/install/);
		});

		test("does not break `pulumi about`", async () => {
			write("index.ts", "");
			const { code, stdout } = await pulumi("about");
			expect(code).toBe(0);
			expect(stdout).toContain("This project is written in nodejs");
			expect(stdout).toContain(process.version);
		});
	});

	whenFull(() => {
		test("is stopped by Ctrl-C, although it never ends by itself", async () => {
			write("index.ts", waitingProgram());
			const { child, pids } = await started();
			child.kill("SIGINT");
			await new Promise((resolve) => child.once("close", resolve));
			await expectDeleted(pids);
		});
	});

	test("ends with a killed CLI, and so does the language host", async () => {
		write("index.ts", waitingProgram());
		const { child, pids } = await started();
		child.kill("SIGKILL");
		await expectDeleted(pids);
	});

	/** Records its own process and its parent, the language host, and never ends. */
	function waitingProgram(): string {
		return `
			import { writeFileSync } from "node:fs";
			writeFileSync(${JSON.stringify(join(project, "pids"))}, JSON.stringify([process.pid, process.ppid]));
			setInterval(() => undefined, 1000);
		`;
	}

	async function started() {
		const child = startProgram("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"], { cwd: project, env });
		for (;;) {
			await sleep(100);
			try {
				const pids = JSON.parse(readFileSync(join(project, "pids"), "utf8")) as number[];
				return { child, pids };
			} catch {
				continue;
			}
		}
	}

	async function expectDeleted(pids: number[]): Promise<void> {
		await until("the end of all processes", () => !pids.some(isAlive));
	}
});

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
