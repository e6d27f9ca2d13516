import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, openCloud } from "./support/cloud";
import { copyExample, WITHOUT_TYPE_CHECK } from "./support/example";
import { registeredIn } from "./support/images";
import { type NewNotebook, newNotebooksIn } from "./support/notebooks";
import { openStack, type Outcome, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

const TIME = 90_000;
const state = mkdtempSync(join(tmpdir(), "pulumi-modelarts-team-state-"));
const folder = copyExample("team");

let cloud: Simulator;
let team: Stack;
let outcome: Outcome;

beforeAll(async () => {
	cloud = await openCloud({ settings: { durations: { createImage: 200 } } });
	// Two projects that keep their state in one backend: so one finds the outputs of the other.
	const env = { ...environmentOf(cloud), ...WITHOUT_TYPE_CHECK, PULUMI_BACKEND_URL: pathToFileURL(state).href };
	const images = await openStack({ folder: copyExample("images"), env });
	expect(await images.up()).toMatchObject({ code: 0 });
	// The team needs only the image; the notebook that the project creates as well is not used.
	cloud.admin.putObjects({ notebooks: newNotebooksIn(cloud).map(({ id }) => ({ id, remove: true })) });
	team = await openStack({ folder, env });
	outcome = await team.up();
}, 2 * TIME);

afterAll(() => rmSync(state, { recursive: true, force: true }));

function notebookOf(member: string): NewNotebook {
	const found = newNotebooksIn(cloud).find(({ tags }) => tags.some(({ value }) => value === member));
	if (!found) throw new Error(`There is no notebook of ${member}.`);
	return found;
}

/** Changes the roster as text. */
function rewriteRoster(...changes: [from: string, to: string][]): void {
	const file = join(folder, "roster.yaml");
	const before = readFileSync(file, "utf8");
	const after = changes.reduce((text, [from, to]) => text.replace(from, to), before);
	writeFileSync(file, after);
}

async function upWith(key: string, value: string): Promise<void> {
	cloud.admin.clearRequests();
	outcome = await team.up({ args: ["--config", `${key}=${value}`] });
}

describe("`pulumi up` in examples/team", () => {
	test("creates a notebook for each member of the roster, on the image of the project `images`", () => {
		expect(outcome.code).toBe(0);
		const made = newNotebooksIn(cloud).map(({ name, image }) => [name.replace(/-\w+$/, ""), image.id]);
		const image = registeredIn(cloud)[0]?.id;
		expect(made.sort()).toEqual(["ada", "grace", "linus"].map((name) => [name, image]));
	});

	test("applies a member's settings of the roster, and its defaults for the others", () => {
		expect(notebookOf("ada")).toMatchObject({ flavor: "modelarts.vm.cpu.2u", volume: { capacity: 20 } });
		expect(notebookOf("grace")).toMatchObject({ flavor: "modelarts.vm.cpu.8u", volume: { capacity: 100 } });
		expect(notebookOf("linus")).toMatchObject({ lease: { duration: 12 * 3_600_000 } });
	});

	test(
		"returns each member's address",
		async () => {
			const { urls } = (await team.outputs()) as { urls: Record<string, string> };
			expect(urls).toEqual({
				ada: expect.stringContaining(notebookOf("ada").id),
				grace: expect.stringContaining(notebookOf("grace").id),
				linus: expect.stringContaining(notebookOf("linus").id),
			});
		},
		TIME,
	);
});

test(
	"`nightly true` stops all notebooks, and `nightly false` starts them again, without any other change",
	async () => {
		const before = newNotebooksIn(cloud).map(({ id, flavor }) => ({ id, flavor }));
		await upWith("nightly", "true");
		expect([...outcome.steps].sort()).toEqual(["update ada", "update grace", "update linus"]);
		expect(changesTo(cloud)).toEqual(["stopNotebook", "stopNotebook", "stopNotebook"]);
		expect(newNotebooksIn(cloud).map(({ status }) => status)).toEqual(["STOPPED", "STOPPED", "STOPPED"]);

		await upWith("nightly", "false");
		expect(changesTo(cloud)).toEqual(["startNotebook", "startNotebook", "startNotebook"]);
		expect(newNotebooksIn(cloud)).toMatchObject(before.map((notebook) => ({ ...notebook, status: "RUNNING" })));
	},
	TIME,
);

test(
	"a new line in the roster adds a notebook, a larger number grows a disk, and the others stay unchanged",
	async () => {
		rewriteRoster(["storage: 100", "storage: 200\n    protect: true"], ["members:", "members:\n  - name: edsger"]);
		outcome = await team.up();
		expect([...outcome.steps].sort()).toEqual(["create edsger", "create edsger", "update grace"]);
		expect(notebookOf("edsger")).toMatchObject({ status: "RUNNING", volume: { capacity: 20 } });
		expect(notebookOf("grace")).toMatchObject({ volume: { capacity: 200 } });
	},
	TIME,
);

whenFull(() => {
	test(
		"a protected notebook stays when its member is removed from the roster by mistake",
		async () => {
			rewriteRoster(["- name: grace", "- name: hopper"]);
			outcome = await team.preview();
			expect(outcome.code).not.toBe(0);
			expect(outcome.terminal).toContain("protected");
			rewriteRoster(["- name: hopper", "- name: grace"]);
		},
		TIME,
	);
});

test(
	"all validation errors of a roster are reported at once, before any change",
	async () => {
		rewriteRoster(["stopAfter: 12", "stopAfter: late\n    discs: 2"], ["- name: edsger", "- name: ada"]);
		cloud.admin.clearRequests();
		outcome = await team.up();
		expect(outcome.terminal).toContain("ada is in it twice");
		expect(outcome.terminal).toContain('linus: "discs" is not known; there are: flavor, storage, stopAfter, protect');
		expect(outcome.terminal).toContain('linus: "stopAfter" should be a number, for the member or in defaults');
		expect(cloud.admin.requests()).toEqual([]);
	},
	TIME,
);

whenFull(() => {
	test(
		"the stack `prod` uses its own roster, whose notebooks cannot be removed by mistake",
		async () => {
			const env = { ...environmentOf(cloud), ...WITHOUT_TYPE_CHECK, PULUMI_BACKEND_URL: pathToFileURL(state).href };
			const prod = await openStack({ folder, env, name: "prod" });
			const settings = ["images=organization/images/dev", "huaweicloud:pollInterval=50ms", "huaweicloud:readLag=500ms"];
			const plain = settings.flatMap((setting) => ["--plaintext", setting]);
			expect(await prod.run("config", "set-all", ...plain, "--stack", "prod")).toMatchObject({ code: 0 });
			outcome = await prod.up();
			expect(outcome).toMatchObject({ code: 0 });
			expect(notebookOf("labelling")).toMatchObject({ flavor: "modelarts.vm.cpu.8u", volume: { capacity: 200 } });
			expect(notebookOf("evaluation")).toMatchObject({ status: "RUNNING", volume: { capacity: 500 } });

			outcome = await prod.destroy();
			expect(outcome.code).not.toBe(0);
			expect(outcome.terminal).toContain("protected");
			expect(notebookOf("labelling").status).toBe("RUNNING");
		},
		TIME,
	);
});
