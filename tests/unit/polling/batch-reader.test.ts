import { BatchReader } from "../../../provider/lifecycle/polling/batch-reader";
import { createFakeClock } from "../rate-limit/fake-clock";

const ids = ["a", "b", "c", "d", "e", "f"];

test("a list that failed is tried again after a while", async () => {
	const clock = createFakeClock();
	const signal = new AbortController().signal;
	let isForbidden = true;
	const all = jest.fn(() => {
		if (isForbidden) return Promise.reject(new Error("forbidden"));
		return Promise.resolve({ observed: new Map(ids.map((id) => [id, "listed"])), requests: 1 });
	});
	const reader = new BatchReader({ one: () => Promise.resolve("alone"), all }, { clock, pollInterval: 1000 });
	const readAll = async () => {
		const limits = { signal, deadline: Infinity };
		return new Set(await Promise.all(ids.map((id) => reader.read(id, limits))));
	};

	expect(await readAll()).toEqual(new Set(["alone"]));
	isForbidden = false;
	clock.advance(100_000);
	expect(await readAll()).toEqual(new Set(["alone"]));
	expect(all).toHaveBeenCalledTimes(1);
	clock.advance(100_000);
	expect(await readAll()).toEqual(new Set(["listed"]));
});
