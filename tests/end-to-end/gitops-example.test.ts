import { pathToFileURL } from "node:url";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, openCloud } from "./support/cloud";
import { copyExample, WITHOUT_TYPE_CHECK } from "./support/example";
import { type GitLab, openGitLab, type Pipeline } from "./support/gitlab";
import { newNotebooksIn, tamperWithNotebook, theNewNotebookIn } from "./support/notebooks";
import { openStack, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

const TIME = 90_000;
const folder = copyExample("gitops");

let cloud: Simulator;
let gitlab: GitLab;
let stack: Stack;
let pipeline: Pipeline;

beforeAll(async () => {
	cloud = await openCloud();
	// A job gets its keys only from the pipeline.
	const { HW_ACCESS_KEY, HW_SECRET_KEY, HW_REGION_NAME, ...env } = environmentOf(cloud);
	void [HW_ACCESS_KEY, HW_SECRET_KEY, HW_REGION_NAME];
	stack = await openStack({ folder, env });
	gitlab = await openGitLab(folder, {
		...env,
		...WITHOUT_TYPE_CHECK,
		PULUMI_HOME: join(stack.directory, "home"),
		PULUMI_CONFIG_PASSPHRASE: "throw-away",
	});
}, TIME);

afterAll(() => gitlab.close());

const commonly = () => ({
	STACK: "dev",
	PULUMI_BACKEND_URL: pathToFileURL(join(stack.directory, "state")).href,
	HW_REGION_NAME: cloud.region,
});

/** Every pipeline gets the read-only keys, that of a protected branch those with write permission. */
async function run(source: "merge_request_event" | "push" | "schedule"): Promise<void> {
	cloud.admin.clearRequests();
	const kind = source === "push" ? "" : "_READ";
	const keys = { [`CLOUD${kind}_AK`]: cloud.accessKey, [`CLOUD${kind}_SK`]: cloud.secretKey };
	pipeline = await gitlab.runPipeline(source, { ...commonly(), ...keys });
}

test(
	"a merge request gets a preview with the diff as a comment, and changes nothing",
	async () => {
		await run("merge_request_event");
		expect(pipeline.jobs).toEqual({ preview: "PASS" });
		expect(gitlab.notes).toHaveLength(1);
		expect(gitlab.notes[0]?.body).toMatch(
			/Preview of `dev`[^]*```diff[^]*^\+ +pulumi-nodejs:dynamic\/modelarts:Notebook/m,
		);
		expect(newNotebooksIn(cloud)).toEqual([]);
	},
	TIME,
);

test(
	"a push to `main` is deployed, and runs no other job",
	async () => {
		await run("push");
		expect(pipeline.jobs).toEqual({ up: "PASS" });
		expect(theNewNotebookIn(cloud)).toMatchObject({ status: "RUNNING" });
	},
	TIME,
);

whenFull(() => {
	test(
		"the schedule finds no drift without a change outside of Pulumi",
		async () => {
			await run("schedule");
			expect(pipeline.jobs).toEqual({ drift: "PASS" });
			expect(changesTo(cloud)).toEqual([]);
		},
		TIME,
	);
});

test(
	"a change at the console is a warning of the schedule by exit code 7, and is not corrected",
	async () => {
		tamperWithNotebook(cloud, theNewNotebookIn(cloud).id, { flavor: "modelarts.vm.cpu.8u" });
		await run("schedule");
		expect(pipeline).toMatchObject({ code: 0, jobs: { drift: "WARN" } });
		expect(pipeline.log).toMatch(/flavor *: "modelarts.vm.cpu.8u" => "modelarts.vm.cpu.2u"/);
		expect(changesTo(cloud)).toEqual([]);
	},
	TIME,
);

whenFull(() => {
	test(
		"the next push to the merge request updates the existing comment",
		async () => {
			await run("merge_request_event");
			expect(pipeline.jobs).toEqual({ preview: "PASS" });
			expect(gitlab.notes).toHaveLength(1);
			expect(gitlab.notes[0]?.body).not.toMatch(/^\+ +pulumi-nodejs/m);
		},
		TIME,
	);
});
