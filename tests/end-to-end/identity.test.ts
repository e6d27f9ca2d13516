import { rmSync } from "node:fs";
import { join } from "node:path";
import { environmentOf, notebooksIn, openCloud } from "./support/cloud";
import { declareLab, declareNotebook } from "./support/program";
import { openStack, type Stack } from "./support/stack";
import { until } from "./support/until";
import { whenFull } from "../support/full";

/**
 * Coordinates (project, stack, parents' types, logical name) are reused: no resource resumes, changes or deletes the
 * object of another one, whatever the engine does with them.
 */

const image = `new CustomImage("base", { swrPath: "swr.example.com/team/base:1" });`;
const withImage = `const { CustomImage } = require("pulumi-modelarts");\n`;

async function openLab(program = declareLab()) {
	const cloud = await openCloud();
	const stack = await openStack({ program, env: environmentOf(cloud) });
	expect(await stack.up()).toMatchObject({ code: 0 });
	const ids = () => notebooksIn(cloud).map(({ id }) => id);
	return { cloud, stack, ids, first: ids()[0] ?? "" };
}

/** As on another machine: without the intents of earlier runs. */
function forgetIntents(stack: Stack): void {
	rmSync(join(stack.directory, "home", "modelarts-intents"), { recursive: true, force: true });
}

describe("a new stack under the name of a renamed one", () => {
	let lab: Awaited<ReturnType<typeof openLab>>;
	const both = withImage + declareLab() + image;

	beforeAll(async () => {
		lab = await openLab(both);
		await lab.stack.rename("old");
		await lab.stack.init("dev");
	}, 120_000);

	test("creates a notebook of its own", async () => {
		const { stack, ids } = lab;
		stack.write(declareLab());
		expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
		expect(ids()).toHaveLength(2);
	}, 120_000);

	test("does not resume the path that the other stack has registered: the error names the owner, and `adopt`", async () => {
		const { cloud, stack } = lab;
		stack.write(both);
		const outcome = await stack.up();
		expect(outcome.code).not.toBe(0);
		const { customImages } = cloud.admin.state() as { customImages: { id: string; type: string }[] };
		const own = customImages.filter(({ type }) => type === "DEDICATED");
		expect(own).toHaveLength(1);
		expect(outcome.terminal.replace(/\s+/g, " ")).toContain(
			`an earlier create of this resource made it, and it may be another resource's or another stack's by now`,
		);
		expect(outcome.terminal).toContain(`adopt: "${own[0]?.id}"`);
	}, 120_000);

	test("leaves the other stack's objects with its destroy", async () => {
		const { stack, ids, first } = lab;
		expect(await stack.destroy()).toMatchObject({ code: 0, steps: ["delete lab"] });
		expect(ids()).toEqual([first]);
		stack.select("old");
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	}, 120_000);
});

describe("a renamed resource, and a new one under its old name", () => {
	const both = declareNotebook("labA", {}, '{ aliases: [{ name: "lab" }] }') + declareLab();

	test("have a notebook each: removed again, the new one does not affect the old one", async () => {
		const { stack, ids, first } = await openLab();
		stack.write(declareNotebook("labA", {}, '{ aliases: [{ name: "lab" }] }'));
		expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
		stack.write(declareLab() + declareNotebook("labA"));
		expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
		expect(ids()).toHaveLength(2);

		stack.write(declareNotebook("labA"));
		expect(await stack.up()).toMatchObject({ code: 0, steps: ["delete lab"] });
		expect(ids()).toEqual([first]);
	}, 120_000);

	whenFull(() => {
		test("have a notebook each in the same run that renames it", async () => {
			const { stack, ids, first } = await openLab();
			stack.write(
				both
					.replace("const lab =", "const other =")
					.replaceAll("lab.", "other.")
					.replaceAll("exports.other", "exports.lab"),
			);
			await stack.up();
			expect(ids()).toContain(first);
			const state = await stack.notebooks();
			expect(new Set(state.map(({ id }) => id)).size).toBe(state.length);
		}, 120_000);

		test("have a notebook each after `state rename`, on this machine and on another", async () => {
			const { stack, ids, first } = await openLab();
			const urn = (await stack.notebooks())[0]?.urn ?? "";
			expect(await stack.run("state", "rename", urn, "labA", "--yes", "--stack", "dev")).toMatchObject({ code: 0 });
			forgetIntents(stack);
			stack.write(declareLab() + declareNotebook("labA"));
			expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
			stack.write(declareNotebook("labA"));
			expect(await stack.up()).toMatchObject({ code: 0, steps: ["delete lab"] });
			expect(ids()).toEqual([first]);
		}, 120_000);
	});
});

whenFull(() => {
	test("a resource removed from the state and declared again gets a new notebook; the orphaned one is reported", async () => {
		const { stack, ids, first } = await openLab();
		const urn = (await stack.notebooks())[0]?.urn ?? "";
		expect(await stack.run("state", "delete", urn, "--yes", "--stack", "dev")).toMatchObject({ code: 0 });
		const outcome = await stack.up();
		expect(outcome).toMatchObject({ code: 0, steps: ["create lab"] });
		expect(outcome.terminal).toContain(`${first} carries a marker of an earlier create of this resource`);
		expect(await stack.destroy()).toMatchObject({ code: 0 });
		expect(ids()).toEqual([first]);
	}, 120_000);
});

