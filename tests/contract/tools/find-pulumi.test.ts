import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../end-to-end/support/until";
import { FakeMachine, type Running } from "./fake-machine";
import { isFull } from "../../support/full";

let machine: FakeMachine;
beforeEach(() => (machine = new FakeMachine()));
afterEach(() => machine.remove());

const FIND = `
	const { findPulumi } = await tools("pulumi-cli/find-pulumi.mts");
	try {
		console.log(JSON.stringify(await findPulumi()));
	} catch (error) {
		console.log(JSON.stringify({ error: error.message }));
	}
`;

async function find(env: NodeJS.ProcessEnv = {}) {
	const { stdout, stderr } = await machine.evaluate(FIND, env);
	return { ...(JSON.parse(stdout || "{}") as { [key in "origin" | "directory" | "error"]?: string }), stderr };
}

/** A network on which the installer is a script that creates a CLI of the requested version. */
const INSTALLER = `async () => new Response(\`
	while [ $# -gt 0 ]; do
		case "$1" in --install-root) place=$2;; --version) version=$2;; esac
		shift
	done
	/bin/mkdir -p "$place/bin"
	for name in pulumi pulumi-language-nodejs; do
		echo "#!/bin/sh" > "$place/bin/$name"
		/bin/chmod 755 "$place/bin/$name"
	done
\`)`;

describe("the source of the CLI", () => {
	test("is the user's own CLI first", async () => {
		machine.pulumi("3.300.1");
		machine.go();
		machine.fetch = INSTALLER;
		expect(await find()).toMatchObject({ origin: "path", version: "3.300.1", directory: machine.bin });
	});

	test("is then the official bundle of an earlier download", async () => {
		const bundle = machine.folder(".pulumi", "versions", "3.265.0", "bin");
		machine.pulumi("3.265.0", bundle);
		machine.go();
		expect(await find({ PULUMI_VERSION: "3.265.0" })).toMatchObject({ origin: "download", directory: bundle });
		expect(machine.builds()).toBe(0);
	});

	test("is then a download", async () => {
		machine.go();
		machine.fetch = INSTALLER;
		const found = await find({ PULUMI_VERSION: "3.265.0" });
		expect(found).toMatchObject({ origin: "download", version: "3.265.0" });
		expect(found.stderr).toContain("downloading the Pulumi CLI 3.265.0");
		expect(machine.builds()).toBe(0);
	});

	test("is then a build, which is kept", async () => {
		machine.go();
		const built = await find();
		expect(built).toMatchObject({ origin: "built" });
		expect(readdirSync(String(built.directory)).sort()).toEqual([
			"language-hosts",
			"pulumi",
			"pulumi-language-go",
			"pulumi-language-nodejs",
			"pulumi-language-python",
			"pulumi-resource-pulumi-nodejs",
		]);
		expect(await find()).toMatchObject({ origin: "built", stderr: "" });
		expect(machine.builds()).toBe(1);
	});

	test("is a build after a failed download", async () => {
		machine.go();
		machine.fetch = `async () => new Response("exit 1")`;
		const found = await find();
		expect(found).toMatchObject({ origin: "built" });
		expect(found.stderr).toContain("the download of the Pulumi CLI failed");
	});

	test("is missing with one sentence that says what to install", async () => {
		const { error, stderr } = await find();
		expect(error).toMatch(/^There is no Pulumi CLI .* install Pulumi \(http.*\) or Go .*\.$/);
		expect(stderr).toBe("");
	});
});

describe("a pulumi on the PATH is skipped", () => {
	test.each<[version: string, used: boolean]>([
		["3.245.0", false],
		["3.246.0", true],
		["unknown", false],
		...(isFull
			? ([
					["3.247.0-alpha.1", true],
					["2.999.0", false],
					["4.0.0", false],
				] satisfies [string, boolean][])
			: []),
	])("the version %s is used: %s", async (version, used) => {
		machine.pulumi(version);
		const found = await find();
		expect(found.origin === "path").toBe(used);
		if (!used) expect(found.stderr).toContain(join(machine.bin, "pulumi"));
	});

	test("without a language host", async () => {
		machine.command("pulumi", "echo v3.300.0");
		const found = await find();
		expect(found.error).toBeDefined();
		expect(found.stderr).toContain("has no pulumi-language-nodejs");
	});

	test("if it is the npm package's, which would download", async () => {
		machine.pulumi("3.300.0", machine.folder("node_modules", ".bin"));
		const found = await find({ PATH: join(machine.directory, "node_modules", ".bin") });
		expect(found.error).toBeDefined();
	});

	test("in favour of a later one on the PATH", async () => {
		const second = machine.folder("second");
		machine.pulumi("3.100.0");
		machine.pulumi("3.300.0", second);
		expect(await find({ PATH: `${machine.bin}:${second}` })).toMatchObject({ origin: "path", directory: second });
	});
});

describe("a build of the CLI", () => {
	test("runs once for two concurrent calls, and the second prints that it waits", async () => {
		const file = join(machine.directory, "go-on");
		machine.go({ until: file });
		const both = [1, 2].map(() => machine.beginToEvaluate(FIND));
		const isWaiting = ({ stderr }: Running) => stderr().includes("another process builds the Pulumi CLI, waiting");
		await until("the second that waits", () => both.some(isWaiting));
		writeFileSync(file, "");
		const found = (await Promise.all(both.map(({ outcome }) => outcome))).map(({ stdout }) => stdout);
		expect(found[0]).toContain('"origin":"built"');
		expect(found[1]).toBe(found[0]);
		expect(machine.builds()).toBe(1);
	});

	test("keeps nothing after a failure, prints Go's error, and can be repeated", async () => {
		machine.go({ succeeds: false });
		const failed = await find();
		expect(failed.error).toContain("no module proxy");
		expect(readdirSync(machine.cache)).toEqual([]);
		machine.go();
		expect(await find()).toMatchObject({ origin: "built" });
	});

	test("is not blocked by a killed builder", async () => {
		machine.go();
		const killed = await machine.evaluate(`setTimeout(() => process.kill(process.pid, "SIGKILL"), 700); ${FIND}`);
		expect(killed.signal).toBe("SIGKILL");
		expect(await find()).toMatchObject({ origin: "built" });
		expect(readdirSync(machine.cache)).toHaveLength(1);
	});
});

test("the CLI runs with Node 24 first, then its own folder, whatever Node that folder has", async () => {
	machine.pulumi("3.300.0");
	machine.command("node", "echo old");
	const { stdout } = await machine.evaluate(`
		const { cliEnvironment } = await tools("pulumi-cli/environment.mts");
		const env = cliEnvironment({ directory: ${JSON.stringify(machine.bin)}, version: "3.300.0", origin: "path" });
		const { execFileSync } = await import("node:child_process");
		console.log(execFileSync("/bin/sh", ["-c", "node --version; pulumi version"], { env }).toString());
	`);
	expect(stdout).toMatch(/^v24\.\S+\nv3\.300\.0\n/);
});
