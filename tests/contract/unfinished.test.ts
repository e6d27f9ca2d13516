import { notebook, providerText } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { catchError, shareProvider } from "../support/world";

const at = shareProvider();

const denied = { status: 403, body: { error_code: "ModelArts.0108", error_msg: "You are not authorized." } };
const broken = { status: 500, body: { error_code: "ModelArts.0010", error_msg: "Internal error." } };
const page = { status: 200, headers: { "content-type": "text/html" }, body: "<html>login</html>" };
const gateway = { status: 502, headers: { "content-type": "text/html" }, body: "<html>bad gateway</html>" };
const notFound = { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist." } };

const onPoll = (action: object) => () =>
	at.world.admin.addFault({ match: { operation: "getInstance" }, times: null, action });
const onUpdate = (action: object) => () =>
	at.world.admin.addFault({ match: { operation: "updateInstance" }, times: null, action });

/** `patch`: the status that is set outside of Pulumi as soon as the notebook exists. */
type Row = readonly [what: string, arrange: () => unknown, patch: string | undefined, reason: RegExp];

const slow = () => at.world.set({ durations: { createInstance: 60_000 } });

const rows: Row[] = [
	["takes too long", slow, undefined, /timed out after \d+ s while CREATING \(raise `customTimeouts`\)/],
	["is in an unknown status", slow, "REBALANCING", /timed out after .* while REBALANCING/],
	["is unavailable", slow, "UNAVAILABLE", /timed out after .* while UNAVAILABLE/],
	["is not permitted to poll any more", onPoll(denied), undefined, /CREATING, but .*403 ModelArts\.0108/],
	["meets a service that fails for long", onPoll(broken), undefined, /CREATING, but .*500 ModelArts\.0010/],
	["gets a web page as response", onPoll(page), undefined, /CREATING, but .*(HTML|JSON|html)/],
	["gets a gateway's response", onPoll(gateway), undefined, /CREATING, but .*502/],
	["gets a gateway's 404", onPoll(notFound), undefined, /CREATING, but .*404 APIGW\.0101/],
	["loses the connection for long", onPoll({ reset: true }), undefined, /CREATING, but .*ECONNRESET/],
	["gets truncated responses for long", onPoll({ truncate: true }), undefined, /CREATING, but /],
	["is not permitted to set the description", onUpdate(denied), undefined, /RUNNING, but .*403 ModelArts\.0108/],
];

/** A create that ends with a partially created notebook. */
async function createHalf(arrange: () => unknown, patch: string | undefined) {
	arrange();
	const given = notebook({
		description: "my own",
		timeouts: { create: 0.15 },
		autoStop: { enable: true, duration: 3600 },
	});
	const { inputs } = await at.provider.check(given);
	const failing = catchError<ProviderError>(at.provider.create(inputs));
	await at.world.until(() => at.world.instances().length === 1, "an instance");
	const [{ id }] = at.world.instances() as [{ id: string }];
	if (patch) at.world.patch(id, { status: patch });
	return { id, inputs, error: await failing };
}

describe.each(rows)("a create that %s", (_what, arrange, patch, reason) => {
	test("keeps id, inputs and reason, and the next update resumes the same notebook", async () => {
		const { id, inputs, error } = await createHalf(arrange, patch);
		expect(error.halfCreated).toMatchObject({
			id,
			properties: { ...inputs, region: "cn-north-4", __provider: providerText, unfinished: "create" },
			reasons: [expect.stringMatching(reason)],
		});
		expect(error.halfCreated?.reasons).toHaveLength(1);

		await finish(id, inputs, error.halfCreated?.properties ?? {});
	});

	test("is resumed after a refresh as well, which makes the engine forget that it failed", async () => {
		const { id, inputs, error } = await createHalf(arrange, patch);
		at.world.admin.clearFaults();
		const read = await at.provider.read(id, error.halfCreated?.properties ?? {});
		expect(read.id).toBe(id);
		expect(read.inputs).toMatchObject({ ...inputs, description: read.inputs.description });
		await finish(id, inputs, read.outputs);
	});
});

async function finish(id: string, inputs: Json, state: Json): Promise<void> {
	const { changes, replaces } = await at.provider.diff(id, state, inputs);
	expect(replaces).toEqual([]);
	// After a refresh a running notebook is complete except for differences, which the engine detects itself.
	if (changes !== "some") expect([changes, state.description === inputs.description]).toEqual(["unknown", false]);

	at.world.admin.clearFaults();
	at.world.patch(id, { status: "RUNNING" });
	const outputs = await at.provider.update(id, state, inputs);
	expect(outputs).toMatchObject({ ...inputs, status: "RUNNING" });
	expect(outputs.unfinished).toBeUndefined();
	expect(await at.provider.diff(id, outputs, inputs)).toMatchObject({ changes: "none" });
	expect(at.world.instances()).toMatchObject([{ id, description: "my own" }]);
	expect(at.world.mutations().filter((operation) => operation === "createInstance")).toHaveLength(1);
}

test("a create is not affected by a few bad responses in between", async () => {
	const bad = [broken, gateway, { reset: true }, { truncate: true }, { status: 429 }];
	bad.forEach((action, index) =>
		at.world.admin.addFault({ match: { operation: "getInstance", nth: index + 1 }, action }),
	);
	const { inputs } = await at.provider.check(notebook());
	const { outputs } = await at.provider.create(inputs);
	expect(outputs.status).toBe("RUNNING");
});

test("an update that times out keeps its results in the state, and the next one completes it", async () => {
	const { inputs } = await at.provider.check(notebook());
	const { id, outputs } = await at.provider.create(inputs);
	at.world.set({ durations: { stopInstance: 60_000 } });
	const news = { ...inputs, desiredState: "STOPPED", description: "new", timeouts: { update: 0.05 } };
	const { halfCreated } = await catchError<ProviderError>(at.provider.update(id, outputs, news));
	expect(halfCreated).toMatchObject({ id, properties: { ...news, status: "STOPPING", unfinished: "update" } });

	at.world.patch(id, { status: "STOPPED" });
	// The engine keeps the old inputs after a failed update, and passes the saved outputs.
	expect(await at.provider.diff(id, halfCreated?.properties ?? {}, news)).toMatchObject({
		changes: "some",
		replaces: [],
	});
	const finished = await at.provider.update(id, halfCreated?.properties ?? {}, news);
	expect(finished).toMatchObject({ ...news, status: "STOPPED" });
	expect(finished.unfinished).toBeUndefined();
});

test("a delete that times out says so, and the next one resumes", async () => {
	const { inputs } = await at.provider.check(notebook({ timeouts: { delete: 0.05 } }));
	const { id, outputs } = await at.provider.create(inputs);
	at.world.set({ durations: { stopInstance: 60_000 } });
	const error = await catchError<ProviderError>(at.provider.delete(id, outputs));
	expect(error.message).toMatch(
		/is not deleted yet: it timed out after .* while STOPPING.*next run resumes the deletion/,
	);

	at.world.patch(id, { status: "STOPPED" });
	await at.provider.delete(id, outputs);
	expect(at.world.instances()).toEqual([]);
});

test("an update of a deleted notebook says what to do", async () => {
	const { inputs } = await at.provider.check(notebook());
	const { id, outputs } = await at.provider.create(inputs);
	at.world.remove(id);
	const error = await catchError<ProviderError>(at.provider.update(id, outputs, { ...inputs, description: "new" }));
	expect(error.message).toMatch(/does not exist any more.*pulumi refresh/);
	expect(error.halfCreated).toBeUndefined();
});
