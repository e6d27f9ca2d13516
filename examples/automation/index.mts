import { type EngineEvent, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import { Notebook } from "pulumi-modelarts";

/**
 * `npm start -- ada grace` gives each of them a notebook of their own; `npm start -- --remove ada` takes it away again.
 *
 * Each name is a stack, so that one notebook can be made, changed and removed without a look at the others, and a portal
 * can do that for each of its users at any time. `openStack`, `up` and `onEvent` are what it would call.
 */
const args = process.argv.slice(2);
const removes = args.includes("--remove");
const names = args.filter((arg) => !arg.startsWith("--"));
if (names.length === 0) throw new Error("Whose notebook? npm start -- ada grace");

const stacks: Stack[] = [];
for (const name of names) stacks.push(await openStack(name));

// One that fails takes nobody else's with it.
const results = await Promise.allSettled(stacks.map(removes ? remove : make));
for (const [index, result] of results.entries()) {
	const said = result.status === "fulfilled" ? result.value : `failed: ${reasonOf(result.reason)}`;
	console.log(`${names[index]}: ${said}`);
}
process.exitCode = results.some(({ status }) => status === "rejected") ? 1 : 0;

/** The stack of a name; made if it is not there. */
function openStack(name: string): Promise<Stack> {
	const program = () => Promise.resolve(declareNotebook(name));
	// Pulumi looks for the provider from here; without `workDir`, from wherever this process was started.
	const workDir = import.meta.dirname;
	return LocalWorkspace.createOrSelectStack({ stackName: name, projectName: "automation", program }, { workDir });
}

/** What a name gets. It is called at each run, in this very process: settings may come from a database. */
function declareNotebook(owner: string): Record<string, unknown> {
	const notebook = new Notebook("notebook", {
		flavor: "modelarts.vm.cpu.2u",
		// Only the simulator has it: put in the id of an image of your region, or of a CustomImage of your own.
		imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
		volume: { category: "EVS", capacity: 20 },
		lease: { duration: 8 * 3_600_000 },
		tags: { owner },
	});
	return { url: notebook.url };
}

async function make(stack: Stack): Promise<string> {
	const { outputs } = await stack.up({ onEvent: (event) => showProgress(stack.name, event) });
	return `open ${String(outputs.url?.value)}`;
}

async function remove(stack: Stack): Promise<string> {
	await stack.destroy({ onEvent: (event) => showProgress(stack.name, event), remove: true });
	return "removed";
}

/** What the provider says while it waits, and what Pulumi says of a resource: a portal's progress bar. */
function showProgress(name: string, { diagnosticEvent, resourcePreEvent }: EngineEvent): void {
	if (diagnosticEvent?.urn) console.log(`${name}: ${diagnosticEvent.message.trim()}`);
	const { op, type } = resourcePreEvent?.metadata ?? {};
	if (type?.endsWith(":Notebook") && op !== "same") console.log(`${name}: ${op} notebook`);
}

/** The service's own words are among what Pulumi printed, in the diagnostics at its end. */
function reasonOf(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	const said = /\n {4}error: (?!update failed)([^]*?)\n\s*\n/.exec(text)?.[1];
	return said?.replace(/\s+/g, " ") ?? text;
}
