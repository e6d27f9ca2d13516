import { CloudError } from "../../provider/cloud/errors";
import type { Context } from "../../provider/lifecycle";
import { applyMounts, type MountPlan } from "../../provider/notebook/mounts";
import type { Tracked } from "../../provider/notebook/steering";
import type { UpdateWork } from "../../provider/notebook/changes";
import { createFakeClock } from "../pace/fake-clock";

const mount = { storagePath: "obs://sets/a/", mountDirectory: "/data/a/" };

test("a mount that is interrupted in the pause after its request was throttled tells of that request", async () => {
	const attempted = { operation: "attachDynamicStorage", object: "it", purpose: "mount it", harmless: false };
	const throttled = new CloudError("Could not mount it: throttled.", attempted, "unlikely");
	const controller = new AbortController();
	const mountStorage = jest.fn(() => {
		controller.abort(new Error("interrupted"));
		return Promise.reject(throttled);
	});
	const clock = createFakeClock();
	const context = {
		cloud: { clock, readLag: 1000, notebookExtras: { mountStorage, listMounts: () => Promise.resolve([]) } },
		signal: controller.signal,
		deadline: Infinity,
		pollInterval: 1000,
	} as unknown as Context;
	const plan: MountPlan = { declared: [mount], due: [mount], obsolete: [], added: [] };
	const work = { begin: () => {} } as unknown as UpdateWork;
	const notebook = { seen: { id: "n1" } } as unknown as Tracked;

	await expect(applyMounts(notebook, plan, work, context)).rejects.toBe(throttled);
	expect(mountStorage).toHaveBeenCalledTimes(1);
});
