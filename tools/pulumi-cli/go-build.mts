import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { BUILT_VERSION } from "./version.mts";

const PROGRESS_MS = 5_000;
const COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/**
 * `go build` of the CLI, which takes some minutes the first time: what it is at is said every five seconds. Go's own
 * settings (GOPROXY, GOCACHE …) are respected, but those that would change what is built are not.
 */
export async function runGoBuild(
	module: string,
	output: string,
	env: NodeJS.ProcessEnv,
	say: (text: string) => void,
): Promise<void> {
	say(`building the Pulumi CLI ${BUILT_VERSION} from Go modules; this takes three to ten minutes, once`);
	const args = ["build", "-v", "-mod=readonly", "-trimpath", "-tags=osusergo grpcnotrace"];
	const child = spawn(
		"go",
		[...args, `-ldflags=-s -w -X ${VERSION_VARIABLE}=v${BUILT_VERSION}`, "-o", output, COMMAND],
		{
			cwd: module,
			env: { ...env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off", GOOS: "", GOARCH: "" },
			stdio: ["ignore", "ignore", "pipe"],
		},
	);

	const startedAt = Date.now();
	const lines: string[] = [];
	let compiled = 0;
	createInterface({ input: child.stderr }).on("line", (line) => {
		lines.push(line);
		// With -v, what is neither a message nor a complaint is the name of a package.
		if (/^[\w./~-]+$/.test(line)) compiled++;
	});
	const progress = setInterval(() => {
		const seconds = Math.round((Date.now() - startedAt) / 1000);
		say(`building the Pulumi CLI: ${seconds} s, ${compiled} packages compiled, at ${lines.at(-1) ?? "the start"}`);
	}, PROGRESS_MS);

	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.on("error", reject);
			child.on("close", resolve);
		});
		if (code !== 0) throw new Error(complaintOf(lines));
		say(`built the Pulumi CLI ${BUILT_VERSION} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
	} finally {
		clearInterval(progress);
	}
}

function complaintOf(lines: string[]): string {
	const said = lines.slice(-8).map((line) => `  ${line}`);
	return ["The Pulumi CLI could not be built from Go modules. Go said last:", ...said].join("\n");
}
