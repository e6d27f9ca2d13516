import { join } from "node:path";
import { build } from "./build.mts";
import { runPulumi } from "./demo/project.mts";
import { findPulumi } from "./pulumi-cli/find-pulumi.mts";
import { createThrowAwayBackend } from "./pulumi-cli/throw-away-backend.mts";

/**
 * `npm run demo`: the lifecycle of a notebook and of images under a real Pulumi CLI, against the simulator over HTTP,
 * with signed requests. Ends with exit code 0 only if every step had its expected effect; the effect is read from the
 * simulator, not from Pulumi.
 */
const cli = await findPulumi();
await build();
const { startSimulator } = await import("modelarts-simulator");

const simulator = await startSimulator({ speed: 1 });
const backend = createThrowAwayBackend(cli);
const env = {
	...backend.env,
	HW_REGION_NAME: simulator.region,
	HW_PROJECT_ID: simulator.projectId,
	HW_ACCESS_KEY: simulator.accessKey,
	HW_SECRET_KEY: simulator.secretKey,
	HW_ENDPOINTS: JSON.stringify(simulator.endpoints),
};
// The configuration belongs to this run, not to the repository.
const stack = ["--stack", "demo", "--config-file", join(backend.directory, "Pulumi.demo.yaml")];
const now = ["--yes", "--skip-preview"];

// Ctrl-C reaches `pulumi` as well: it ends its run, the next steps fail, and nothing is left behind.
process.on("SIGINT", () => {});

const failures: string[] = [];
try {
	say(`Pulumi ${cli.version} (${cli.origin}); the cloud is a simulator at ${simulator.url}`);
	await runPulumi(["stack", "init", "demo"], env);

	say("A notebook is created; watch its status while it starts");
	expect("the notebook is created", (await runPulumi(["up", ...now, ...stack], env)).code === 0);
	expect("it runs in the cloud", (await notebooks()).map(({ status }) => status).join() === "RUNNING");

	say("Its outputs");
	const outputs = await runPulumi(["stack", "output", "--stack", "demo"], env);
	expect("the outputs hold its address", /url\s+https:/.test(outputs.output));

	say("Its description changes in place");
	await runPulumi(["config", "set", "description", "Lab of the vision team", ...stack], env);
	const [before] = await notebooks();
	expect("the update works", (await runPulumi(["up", ...now, ...stack], env)).code === 0);
	const [after] = await notebooks();
	expect("it is the same notebook", before?.id === after?.id);
	expect("it has the new description", after?.description === "Lab of the vision team");

	say("Three invalid settings: all are reported by the preview, and nothing is sent");
	const invalid = { description: "<lab>", volumeSize: "3", stopAfterSeconds: "60" };
	for (const [key, value] of Object.entries(invalid)) await runPulumi(["config", "set", key, value, ...stack], env);
	const sent = await requests();
	const preview = await runPulumi(["preview", ...stack], env);
	expect("the preview is refused", preview.code !== 0);
	const validationErrors = ["description: expected", "volumeSize: expected", "duration: expected"];
	expect(
		"it names every invalid setting",
		validationErrors.every((error) => preview.output.includes(error)),
	);
	expect("nothing was sent", (await requests()) === sent);

	say("It is destroyed");
	expect("the notebook is destroyed", (await runPulumi(["destroy", ...now, ...stack], env)).code === 0);
	expect("nothing is left in the cloud", (await notebooks()).length === 0);

	say("Images: one registered from SWR, one made from two files, one of a server; watch how far they are");
	const images = "examples/images";
	await runPulumi(["stack", "init", "images"], env, images);
	const made = await runPulumi(["up", ...now, "--stack", "images"], env, images);
	expect("the images are made", made.code === 0);
	expect("the terminal shows how far they are", /\d+ % \w+/.test(made.output));
	expect("they are in the cloud", (await count("customImages")) === 1 && (await count("cloudImages")) === 3);
	expect("they are destroyed", (await runPulumi(["destroy", ...now, "--stack", "images"], env, images)).code === 0);
	expect("none is left in the cloud", (await count("customImages")) + (await count("cloudImages")) === 0);
} finally {
	await simulator.close();
	backend.remove();
}

say(failures.length === 0 ? "Every step did what it should." : `Failed: ${failures.join("; ")}.`);
process.exitCode = failures.length === 0 ? 0 : 1;

function say(title: string): void {
	process.stdout.write(`\n== ${title}\n`);
}

function expect(promise: string, kept: boolean): void {
	process.stdout.write(`${kept ? "  ok: " : "  NOT: "}${promise}\n`);
	if (!kept) failures.push(promise);
}

interface SeenNotebook {
	readonly id: string;
	readonly status: string;
	readonly description: string;
}

async function notebooks(): Promise<SeenNotebook[]> {
	return (await readState()).instances as SeenNotebook[];
}

async function count(kind: string): Promise<number> {
	return (await readState())[kind]?.length ?? 0;
}

async function readState(): Promise<Record<string, unknown[]>> {
	return (await (await fetch(`${simulator.url}/_admin/state`)).json()) as Record<string, unknown[]>;
}

async function requests(): Promise<number> {
	return ((await (await fetch(`${simulator.url}/_admin/requests`)).json()) as unknown[]).length;
}
