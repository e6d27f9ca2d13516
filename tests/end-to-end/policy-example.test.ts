import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { root } from "./support/cli";
import { environmentOf, openCloud } from "./support/cloud";
import { declareImages } from "./support/images";
import { declareNewLab } from "./support/notebooks";
import { openStack, type Stack } from "./support/stack";

const TIME = 90_000;
const withPolicy = { args: ["--policy-pack", join(root, "examples", "policy")] };
const wrong = program({ lease: { enable: false } }, {});

let cloud: Simulator;
let stack: Stack;

function program(lab: object, tags: object): string {
	return declareNewLab(lab, declareImages({ base: { imageUrl: "images:base.qcow2", minDisk: 40, tags } }));
}

beforeAll(async () => {
	cloud = await openCloud({ settings: { durations: { createImage: 200 } } });
	stack = await openStack({ program: wrong, env: environmentOf(cloud) });
}, TIME);

test(
	"a preview with the policy pack lists every violation, and sends nothing",
	async () => {
		const { code, terminal } = await stack.preview(withPolicy);
		expect(code).not.toBe(0);
		expect(terminal).toMatch(/\[mandatory\] +notebook-stops-by-itself +\(.*modelarts:Notebook: lab\)/);
		expect(terminal).toContain("It never stops by itself. Allowed are 72 hours.");
		expect(terminal).toMatch(/\[mandatory\] +image-has-owner +\(.*ims:CloudImage: base\)/);
		expect(cloud.admin.requests()).toEqual([]);
	},
	TIME,
);

test(
	"a program without violations is deployed, under a stricter limit too",
	async () => {
		stack.write(program({ lease: { duration: 4 * 3_600_000 } }, { owner: "vision" }));
		const config = join(stack.directory, "limits.json");
		writeFileSync(config, '{ "notebook-stops-by-itself": { "longestHours": 8 } }');
		const up = await stack.up({ args: [...withPolicy.args, "--policy-pack-config", config] });
		expect(up).toMatchObject({ code: 0 });
		expect([...up.steps].sort()).toEqual(["create base", "create lab"]);
	},
	TIME,
);

test(
	"`pulumi policy analyze` finds violations in an export of the state",
	async () => {
		stack.write(wrong);
		expect(await stack.up()).toMatchObject({ code: 0 });
		const file = join(stack.directory, "state.json");
		writeFileSync(file, await stack.exportText());
		const { code, stdout, stderr } = await stack.run("policy", "analyze", ...withPolicy.args, "--file", file);
		expect(code).not.toBe(0);
		expect(stdout + stderr).toContain("It never stops by itself. Allowed are 72 hours.");
		expect(stdout + stderr).toContain("It has no tag `owner`");
	},
	TIME,
);
