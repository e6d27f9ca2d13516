import type { Simulator } from "modelarts-simulator";
import { environmentOf, openCloud } from "./support/cloud";
import { newNotebooksIn, tamperWithNotebook } from "./support/notebooks";
import { openStack, type Outcome, type Stack, type StoredResource } from "./support/stack";
import { isFull, whenFull } from "../support/full";

/** Secret inputs of a program: outputs derived from them are secret as well, in the state and in every message. */
const TIME = 120_000;
/** The image that every cloud has is a secret of these programs as well. */
const IMAGE = "e1a07296-22a8-4f05-8bc8-e936c8e54090";
const MARK = /SECRET\d\d\w*|e1a07296[\w-]*/gi;

const FLAVOR = `flavor: "modelarts.vm.cpu.2u"`;

const program = (secret: string, provider = "") => `
	const { CloudImage, CustomImage, Notebook, NotebookImage } = require("pulumi-modelarts");
	const hide = ${secret};
	${provider}
	const share = { category: "EFS", ownership: "DEDICATED", id: hide("secret01id"), uri: hide("secret02host:/share") };
	const plain = new CustomImage("plain", { swrPath: "swr.cn-north-4.myhuaweicloud.com/team/plain:1" });
	new CustomImage("torch", { swrPath: hide("swr.cn-north-4.myhuaweicloud.com/secret06team/secret07torch:secret08tag") });
	const lab = new Notebook("lab", {
		${FLAVOR}, imageId: plain.id, volume: share, name: hide("secret03name"), mounts: [{ storagePath: hide("obs://secret04/a/"), mountDirectory: "/data/a/" }],
	});
	new Notebook("other", { flavor: "modelarts.vm.cpu.2u", imageId: hide("${IMAGE}"), volume: { category: "EVS" } });
	new NotebookImage("saved", { notebookId: lab.id, namespace: hide("secret09team"), tag: "1.0" });
	new CloudImage("base", { imageUrl: hide("secret10:a.qcow2"), minDisk: 40, osVersion: hide("Secret11 Linux 7") });
	new NotebookInstance("course", {
		profileId: "Multi-Engine 1.0 (python3)-cpu", flavor: "modelarts.vm.cpu.2u",
		storage: { type: "evs" }, annotations: Promise.resolve({ key: hide("secret12") }),
	});`;

function marksIn(text: string): string[] {
	return [...new Set(text.match(MARK))].sort();
}

async function open(secret: string, config: { tags?: string } = {}): Promise<{ cloud: Simulator; stack: Stack }> {
	const cloud = await openCloud();
	cloud.admin.putObjects({ swrImages: ["secret06team/secret07torch:secret08tag"] });
	const secretConfig = config.tags ? { "huaweicloud:defaultTags": config.tags } : undefined;
	return { cloud, stack: await openStack({ program: program(secret), env: environmentOf(cloud), secretConfig }) };
}

describe("secret inputs of every kind", () => {
	let cloud: Simulator;
	let stack: Stack;
	let outcome: Outcome;
	let resources: StoredResource[];
	const find = (name: string) => resources.find(({ urn }) => urn.endsWith(`::${name}`))?.outputs as never;

	beforeAll(async () => {
		({ cloud, stack } = await open("pulumi.secret", { tags: '{ "owner": "secret13" }' }));
		outcome = await stack.up();
		resources = await stack.exportState();
	}, TIME);

	test("reach the cloud unchanged", () => {
		expect(outcome).toMatchObject({ code: 0 });
		expect(marksIn(JSON.stringify(cloud.admin.state())).length).toBeGreaterThan(9);
	});

	test("are in clear text neither in the state nor in the output of a run", async () => {
		expect(marksIn(outcome.stdout + outcome.stderr)).toEqual([]);
		expect(marksIn(await stack.exportText())).toEqual([]);
		expect(marksIn(stack.readBackend())).toEqual([]);
	});

	test("make the outputs derived from them secret, and no others", () => {
		const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
		expect(find("lab")).toMatchObject({
			actualVolume: { uri: secret, id: secret, category: "EFS" },
			status: "RUNNING",
		});
		expect(find("other")).toMatchObject({ image: secret, actualVolume: { category: "EVS" } });
		expect(find("torch")).toMatchObject({ name: secret, namespace: secret, tag: secret, status: "ACTIVE" });
		expect(find("saved")).toMatchObject({ swrPath: secret, tag: "1.0" });
	});

	test("are no change by themselves", async () => {
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	});

	test(
		"stay secret through a refresh that finds drift",
		async () => {
			for (const { id } of newNotebooksIn(cloud)) tamperWithNotebook(cloud, id, { name: "renamed" });
			outcome = await stack.refresh();
			expect(outcome).toMatchObject({ code: 0 });
			expect(marksIn(stack.readBackend())).toEqual([]);
			expect(marksIn(outcome.stdout + outcome.stderr)).toEqual([]);
		},
		TIME,
	);
});

