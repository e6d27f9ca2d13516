import {
	composeIdentity,
	individualize,
	type Generate,
	rebase,
	withIncarnation,
} from "../../../provider/lifecycle/create-safety/resource-identity";
import { noIntent } from "../../../provider/lifecycle/create-safety/resource-intent";
import { computeDigest } from "../../../provider/lifecycle/create-safety/digest";
import { withIdentity } from "../../../provider/lifecycle/create-safety/with-identity";
import type { Context, Handler } from "../../../provider/lifecycle/contract";

const coordinates = composeIdentity({ project: "shop", stack: "dev", types: ["kind"], name: "lab" });
const [drawn, begun] = [withIncarnation(coordinates, "1111111"), withIncarnation(coordinates, "2222222")];
const generate: Generate = (identity) => ({ name: `lab${identity.slice(-8)}` });

interface Inputs {
	identity: string;
	name: string;
	size?: number;
}
const inputsOf = (identity: string, size?: number): Inputs => ({
	identity,
	...generate(identity),
	name: generate(identity).name ?? "",
	size,
});

/** What a kind is asked, as it is asked. */
function spy() {
	const asked: unknown[] = [];
	const handler = {
		kind: "Kind",
		inputNames: ["identity", "name", "size"],
		timeouts: { create: 1, read: 1, update: 1, delete: 1 },
		generate,
		listReplacing: ({ size }) => size ?? null,
		check: (_old, inputs) => ({ inputs, validationErrors: [] }),
		diff: (old, news) => (asked.push([old.inputs, news]), {}),
		create: (inputs) => (asked.push(inputs), Promise.resolve({ id: "n", outputs: inputs })),
		read: ({ inputs, outputs }) => (asked.push(inputs), Promise.resolve({ inputs, outputs })),
		update: (old, news) => (asked.push([old.inputs, news]), Promise.resolve(news)),
		delete: ({ inputs }) => (asked.push(inputs), Promise.resolve()),
	} satisfies Handler<Inputs, Inputs>;
	return { asked, handler: withIdentity<Inputs, Inputs>(handler) };
}

const withIntent = (identity: string, size?: number) =>
	({
		intent: {
			...noIntent,
			read: () => ({ kind: "Kind", startedAt: "", digest: computeDigest(size ?? null), identity }),
		},
	}) as Context;
const resumed = { id: "n", inputs: inputsOf(drawn), outputs: inputsOf(begun) };

test("a create resumes with the identity of what this machine has begun", async () => {
	const { asked, handler } = spy();
	await handler.create(inputsOf(drawn), withIntent(begun));
	expect(asked).toEqual([inputsOf(begun)]);
});

test("a create of other inputs than were begun keeps its own identity", async () => {
	const { asked, handler } = spy();
	await handler.create(inputsOf(drawn, 2), withIntent(begun, 1));
	expect(asked).toEqual([inputsOf(drawn, 2)]);
});

test("diff, update, read and delete of a resumed object go by the identity that it has", async () => {
	const { asked, handler } = spy();
	handler.diff(resumed, { ...inputsOf(drawn) });
	await handler.update(resumed, inputsOf(drawn), withIntent(begun));
	await handler.delete(resumed, withIntent(begun));
	expect(asked).toEqual([[inputsOf(begun), inputsOf(begun)], [inputsOf(begun), inputsOf(begun)], inputsOf(begun)]);
});

test("a refresh of a resumed object shows no drift of what was made from its identity", async () => {
	const { handler } = spy();
	expect(await handler.read(resumed, withIntent(begun))).toEqual({ inputs: inputsOf(drawn), outputs: inputsOf(begun) });
});

test("what the user has written stays when inputs are rebased", () => {
	expect(rebase({ identity: drawn, name: "mine" }, begun, generate)).toEqual({ identity: begun, name: "mine" });
});

test("two creates of the same coordinates have identities of their own", () => {
	expect(individualize(coordinates)).not.toBe(individualize(coordinates));
	expect(individualize(coordinates)).toMatch(/^shop:dev:lab#[0-9a-f]{20}-[0-9a-f]{7}$/);
});

test("a plan and the update that follows it have one identity, by the engine's seed", () => {
	const seed = new Uint8Array([1, 2, 3]);
	expect(individualize(coordinates, seed)).toBe(individualize(coordinates, seed));
	expect(individualize(individualize(coordinates, seed))).toBe(individualize(coordinates, seed));
});
