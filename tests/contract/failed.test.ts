import { make, notebook } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import { catchError, shareProvider } from "../support/world";

const at = shareProvider();

const failedReasons = {
	code: "ModelArts.6361",
	message: "Node pool „α“ has no room: 0/3 nodes (taint {gpu: true})",
	detail: { stage: "scheduling" },
};
const words = /Node pool „α“ has no room: 0\/3 nodes \(taint \{gpu: true\}\)" \(ModelArts\.6361\); stage: scheduling/;

describe.each(["CREATE_FAILED", "START_FAILED", "RESIZE_FAILED"].map((status) => [status] as const))(
	"a create that ends as %s",
	(status) => {
		beforeEach(() => at.world.set({ failures: [{ status, failedReasons }] }));

		test("reports the service's reason verbatim, removes the notebook and keeps no state", async () => {
			const error = await catchError<ProviderError>(make(at.provider));
			expect(error.message).toMatch(words);
			expect(error.message).toMatch(new RegExp(`ended as ${status}.*It was removed again\\.$`));
			expect(error.halfCreated).toBeUndefined();
			expect(at.world.instances()).toEqual([]);
			expect(at.world.mutations()).toEqual(["createInstance", "deleteInstance"]);
		});

		test("is kept with its id if it cannot be removed, and is replaced by the next up", async () => {
			const body = { error_code: "ModelArts.0108", error_msg: "You are not authorized." };
			at.world.admin.addFault({ match: { operation: "deleteInstance" }, times: null, action: { status: 403, body } });
			const { inputs } = await at.provider.check(notebook());
			const { halfCreated } = await catchError<ProviderError>(at.provider.create(inputs));
			const [{ id }] = at.world.instances() as [{ id: string }];
			expect(halfCreated).toMatchObject({ id, properties: { ...inputs, status } });
			expect(halfCreated?.reasons[0]).toMatch(words);
			expect(halfCreated?.reasons[0]).toMatch(/Removing it failed as well: .*ModelArts\.0108/);

			const state = halfCreated?.properties ?? {};
			const expected = { changes: "some", replaces: ["status"] };
			expect(await at.provider.diff(id, state, inputs)).toMatchObject(expected);
			const read = await at.provider.read(id, state);
			expect(await at.provider.diff(id, read.outputs, inputs)).toMatchObject(expected);

			at.world.admin.clearFaults();
			await at.provider.delete(id, read.outputs);
			expect(at.world.instances()).toEqual([]);
		});
	},
);

test("a failure without reasons is reported as such", async () => {
	at.world.set({ failures: [{ failedReasons: null }] });
	const error = await catchError<ProviderError>(make(at.provider));
	expect(error.message).toMatch(/ended as CREATE_FAILED.*gives no reason/);
});

test("the next up after a failure creates a new notebook", async () => {
	at.world.set({ failures: [{ failedReasons }] });
	await catchError(make(at.provider));
	expect((await make(at.provider)).outputs.status).toBe("RUNNING");
});

test("a partially created notebook that fails later is kept by update, and is replaced by the next up", async () => {
	at.world.set({ durations: { createInstance: 60_000 } });
	const { inputs } = await at.provider.check(notebook({ timeouts: { create: 0.05 } }));
	const { halfCreated } = await catchError<ProviderError>(at.provider.create(inputs));
	at.world.patch(halfCreated?.id ?? "", { status: "CREATE_FAILED", spec: { failed_reasons: failedReasons } });

	const update = at.provider.update(halfCreated?.id ?? "", halfCreated?.properties ?? {}, inputs);
	const again = (await catchError<ProviderError>(update)).halfCreated;
	expect(again?.reasons[0]).toMatch(words);
	expect(again).toMatchObject({ id: halfCreated?.id, properties: { ...inputs, status: "CREATE_FAILED" } });
	expect(await at.provider.diff(again?.id ?? "", again?.properties ?? {}, inputs)).toMatchObject({
		replaces: ["status"],
	});
	expect(at.world.mutations()).toEqual(["createInstance", "updateInstance"]);
});
