import type { EndpointBody } from "../../../provider/services/modelarts/notebooks";
import { planEndpoints } from "../../../provider/resources/notebook/endpoints";
import type { Endpoint } from "../../../provider/resources/notebook/endpoint-list";
import { UPDATABLE } from "../../../provider/resources/notebook/plan";
import { planCreate, planUpdate } from "../../../provider/lifecycle/update-plan";
import { least } from "./support/inputs";

const place = { region: "r", projectId: "p", status: "RUNNING" };
const ssh = (keyPairNames?: string[], allowedAccessIps?: string[]): Endpoint => ({
	service: "SSH",
	...(keyPairNames && { keyPairNames }),
	...(allowedAccessIps && { allowedAccessIps }),
});
const found = (key_pair_names?: string[], allowed_access_ips?: string[]): EndpointBody => ({
	service: "SSH",
	...(key_pair_names && { key_pair_names }),
	...(allowed_access_ips && { allowed_access_ips }),
});
const page: EndpointBody = { service: "NOTEBOOK" };

function plan(
	before: Endpoint[] | undefined,
	endpoints: Endpoint[] | undefined,
	there?: EndpointBody[],
	pending = false,
) {
	const inputs = { ...least, endpoints };
	const earlier = { ...least, endpoints: before };
	const left = pending ? ({ unfinished: "update", unfinishedInputs: ["endpoints"] } as const) : {};
	const outputs = { ...earlier, ...place, ...left, unfinishedInputs: pending ? ["endpoints"] : undefined };
	return planEndpoints(there, inputs, planUpdate({ id: "n", inputs: earlier, outputs }, UPDATABLE, ["endpoints"]));
}

test.each<[string, Endpoint[] | undefined, Endpoint[] | undefined, EndpointBody[], Endpoint[] | undefined]>([
	["a new one is asked for", undefined, [ssh(["a"])], [page], [ssh(["a"])]],
	["a new one that is there already is not", undefined, [ssh(["a"])], [page, found(["a"])], undefined],
	["other keys are asked for", [ssh(["a"])], [ssh(["b"])], [found(["a"])], [ssh(["b"])]],
	[
		"other keys keep the addresses of the console",
		[ssh(["a"], ["1"])],
		[ssh(["b"], ["1"])],
		[found(["a"], ["9"])],
		[ssh(["b"], ["9"])],
	],
	[
		"other addresses keep the keys of the console",
		[ssh(["a"], ["1"])],
		[ssh(["a"], ["2"])],
		[found(["z"], ["1"])],
		[ssh(["z"], ["2"])],
	],
	["no addresses any more are asked for", [ssh(["a"], ["1"])], [ssh(["a"])], [found(["a"], ["1"])], [ssh(["a"])]],
	["none any more is asked for", [ssh(["a"])], undefined, [page, found(["a"])], []],
	["none any more, as it is already, is not", [ssh(["a"])], [], [page], undefined],
	[
		"what only the console knows stays",
		undefined,
		[{ service: "NOTEBOOK", allowedAccessIps: ["1"] }],
		[page, found(["z"])],
		[{ service: "NOTEBOOK", allowedAccessIps: ["1"] }, ssh(["z"])],
	],
	[
		"what the service does not tell is as declared",
		[ssh(["a"], ["1"])],
		[ssh(["b"], ["1"])],
		[found(["b"])],
		undefined,
	],
	[
		"what the service does not tell and differs is asked for",
		[ssh(["a"], ["1"])],
		[ssh(["a"], ["2"])],
		[found(["a"])],
		[ssh(["a"], ["2"])],
	],
])("of the ways in, %s", (_what, before, desired, there, expected) => {
	const planned = plan(before, desired, there);
	expect(planned && JSON.parse(JSON.stringify(planned))).toEqual(expected);
});

test("of the ways in, all that are declared are compared after an interruption", () => {
	expect(plan([ssh(["a"])], [ssh(["a"])], [found(["b"])], true)).toMatchObject([ssh(["a"])]);
	expect(plan([ssh(["a"])], [ssh(["a"])], [found(["a"])], true)).toBeUndefined();
	expect(plan([ssh(["a"], ["1"])], [ssh(["a"], ["1"])], [found(["a"])], true)).toMatchObject([ssh(["a"], ["1"])]);
});

test("of the ways in, those of a create are not sent again because the service does not tell all of them", () => {
	const inputs = { ...least, endpoints: [ssh(["a"], ["1"])] };
	expect(planEndpoints([page, found(["a"])], inputs, planCreate(inputs, UPDATABLE))).toBeUndefined();
});

test("of the ways in, the declared ones are asked for where the service tells of none", () => {
	expect(plan([ssh(["a"])], [ssh(["b"])], undefined)).toEqual([ssh(["b"])]);
});