test("a notebook moved here from another stack's state belongs to this stack alone", async () => {
	const { cloud, stack, ids } = await openLab(declareLab() + declareNotebook("second"));
	const second = notebooksIn(cloud).find(({ name }) => name.startsWith("second-"))?.id;
	const urn = (await stack.notebooks()).find((one) => one.urn.endsWith("::second"))?.urn ?? "";
	await stack.init("prod");
	const moved = await stack.run("state", "move", "--source", "dev", "--dest", "prod", "--yes", urn);
	expect(moved).toMatchObject({ code: 0 });
	stack.select("dev");
	expect(await stack.up()).toMatchObject({ code: 0, steps: ["create second"] });
	expect(ids()).toHaveLength(3);
	expect(await stack.destroy()).toMatchObject({ code: 0 });
	expect(ids()).toEqual([second]);
}, 120_000);

whenFull(() => {
	describe("an object of an interrupted run that is in a state", () => {
		/** A notebook that is unfinished in the state, and runs by now. */
		async function openInterrupted(program: string) {
			const cloud = await openCloud({ settings: { durations: { createInstance: 3_600_000 } } });
			const stack = await openStack({ program, env: environmentOf(cloud) });
			const up = stack.startUp();
			await until("a notebook that is waited for", () => up.output().includes("CREATING"));
			up.signal("SIGINT");
			await up.outcome;
			const first = notebooksIn(cloud)[0]?.id ?? "";
			cloud.admin.putObjects({ instances: [{ id: first, patch: { status: "RUNNING" } }] });
			cloud.admin.changeSettings({ durations: { createInstance: 300 } });
			return { cloud, stack, first, ids: () => notebooksIn(cloud).map(({ id }) => id) };
		}

		test("is resumed only by that state: a new stack under its old name creates its own", async () => {
			const { stack, first, ids } = await openInterrupted(declareLab());
			await stack.rename("old");
			await stack.init("dev");
			expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
			expect(ids()).toHaveLength(2);
			expect(await stack.destroy()).toMatchObject({ code: 0 });
			expect(ids()).toEqual([first]);
			stack.select("old");
			expect(await stack.up()).toMatchObject({ code: 0, steps: ["update lab"] });
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
			expect(ids()).toEqual([first]);
		}, 120_000);

		test("belongs to the renamed resource, even if the new one of its old name comes first", async () => {
			const { stack, first, ids } = await openInterrupted(declareLab());
			forgetIntents(stack);
			const urn = (await stack.notebooks())[0]?.urn ?? "";
			expect(await stack.run("state", "rename", urn, "labA", "--yes", "--stack", "dev")).toMatchObject({ code: 0 });
			stack.write(declareLab() + declareNotebook("labA", {}, "{ dependsOn: lab }"));
			expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab", "update labA"] });
			expect(ids()).toHaveLength(2);
			stack.write(declareNotebook("labA"));
			expect(await stack.up()).toMatchObject({ code: 0, steps: ["delete lab"] });
			expect(ids()).toEqual([first]);
		}, 120_000);

		test("does not release complete objects of that run: a new stack under its old name creates its own", async () => {
			const cloud = await openCloud();
			const program = declareLab() + declareNotebook("slow", {}, "{ dependsOn: lab }");
			const stack = await openStack({ program, env: environmentOf(cloud) });
			const up = stack.startUp();
			await until("the first notebook", () => notebooksIn(cloud).length === 1);
			cloud.admin.changeSettings({ durations: { createInstance: 3_600_000 } });
			await until("the second notebook", () => notebooksIn(cloud).length === 2);
			up.signal("SIGINT");
			await up.outcome;
			const first = notebooksIn(cloud).find(({ name }) => name.startsWith("lab-"))?.id;
			cloud.admin.changeSettings({ durations: { createInstance: 300 } });

			await stack.rename("old");
			await stack.init("dev");
			stack.write(declareLab());
			expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
			expect(await stack.destroy()).toMatchObject({ code: 0 });
			expect(notebooksIn(cloud).map(({ id }) => id)).toContain(first);
		}, 120_000);
	});
});

describe("`retainOnDelete` with a change that replaces", () => {
	test("leaves the old notebook, creates a new one, and does not warn of a lost disk", async () => {
		const { stack, ids, first } = await openLab(declareLab({}, { retainOnDelete: true }));
		stack.write(declareLab({ flavor: "modelarts.vm.cpu.8u" }, { retainOnDelete: true }));
		const outcome = await stack.up();
		expect(outcome.code).toBe(0);
		expect(outcome.terminal).not.toContain("deletes its EVS disk");
		expect(ids()).toHaveLength(2);
		expect(ids()).toContain(first);
	}, 120_000);
});
