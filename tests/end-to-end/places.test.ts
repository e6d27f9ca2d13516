import type { Simulator } from "modelarts-simulator";
import { environmentOf, notebooksIn, openCloud } from "./support/cloud";
import { declareLab, declareNotebook } from "./support/program";
import { openStack, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

const home = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const abroad = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

whenFull(() => {
	describe("`region` and `projectId` of a resource", () => {
		let cloud: Simulator;
		let stack: Stack;

		beforeAll(async () => {
			cloud = await openCloud({ region: ["cn-north-4", "cn-east-3"], projectId: [home, abroad] });
			const program =
				declareNotebook("first") +
				declareNotebook("second", { region: "cn-east-3", projectId: abroad }) +
				declareNotebook("third", { region: "cn-east-3" });
			stack = await openStack({ program, env: environmentOf(cloud) });
			await stack.up();
		}, 60_000);

		function projectOf(name: string): string | undefined {
			return notebooksIn(cloud).find((notebook) => notebook.name.startsWith(name))?.project_id;
		}

		test("determine where a notebook is created; others are created at the location of the settings", () => {
			expect([projectOf("first"), projectOf("second")]).toEqual([home, abroad]);
		});

		test("default to the region's own project if only the region is set", () => {
			expect(projectOf("third")).toBe(abroad);
		});

		test("are in the state: notebooks stay there with other settings", async () => {
			const env = { HW_REGION_NAME: "cn-east-3", HW_PROJECT_ID: abroad };
			expect(await stack.preview({ env })).toMatchObject({ code: 0, steps: [] });
			expect(await stack.destroy({ env })).toMatchObject({ code: 0 });
			expect(notebooksIn(cloud)).toEqual([]);
		}, 60_000);
	});
});

describe("explicit providers in one program", () => {
	let near: Simulator;
	let far: Simulator;
	let stack: Stack;

	beforeAll(async () => {
		near = await openCloud();
		far = await openCloud({
			region: "eu-de",
			projectId: abroad,
			accessKey: "AKFARAWAY0000000001",
			secretKey: "SKfarAwayMarkedSecret0123456789",
		});
		const program = `
			const frankfurt = new Provider("frankfurt", {
				region: "eu-de",
				projectId: "${abroad}",
				accessKey: "${far.accessKey}",
				secretKey: "${far.secretKey}",
				endpoints: ${JSON.stringify(far.endpoints)},
				pollInterval: "50ms",
				readLag: "500ms",
			});
			${declareLab()}
			${declareNotebook("distant", {}, "{ provider: frankfurt }")}`;
		stack = await openStack({ program, env: environmentOf(near) });
		expect(await stack.up()).toMatchObject({ code: 0 });
	}, 60_000);

	test("have their notebooks in their own clouds", () => {
		expect(notebooksIn(near)).toMatchObject([{ name: expect.stringMatching(/^lab-/) }]);
		expect(notebooksIn(far)).toMatchObject([{ name: expect.stringMatching(/^distant-/), project_id: abroad }]);
	});

	test("have their secret arguments encrypted in the state", async () => {
		expect(JSON.stringify(await stack.exportState())).toContain("frankfurt");
		expect(stack.readBackend()).not.toContain(far.secretKey);
	});

	whenFull(() => {
		test("have no changes in the next preview", async () => {
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		}, 60_000);
	});

	test("are used for the deletion as well", async () => {
		expect(await stack.destroy()).toMatchObject({ code: 0 });
		expect([...notebooksIn(near), ...notebooksIn(far)]).toEqual([]);
	}, 60_000);
});

describe("an explicit provider with rotated keys", () => {
	const fresh = { accessKey: "AKROTATED00000000001", secretKey: "SKrotatedMarkedSecret0123456789" };
	let cloud: Simulator;
	let stack: Stack;

	const declareWith = ({ accessKey, secretKey }: typeof fresh) => `
		const own = new Provider("own", {
			region: "${cloud.region}",
			projectId: "${cloud.projectId}",
			accessKey: "${accessKey}",
			secretKey: "${secretKey}",
			endpoints: ${JSON.stringify(cloud.endpoints)},
			pollInterval: "50ms",
		});
		${declareNotebook("lab", {}, "{ provider: own }")}`;

	beforeAll(async () => {
		cloud = await openCloud();
		stack = await openStack({ program: declareWith(cloud) });
		expect(await stack.up()).toMatchObject({ code: 0 });
		cloud.admin.changeSettings({ keys: [{ ...fresh, user: cloud.user }] });
		stack.write(declareWith(fresh));
	}, 60_000);

	test("is reported by `destroy` with the state's old arguments, and with the remediation", async () => {
		const outcome = await stack.destroy();
		expect(outcome.code).not.toBe(0);
		expect(outcome.diagnostics).toMatch(/arguments of an explicit\s+provider that\s+are\s+in\s+the\s+state/);
		expect(outcome.diagnostics).toMatch(/`pulumi up` first/);
	}, 60_000);

	test("has its new keys with `--run-program`", async () => {
		expect(await stack.destroy({ args: ["--run-program"] })).toMatchObject({ code: 0 });
		expect(notebooksIn(cloud)).toEqual([]);
	}, 60_000);
});
