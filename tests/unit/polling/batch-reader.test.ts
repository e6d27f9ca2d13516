import { BatchReader } from "../../../provider/lifecycle/polling/batch-reader";
import { ObjectList } from "../../../provider/lifecycle/polling/object-list";
import { createFakeClock } from "../rate-limit/fake-clock";

const ids = ["a", "b", "c", "d", "e", "f"];

function open() {
	const clock = createFakeClock();
	const service = { isForbidden: false, hangs: false };
	const send = jest.fn(() => {
		if (service.isForbidden) return Promise.reject(new Error("forbidden"));
		if (service.hangs) return new Promise<never>(() => {});
		return Promise.resolve({ observed: new Map(ids.map((id) => [id, "listed"])), requests: 1 });
	});
	const options = { clock, pollInterval: 1000 };
	const list = new ObjectList<string>({ send }, options);
	const reader = new BatchReader<string>({ one: () => Promise.resolve("individual"), list }, options);
	/** What readers of so many objects get who come at the same time. */
	const read = async (count = ids.length, deadline = Infinity) => {
		const limits = { signal: new AbortController().signal, deadline };
		return new Set(await Promise.all(ids.slice(0, count).map((id) => reader.read(id, limits))));
	};
	return { clock, service, send, reader, read };
}

test("many reads share a list while it is fresh", async () => {
	const { clock, send, read } = open();
	expect(await read()).toEqual(new Set(["listed"]));
	clock.advance(1900);
	expect(await read()).toEqual(new Set(["listed"]));
	expect(send).toHaveBeenCalledTimes(1);
	clock.advance(2000);
	expect(await read()).toEqual(new Set(["listed"]));
	expect(send).toHaveBeenCalledTimes(2);
});

test("few reads are individual", async () => {
	const { send, read } = open();
	expect(await read(4)).toEqual(new Set(["individual"]));
	expect(send).not.toHaveBeenCalled();
});

test("a list that failed is fetched again after the reporting threshold", async () => {
	const { clock, service, send, read } = open();
	service.isForbidden = true;
	expect(await read()).toEqual(new Set(["individual"]));
	service.isForbidden = false;
	clock.advance(100_000);
	expect(await read()).toEqual(new Set(["individual"]));
	expect(send).toHaveBeenCalledTimes(1);
	clock.advance(100_000);
	expect(await read()).toEqual(new Set(["listed"]));
});

test("a reader whose deadline is over does without a list that hangs", async () => {
	const { service, read } = open();
	service.hangs = true;
	expect(await read(ids.length, 5000)).toEqual(new Set(["individual"]));
});
