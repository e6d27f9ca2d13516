import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, openCloud } from "./support/cloud";
import { registeredIn } from "./support/images";
import {
	declareNewLab,
	declareSnapshot,
	newNotebooksIn,
	tamperWithNotebook,
	theNewNotebookIn,
} from "./support/notebooks";
import { openStack, type Outcome, type Stack, type StoredResource } from "./support/stack";
import { until } from "./support/until";
import { whenFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;
let id: string;

const first = {
	tags: { team: "vision" },
	mounts: [{ storagePath: "obs://sets/a/", mountDirectory: "/data/a/" }],
	lease: { duration: 7_200_000 },
	volume: { category: "EVS", capacity: 10 },
};
const bigger = { flavor: "modelarts.vm.cpu.8u" };
const TIME = 90_000;

async function begin(): Promise<void> {
	cloud = await openCloud({ settings: { durations: { createNotebook: 1500 } } });
	stack = await openStack({ program: declareNewLab(first), env: environmentOf(cloud) });
	outcome = await stack.up();
	id = theNewNotebookIn(cloud).id;
}

async function change(inputs: object, more = ""): Promise<Outcome> {
	cloud.admin.clearRequests();
	stack.write(declareNewLab({ ...first, ...inputs }, more));
	return stack.up();
}

/** The resource of a type in the state. */
async function find(type: string): Promise<StoredResource | undefined> {
	return (await stack.exportState()).find((resource) => resource.type.endsWith(type));
}

describe("`pulumi up` of a notebook", () => {
	beforeAll(begin, TIME);

	test(
		"creates the notebook and waits until it runs",
		async () => {
			expect(outcome).toMatchObject({ code: 0, steps: ["create lab"] });
			expect(theNewNotebookIn(cloud)).toMatchObject({ status: "RUNNING", tags: [{ key: "team", value: "vision" }] });
			expect(await find(":Notebook")).toMatchObject({ id, outputs: { status: "RUNNING" } });
		},
		TIME,
	);

	test("shows each step once in the resource's status line", () => {
		const rows = outcome.stdout.split("\n").filter((line) => /Notebook lab creating/.test(line));
		const steps = rows.flatMap((row) => /CREATING: (\w+) \(step \d of 4\)/.exec(row)?.[1] ?? []);
		expect(steps).toEqual([...new Set(steps)]);
		expect(steps).not.toEqual([]);
	});

	test(
		"leaves no changes",
		async () => {
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
			expect((await stack.refresh()).steps).toEqual([]);
		},
		TIME,
	);

	test(
		"changes a running notebook in place",
		async () => {
			const changes = { name: "renamed", description: "for the course", tags: { team: "audio" }, mounts: [] };
			expect(await change(changes)).toMatchObject({ code: 0, steps: ["update lab"] });
			expect(changesTo(cloud)).toEqual(["updateNotebook", "createNotebookTags", "detachDynamicStorage"]);
			expect(theNewNotebookIn(cloud)).toMatchObject({ id, name: "renamed", status: "RUNNING" });
		},
		TIME,
	);

	test(
		"changes the flavor of a running notebook with one stop and one start, without a replacement",
		async () => {
			outcome = await change(bigger);
			expect(outcome).toMatchObject({ code: 0, steps: ["update lab"] });
			expect(theNewNotebookIn(cloud)).toMatchObject({ id, flavor: "modelarts.vm.cpu.8u", status: "RUNNING" });
			const power = changesTo(cloud).filter((operation) => /^(start|stop)Notebook$/.test(operation));
			expect(power).toEqual(["stopNotebook", "startNotebook"]);
		},
		TIME,
	);

	whenFull(() => {
		test(
			"leaves a stopped notebook stopped with another flavor",
			async () => {
				tamperWithNotebook(cloud, id, { status: "STOPPED" });
				expect(await change({ flavor: "modelarts.vm.cpu.2u" })).toMatchObject({ code: 0, steps: ["update lab"] });
				expect(changesTo(cloud)).toEqual(["updateNotebook"]);
				expect(theNewNotebookIn(cloud)).toMatchObject({ id, flavor: "modelarts.vm.cpu.2u", status: "STOPPED" });
			},
			TIME,
		);

		test(
			"does not treat a notebook stopped by its lease as drift, unless it is to be kept running",
			async () => {
				await stack.refresh();
				expect(await stack.preview()).toMatchObject({ steps: [] });
				expect(await change({ desiredState: "RUNNING" })).toMatchObject({ code: 0, steps: ["update lab"] });
				expect(changesTo(cloud)).toEqual(["startNotebook"]);
				await change(bigger);
			},
			TIME,
		);
	});
});

describe("the next `pulumi up` of that notebook", () => {
	test(
		"rejects a smaller volume in the preview, with the reason, and sends nothing",
		async () => {
			cloud.admin.clearRequests();
			stack.write(declareNewLab({ ...first, ...bigger, volume: { category: "EVS", capacity: 6 } }));
			outcome = await stack.preview();
			expect(outcome.code).not.toBe(0);
			expect(outcome.terminal).toMatch(/volume\.capacity: expected 10 \(GB\) or more, got 6: .* grow, not shrink/);
			expect(cloud.admin.requests()).toEqual([]);
		},
		TIME,
	);

	whenFull(() => {
		test(
			"returns the token only if the program asks for it, as a secret",
			async () => {
				expect(await stack.outputs()).not.toHaveProperty("token");
				expect(await change({ ...bigger, exposeToken: true })).toMatchObject({ code: 0, steps: ["update lab"] });
				expect((await stack.outputs()).token).toBe("[secret]");
				expect((await find(":Notebook"))?.outputs?.token).toHaveProperty("ciphertext");
				await change(bigger);
			},
			TIME,
		);
	});

	test(
		"saves it as an image, and waits for that",
		async () => {
			expect(await change(bigger, declareSnapshot({}))).toMatchObject({ code: 0, steps: ["create snapshot"] });
			const [image] = registeredIn(cloud);
			expect(await find(":NotebookImage")).toMatchObject({ id: image?.id, outputs: { status: "ACTIVE" } });
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		},
		TIME,
	);

	whenFull(() => {
		test(
			"saves a new image before the old one is deleted under another tag, and after it under the same tag",
			async () => {
				outcome = await change(bigger, declareSnapshot({ tag: "2.0" }));
				expect(outcome.steps).toEqual(["create-replacement snapshot", "replace snapshot", "delete-replaced snapshot"]);
				outcome = await change(bigger, declareSnapshot({ tag: "2.0", rebuild: "2" }));
				expect(outcome.steps).toEqual(["delete-replaced snapshot", "replace snapshot", "create-replacement snapshot"]);
				expect(registeredIn(cloud)).toMatchObject([{ status: "ACTIVE", swr_path: expect.stringMatching(/:2\.0$/) }]);
			},
			TIME,
		);
	});

	test(
		"creates the new notebook first after a change of an immutable input, with a warning of the disk",
		async () => {
			outcome = await change({ ...bigger, poolId: "pool-1" });
			expect(outcome).toMatchObject({ code: 0 });
			expect(outcome.steps.filter((step) => step.endsWith(" lab"))).toEqual([
				"create-replacement lab",
				"replace lab",
				"delete-replaced lab",
			]);
			expect(outcome.terminal).toMatch(/deletes its EVS disk \(10 GB\)/);
			expect(theNewNotebookIn(cloud).id).not.toBe(id);
		},
		TIME,
	);

	test(
		"is followed by a `pulumi destroy` that leaves nothing",
		async () => {
			expect(await stack.destroy()).toMatchObject({ code: 0 });
			expect([...newNotebooksIn(cloud), ...registeredIn(cloud)]).toEqual([]);
		},
		TIME,
	);
});

whenFull(() => {
	test(
		"an interrupted create is kept by Ctrl-C, and the next `up` resumes it",
		async () => {
			await begin();
			cloud.admin.changeSettings({ durations: { createNotebook: 60_000 } });
			const other = {
				flavor: "modelarts.vm.cpu.2u",
				imageId: theNewNotebookIn(cloud).image.id,
				volume: { category: "EFS" },
			};
			stack.write(declareNewLab(first, `new Notebook("second", ${JSON.stringify(other)});`));
			const running = stack.startUp();
			await until("the second notebook in its row", () => /Notebook second creating .*CREATING/.test(running.output()));
			running.signal("SIGINT");
			outcome = await running.outcome;
			expect(outcome.terminal).toMatch(/Notebook second-\w{7} .* was CREATING when this run was interrupted/);
			const [second] = newNotebooksIn(cloud).filter(({ name }) => /^second/.test(name));

			cloud.admin.changeSettings({ durations: { createNotebook: 100 } });
			tamperWithNotebook(cloud, second?.id ?? "", { status: "RUNNING", volume: { status: null } });
			outcome = await stack.up();
			expect(outcome.code).toBe(0);
			expect(newNotebooksIn(cloud).filter(({ name }) => /^second/.test(name))).toMatchObject([
				{ id: second?.id, description: expect.stringMatching(/\[\w{12}\]$/) },
			]);
		},
		TIME,
	);
});