whenFull(() => {
	test(
		"inputs that become secret later are updated, and then not in clear text any more",
		async () => {
			const { stack } = await open("(text) => text");
			expect(await stack.up()).toMatchObject({ code: 0 });
			expect(marksIn(await stack.exportText()).length).toBeGreaterThan(9);

			stack.write(program("pulumi.secret"));
			const outcome = await stack.up();
			expect(outcome.code).toBe(0);
			expect(outcome.steps.every((step) => step.startsWith("update "))).toBe(true);
			expect(marksIn(await stack.exportText())).toEqual([]);
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		},
		TIME,
	);

	test(
		"an input that a transformation of the stack makes secret is one, with the outputs derived from it",
		async () => {
			const cloud = await openCloud();
			const stack = await openStack({
				program: `
				const { Notebook } = require("pulumi-modelarts");
				pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
					type.includes("modelarts") ? { props: { ...props, imageId: pulumi.secret(props.imageId) }, opts } : undefined);
				new Notebook("lab", { flavor: "modelarts.vm.cpu.2u", imageId: "${IMAGE}", volume: { category: "EVS" } });`,
				env: environmentOf(cloud),
			});
			expect(await stack.up()).toMatchObject({ code: 0 });
			expect(marksIn(await stack.exportText())).toEqual([]);
		},
		TIME,
	);

	test(
		"default tags of an explicit provider are as secret as the program says",
		async () => {
			const cloud = await openCloud();
			const stack = await openStack({
				program: `
				const { CloudImage } = require("pulumi-modelarts");
				const own = (name, defaultTags) => new Provider(name, { defaultTags });
				const image = { instanceId: "i", tags: { team: "vision" } };
				new CloudImage("whole", image, { provider: own("whole", pulumi.secret({ owner: "secret01" })) });
				new CloudImage("part", image, { provider: own("part", { owner: pulumi.secret("secret02"), cost: "shown" }) });
				new CloudImage("none", image, { provider: own("none", { owner: "shown" }) });`,
				env: environmentOf(cloud),
			});
			const outcome = await stack.up();
			expect(outcome).toMatchObject({ code: 0 });
			const text = await stack.exportText();
			expect(marksIn(text + outcome.stdout)).toEqual([]);
			expect(text).toContain("shown");
			expect(marksIn(JSON.stringify(cloud.admin.state()))).toEqual(["secret01", "secret02"]);
		},
		TIME,
	);
});

test(
	"a secret in a rejected input is not shown, whatever the error",
	async () => {
		const cloud = await openCloud();
		const stack = await openStack({
			program: `
			const { Notebook } = require("pulumi-modelarts");
			new Notebook("lab", {
				${FLAVOR},
				imageId: "i",
				name: pulumi.secret("secret01 name"),
				description: "secret02 <b>",
				volume: { category: pulumi.secret("SECRET03"), capacity: "secret04", uri: { in: "secret05" } },
				hooks: { containerHooks: { preStart: "secret06" } },
				desiredState: pulumi.secret("SECRET07"),
				lease: pulumi.secret({ duration: 17 }),
				tags: { team: "secret08*" },
				mounts: ["secret09"],
			});`,
			env: environmentOf(cloud),
		});
		const outcome = await stack.up();
		expect(outcome.code).not.toBe(0);
		expect(marksIn(outcome.stdout + outcome.stderr)).toEqual([]);
		expect(outcome.terminal).toContain("got a text of 12 characters, of which number 10 is not allowed");
		expect(outcome.terminal).not.toContain("got 17");
	},
	TIME,
);

describe("a rejected update", () => {
	const declare = (inputs: string) => `
		const { Notebook } = require("pulumi-modelarts");
		new Notebook("lab", { ${FLAVOR}, imageId: "${IMAGE}", volume: { category: "EVS" }, ${inputs} });`;

	test(
		"leaves no secret of the old inputs in clear text, neither in the state nor on the terminal",
		async () => {
			const cloud = await openCloud();
			const old = `description: pulumi.secret("secret21words"), tags: { a: pulumi.secret("secret22tag") },
				mounts: [{ storagePath: pulumi.secret("obs://secret23/a/"), mountDirectory: "/data/a/" }]`;
			const stack = await openStack({ program: declare(old), env: environmentOf(cloud) });
			expect(await stack.up()).toMatchObject({ code: 0 });

			const body = { error_code: "ModelArts.0108", error_msg: "You may not detach obs://secret23/a." };
			const action = { status: 403, body };
			cloud.admin.addFault({ match: { operation: "detachDynamicStorage" }, times: null, action });
			stack.write(declare(`description: "plain", tags: { b: "c" }`));
			const outcome = await stack.up();
			expect(outcome.code).not.toBe(0);
			expect(outcome.terminal).toContain("You may not detach [secret]");
			const secretsIn = (text: string) => text.match(/secret2\d/gi) ?? [];
			expect(secretsIn(outcome.stdout + outcome.stderr)).toEqual([]);
			expect(secretsIn(stack.readBackend())).toEqual([]);
			expect((await stack.refresh()).code).toBe(0);
			expect(secretsIn(stack.readBackend())).toEqual([]);

			cloud.admin.clearFaults();
			expect(await stack.up()).toMatchObject({ code: 0, steps: ["update lab"] });
			expect(JSON.stringify(await stack.exportState())).not.toContain("secretInputs");
			if (isFull) expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		},
		TIME,
	);
});

whenFull(() => {
	test(
		"a secret input that the program omits stays secret while it is kept",
		async () => {
			const cloud = await openCloud();
			const declare = (inputs: string, capacity = "") => `
				const { Notebook } = require("pulumi-modelarts");
				new Notebook("lab", { ${FLAVOR}, imageId: "${IMAGE}", volume: { category: "EVS" ${capacity} }, ${inputs} });`;
			const first = declare(`name: pulumi.secret("secret31name")`, ", capacity: pulumi.secret(17)");
			const stack = await openStack({ program: first, env: environmentOf(cloud) });
			expect(await stack.up()).toMatchObject({ code: 0 });
			stack.write(declare(`description: "new"`));
			const outcome = await stack.up();
			expect(outcome).toMatchObject({ code: 0, steps: ["update lab"] });
			const text = await stack.exportText();
			expect(text + outcome.stdout).not.toMatch(/secret31|"capacity": 17/);
			expect(newNotebooksIn(cloud)).toEqual([expect.objectContaining({ name: "secret31name" })]);
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		},
		TIME,
	);
});
