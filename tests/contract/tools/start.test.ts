import { cpSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProgram } from "../../support/programs";
import { until } from "../../end-to-end/support/until";
import { begin, FakeMachine, node, root, run, type Running } from "./fake-machine";

let machine: FakeMachine;
let clone: string;

/** A clone with one command, whose npm records each run and "installs" the lock file. */
beforeEach(() => {
	machine = new FakeMachine();
	clone = machine.folder("clone");
	cpSync(join(root, "tools", "start.mjs"), join(clone, "tools", "start.mjs"));
	cpSync(join(root, "tools", "start"), join(clone, "tools", "start"), { recursive: true });
	symlinkSync(node, join(machine.bin, "node"));
	lock({ "node_modules/left": { version: "1.0.0", integrity: "sha512-1" } });
	npm();
	command("say", `console.log("said", ...process.argv.slice(2)); process.exitCode = 7;`);
});
afterEach(() => machine.remove());

function lock(packages: Record<string, object>): void {
	writeFileSync(join(clone, "package-lock.json"), JSON.stringify({ packages }));
}

/** @param work further shell text */
function npm(work = ":"): void {
	machine.command(
		"npm",
		`echo "npm talks"; echo "$1" >> ${clone}/installs; ${work}
		/bin/mkdir -p node_modules/.bin; /bin/ln -sf ${node} node_modules/.bin/node
		/bin/cp package-lock.json node_modules/.package-lock.json`,
	);
}

function command(name: string, text: string): void {
	writeFileSync(join(clone, "tools", `${name}.mts`), text);
}

function start(...args: string[]) {
	return run(node, [join(clone, "tools", "start.mjs"), ...args], machine.env);
}

function installs(): number {
	return readFileSync(join(clone, "installs"), "utf8").trim().split("\n").length;
}

test("a fresh clone installs, and standard output and exit code are the command's alone", async () => {
	const { stdout, stderr, code } = await start("say", "a b");
	expect(stdout).toBe("said a b\n");
	expect(stderr).toContain("node_modules is missing: running npm ci");
	expect(stderr).toContain("npm talks");
	expect(code).toBe(7);
});

test("a clone installs again for another lock file, not for one that is only younger", async () => {
	await start("say");
	const later = new Date(Date.now() + 60_000);
	utimesSync(join(clone, "package-lock.json"), later, later);
	await start("say");
	expect(installs()).toBe(1);

	lock({ "node_modules/left": { version: "1.0.1", integrity: "sha512-2" } });
	const { stderr } = await start("say");
	expect(stderr).toContain("older than package-lock.json (node_modules/left)");
	expect(installs()).toBe(2);

	lock({});
	await start("say");
	expect(installs()).toBe(3);
});

test("an optional package for another platform is not missing", async () => {
	await start("say");
	lock({
		"": { name: "root" },
		"node_modules/left": { version: "1.0.0", integrity: "sha512-1" },
		"node_modules/elsewhere": { version: "1.0.0", optional: true },
	});
	await start("say");
	expect(installs()).toBe(1);
});

test("two concurrent calls install once, and the second prints that it waits", async () => {
	npm(`while [ ! -e ${clone}/go-on ]; do /bin/sleep 0.1; done`);
	const both = [1, 2].map(() => begin(node, [join(clone, "tools", "start.mjs"), "say"], machine.env));
	const isWaiting = ({ stderr }: Running) => stderr().includes("another process installs the dependencies, waiting");
	await until("the second that waits", () => both.some(isWaiting));
	writeFileSync(join(clone, "go-on"), "");
	expect((await Promise.all(both.map(({ outcome }) => outcome))).map(({ code }) => code)).toEqual([7, 7]);
	expect(installs()).toBe(1);
});

test("an interrupted installation is repeated", async () => {
	await start("say");
	rmSync(join(clone, "node_modules", ".bin"), { recursive: true });
	const { code } = await start("say");
	expect(code).toBe(7);
	expect(installs()).toBe(2);
});

test("a failing npm ci is reported in one sentence", async () => {
	machine.command("npm", "exit 3");
	const { code, stderr } = await start("say");
	expect(code).toBe(1);
	expect(stderr).toMatch(/npm ci failed \(exit code 3\); its own message is above\.\n$/);
});

test("an unknown command is reported with the known ones", async () => {
	const { code, stderr } = await start("sya");
	expect(code).toBe(1);
	expect(stderr).toBe('There is no command "sya"; there are: say.\n');
});

test("an old Node is reported with the required version, in one sentence", async () => {
	const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })";
	const preload = `--import=data:text/javascript,${encodeURIComponent(old)}`;
	const { code, stderr } = await run(node, [preload, join(clone, "tools", "start.mjs"), "say"], machine.env);
	expect(code).toBe(1);
	expect(stderr).toMatch(/^This needs Node 20 or newer to start; .*\n$/);
});

describe("signals reach the command exactly once", () => {
	const COUNT = `
		let count = 0;
		process.on("SIGINT", () => count++);
		console.log("ready");
		setTimeout(() => { console.log("counted", count); }, 1500);
	`;

	test.each([
		["sent to the launcher alone", false],
		["sent to the whole group, as by a terminal", true],
	])("%s", async (_how, toGroup) => {
		command("count", COUNT);
		await start("count");
		const child = startProgram(node, [join(clone, "tools", "start.mjs"), "count"], {
			env: { ...machine.env, PATH: `${machine.bin}:/bin:/usr/bin` },
			detached: true,
		});
		let said = "";
		child.stdout.on("data", (text: string) => {
			said += text;
			if (text.includes("ready")) process.kill(toGroup ? -Number(child.pid) : Number(child.pid), "SIGINT");
		});
		await new Promise((resolve) => child.on("close", resolve));
		expect(said).toContain("counted 1\n");
	});
});
