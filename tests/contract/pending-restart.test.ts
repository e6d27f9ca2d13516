import { isFull } from "../support/full";
import { about, make, notebooksOf, patch } from "../support/notebooks";
import type { Json } from "../support/structs";
import { openWorlds, type World } from "../support/world";

/** A running notebook that an update stops for a change, with the machine dying between the stop and the start. */

const openWorld = openWorlds();
const large = { flavor: "modelarts.vm.cpu.8u" };
const described = { description: "for the course" };

type Made = Awaited<ReturnType<typeof make>>;

/** Requests after which the machine dies: each is carried out, and its response held. */
const moments = [
	["after the stop", "stopNotebook", 1],
	["while it waits for the stop", "showNotebook", 2],
	["after the change", "updateNotebook", 2],
	["after the start", "startNotebook", 1],
] as const;

async function dieInUpdate(world: World, made: Made, news: Json, operation: string, nth: number): Promise<void> {
	world.admin.addFault({ match: { operation, nth }, action: { hold: true }, afterEffect: true });
	const dying = await world.start();
	const update = dying.update(made.id, made.outputs, { ...made.inputs, ...news }, about);
	update.catch(() => {});
	await world.until(() => world.admin.held().length > 0, "the held request");
	dying.kill("SIGKILL");
	await dying.ended;
	world.admin.clearFaults();
	await world.until(() => /^(STOPPED|RUNNING)$/.test(notebooksOf(world)[0]?.status ?? ""), "the end of what was sent");
}

describe.each(isFull ? moments : moments.filter(([when]) => when === "after the change"))(
	"a notebook whose update was killed %s",
	(_when, operation, nth) => {
		test.each<[string, Json]>([
			["a description of the program", described],
			...(isFull ? [["a default description", {}] satisfies [string, Json]] : []),
		])("runs again after the next `up` on another machine, with %s", async (_what, changes) => {
			const world = await openWorld();
			const made = await make(await world.start(), changes);
			await dieInUpdate(world, made, large, operation, nth);

			const next = await world.startElsewhere();
			const outputs = await next.update(made.id, made.outputs, { ...made.inputs, ...large }, about);
			expect(outputs).toMatchObject({ ...large, status: "RUNNING" });
			expect(notebooksOf(world)).toMatchObject([
				{ id: made.id, status: "RUNNING", description: made.inputs.description },
			]);
		});

		test("runs again after a refresh and the next `up`, although the program does not declare the change any more", async () => {
			const world = await openWorld();
			const made = await make(await world.start(), described);
			await dieInUpdate(world, made, large, operation, nth);

			const next = await world.startElsewhere();
			const read = await next.read(made.id, made.outputs, about);
			expect(read.inputs.description).toBe(described.description);
			const { changes } = await next.diff(made.id, read.outputs, made.inputs, about);
			expect(changes).toBe("some");
			const outputs = await next.update(made.id, read.outputs, made.inputs, about);
			expect(outputs).toMatchObject({ flavor: made.inputs.flavor, status: "RUNNING" });
			expect(outputs).not.toHaveProperty("unfinished");
			expect(notebooksOf(world)).toMatchObject([{ id: made.id, status: "RUNNING", ...described }]);
		});
	},
);

test("a notebook that the program wants stopped by then stays stopped after a killed update", async () => {
	const world = await openWorld();
	const made = await make(await world.start(), described);
	await dieInUpdate(world, made, large, "updateNotebook", 2);

	const next = await world.startElsewhere();
	await next.update(made.id, made.outputs, { ...made.inputs, ...large, desiredState: "STOPPED" }, about);
	expect(notebooksOf(world)).toMatchObject([{ ...large, ...described, status: "STOPPED" }]);
});

test("a notebook that somebody stopped after an update of it stays stopped", async () => {
	const world = await openWorld();
	const provider = await world.start();
	const made = await make(provider, described);
	const outputs = await provider.update(made.id, made.outputs, { ...made.inputs, ...large }, about);
	patch(world, made.id, { status: "STOPPED" });
	const next = await world.startElsewhere();
	await next.update(made.id, outputs, { ...made.inputs, ...large, tags: { team: "vision" } }, about);
	expect(notebooksOf(world)).toMatchObject([{ ...large, ...described, status: "STOPPED" }]);
});

test("a description that somebody has changed is put back after a restart as it was found", async () => {
	const world = await openWorld();
	const provider = await world.start();
	const made = await make(provider, described);
	patch(world, made.id, { description: "changed at the console" });
	await provider.update(made.id, made.outputs, { ...made.inputs, ...large }, about);
	expect(notebooksOf(world)).toMatchObject([{ ...large, description: "changed at the console", status: "RUNNING" }]);
});
