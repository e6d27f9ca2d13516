import { notebook } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import type { ProviderProcess } from "../support/provider-process";
import { sdks } from "../support/quick-start";
import { catchError, World } from "../support/world";

/** Longer than any of these tests: an operation ends only by a timeout. */
const LONG = 600_000;

describe.each(sdks)("the engine's own timeout with %s", (sdk) => {
	let world: World;
	let provider: ProviderProcess;

	beforeAll(async () => {
		world = await World.open();
		provider = await world.start({ sdk });
	});
	afterAll(() => world.close());

	test("ends a create and the update that resumes it, before the hidden input's", async () => {
		world.set({ durations: { createInstance: LONG } });
		const { inputs } = await provider.check(notebook({ timeouts: { create: LONG, update: LONG } }), {});
		const failed = await catchError<ProviderError>(provider.create(inputs, { timeout: 0.2 }));
		expect(failed.message).toContain("while CREATING");

		const { id = "", properties = {} } = failed.halfCreated ?? {};
		const again = await catchError<ProviderError>(provider.update(id, properties, inputs, { timeout: 0.2 }));
		expect(again.message).toContain("while CREATING");
	});

	test("ends a deletion, also as the first call of a process", async () => {
		world.set({ durations: { createInstance: 4, deleteInstance: LONG } });
		const { inputs } = await provider.check(
			notebook({ name: "second", identity: "shop:dev:second#0123456789abcdef0123" }),
			{},
		);
		const { id, outputs } = await provider.create(inputs);
		const fresh = await world.start({ sdk });
		const failed = await catchError<ProviderError>(fresh.delete(id, outputs, { timeout: 0.2 }));
		expect(failed.message).toMatch(/is not deleted yet: it timed out after \d s/);
	});

	test("leaves the hidden input's if the engine has none", async () => {
		world.set({ durations: { createInstance: LONG } });
		const third = notebook({
			name: "third",
			identity: "shop:dev:third#0123456789abcdef0124",
			timeouts: { create: 0.2 },
		});
		const { inputs } = await provider.check(third, {});
		const failed = await catchError<ProviderError>(provider.create(inputs));
		expect(failed.message).toContain("while CREATING");
	});
});
