import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, openCloud } from "./support/cloud";
import { tamperWithNotebook, theNewNotebookIn } from "./support/notebooks";
import { openStack, type Stack } from "./support/stack";
import { whenFull } from "../support/full";
import { restarts } from "../support/notebooks";

/** Changes at the console that the program ignores, or that no refresh has read. */

const TIME = 120_000;
const theirs = { flavor: "modelarts.vm.cpu.8u", volume: { capacity: 20 } };

let cloud: Simulator;
let stack: Stack;

function declare(inputs: object, ignoreChanges: string[]): string {
	const usual = { flavor: "modelarts.vm.cpu.2u", imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090" };
	const given = JSON.stringify({
		...usual,
		volume: { category: "EVS", capacity: 5 },
		tags: { team: "one" },
		...inputs,
	});
	return `
		const { Notebook } = require("pulumi-modelarts");
		new Notebook("lab", ${given}, { ignoreChanges: ${JSON.stringify(ignoreChanges)} });`;
}

async function up(inputs: object, ignoreChanges: string[]) {
	cloud.admin.clearRequests();
	stack.write(declare(inputs, ignoreChanges));
	return stack.up();
}

beforeAll(async () => {
	cloud = await openCloud();
	stack = await openStack({ program: declare({}, []), env: environmentOf(cloud) });
	expect(await stack.up()).toMatchObject({ code: 0 });
	tamperWithNotebook(cloud, theNewNotebookIn(cloud).id, theirs);
}, TIME);

const ignored = ["flavor", "volume.capacity"];

test(
	"a tag change leaves a notebook running, with the console's flavor that the program ignores",
	async () => {
		expect(await up({ tags: { team: "two" } }, ignored)).toMatchObject({ code: 0, steps: ["update lab"] });
		expect(changesTo(cloud)).toEqual(["createNotebookTags"]);
		expect(theNewNotebookIn(cloud)).toMatchObject({
			...theirs,
			status: "RUNNING",
			tags: [{ key: "team", value: "two" }],
		});
	},
	TIME,
);

whenFull(() => {
	test(
		"an ignored volume that has grown does not fail an update, nor one that resumes another",
		async () => {
			const denied = { status: 403, body: { error_code: "ModelArts.0108", error_msg: "You are not authorized." } };
			cloud.admin.addFault({ match: { operation: "updateNotebook" }, action: denied });
			expect(await up({ tags: { team: "two" }, name: "renamed" }, ignored)).toMatchObject({ code: 1 });
			expect(await up({ tags: { team: "two" }, name: "renamed" }, ignored)).toMatchObject({ code: 0 });
			expect(changesTo(cloud)).toEqual(["updateNotebook"]);
			expect(theNewNotebookIn(cloud)).toMatchObject({ ...theirs, name: "renamed", status: "RUNNING" });
		},
		TIME,
	);
});

whenFull(() => {
	test(
		"a change that no refresh has read is kept, and after a refresh the preview shows it and `up` reverts it",
		async () => {
			expect(await up({ tags: { team: "three" }, name: "renamed" }, ["volume.capacity"])).toMatchObject({ code: 0 });
			expect(theNewNotebookIn(cloud)).toMatchObject({ ...theirs, status: "RUNNING" });

			await stack.refresh();
			expect((await stack.preview()).stdout).toContain("modelarts.vm.cpu.8u");
			expect(await up({ tags: { team: "three" }, name: "renamed" }, ["volume.capacity"])).toMatchObject({ code: 0 });
			expect(changesTo(cloud)).toEqual(restarts);
			expect(theNewNotebookIn(cloud)).toMatchObject({ flavor: "modelarts.vm.cpu.2u", volume: { capacity: 20 } });
		},
		TIME,
	);
});
