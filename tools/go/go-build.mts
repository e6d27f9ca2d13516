import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const PROGRESS_MS = 5_000;

/** A command that is built from Go modules. */
export interface GoCommand {
	/** What it is, for people: `the Pulumi CLI 3.259.0`. */
	readonly title: string;
	/** How long the first build of it takes, for people. */
	readonly takes: string;
	/** The folder of the go.mod that names its version. */
	readonly module: string;
	/** Import path of the command. */
	readonly command: string;
	/** The variable that a build sets to its version, and to which; nothing for a command that does not say one. */
	readonly version?: string;
}

/**
 * `go build` of a command, which takes some minutes the first time: what it is at is said every five seconds. Go's own
 * settings (GOPROXY, GOCACHE …) are respected, but those that would change what is built are not.
 */
export async function runGoBuild(
	{ title, takes, module, command, version }: GoCommand,
	output: string,
	env: NodeJS.ProcessEnv,
	say: (text: string) => void,
): Promise<void> {
	say(`building ${title} from Go modules; this takes ${takes}, once`);
	const args = ["build", "-v", "-mod=readonly", "-trimpath", "-tags=osusergo grpcnotrace"];
	const linker = `-ldflags=-s -w${version === undefined ? "" : ` -X ${version}`}`;
	const child = spawn("go", [...args, linker, "-o", output, command], {
		cwd: module,
		env: { ...env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off", GOOS: "", GOARCH: "" },
		stdio: ["ignore", "ignore", "pipe"],
	});

	const startedAt = Date.now();
	const lines: string[] = [];
	let compiled = 0;
	createInterface({ input: child.stderr }).on("line", (line) => {
		lines.push(line);
		// With -v, what is neither a message nor an error is the name of a package.
		if (/^[\w./~-]+$/.test(line)) compiled++;
	});
	const progress = setInterval(() => {
		const seconds = Math.round((Date.now() - startedAt) / 1000);
		say(`building ${title}: ${seconds} s, ${compiled} packages compiled, at ${lines.at(-1) ?? "the start"}`);
	}, PROGRESS_MS);

	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.on("error", reject);
			child.on("close", resolve);
		});
		if (code !== 0) throw new Error(complainOf(title, lines));
		say(`built ${title} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
	} finally {
		clearInterval(progress);
	}
}

function complainOf(title: string, lines: string[]): string {
	const said = lines.slice(-8).map((line) => `  ${line}`);
	return [`${title} could not be built from Go modules. Go said last:`, ...said].join("\n");
}
