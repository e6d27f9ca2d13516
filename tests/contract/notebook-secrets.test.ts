import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { about, make, patch } from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import { catchError, openWorlds } from "../support/world";

const openWorld = openWorlds();

/** A world in which everything is logged, a notebook, and its present token. */
async function open() {
	const world = await openWorld();
	const provider = await world.start({ environment: { PULUMI_MODELARTS_LOG: "debug" } });
	const { id, inputs, outputs } = await make(provider, { tags: { team: "vision" } });
	const shown = await provider.update(id, outputs, { ...inputs, exposeToken: true }, about);
	return { world, provider, id, inputs, outputs, token: readSecret(shown.token) };
}

/** A secret leaves the provider in the engine's own envelope. */
function readSecret(output: unknown): string {
	return String((output as { value?: unknown }).value);
}

function readIntents(home: string): string {
	const folder = join(home, "modelarts-intents");
	return readdirSync(folder)
		.map((name) => readFileSync(join(folder, name), "utf8"))
		.join("\n");
}

test("a token that the program does not ask for is in no output, log, message or file", async () => {
	const { world, provider, id, inputs, outputs, token } = await open();
	const read = await provider.read(id, outputs, about);
	const updated = await provider.update(id, outputs, { ...inputs, flavor: "modelarts.vm.cpu.8u" }, about);
	const again = readSecret((await provider.update(id, updated, { ...inputs, exposeToken: true }, about)).token);
	expect(again).not.toBe(token);

	const said = [provider.stdout, provider.stderr, JSON.stringify(provider.engine.messages), readIntents(world.home)];
	const written = [...said, JSON.stringify([outputs, read, updated])].join("\n");
	expect(provider.stderr).toContain(`/notebooks/${id}`);
	expect([token, again].filter((secret) => written.includes(secret))).toEqual([]);
});

test("a token that an error response repeats is not shown", async () => {
	const { world, provider, id, inputs, outputs, token } = await open();
	const body = { error_code: "ModelArts.6347", error_msg: `not with ${token}` };
	world.admin.addFault({ match: { operation: "updateNotebook" }, action: { status: 400, body } });
	const change = provider.update(id, outputs, { ...inputs, description: "new" }, about);
	const { halfCreated } = await catchError<ProviderError>(change);
	expect(halfCreated?.reasons[0]).toContain("not with ***");
	expect(JSON.stringify(halfCreated)).not.toContain(token);
});

test("an interrupted notebook is kept without its token, even if the program asks for it", async () => {
	const { world, provider, id, inputs, outputs, token } = await open();
	world.set({ durations: { stopNotebook: 60_000 } });
	patch(world, id, { status: "STOPPING" });
	const news = { ...inputs, exposeToken: true, timeouts: { update: 0.1 }, description: "new" };
	const change = provider.update(id, outputs, news, about);
	const { halfCreated } = await catchError<ProviderError>(change);
	expect(halfCreated?.id).toBe(id);
	expect(JSON.stringify(halfCreated)).not.toContain(token);
});
