import { collectPages, type Page } from "../../../provider/services/http/paging";

const items = (from: number, to: number) =>
	Array.from({ length: to - from }, (_none, index) => ({ id: `${from + index}` }));

/** Collects in pages of two from a service that answers as given; tells which offsets were asked. */
async function collect(fetchPage: (offset: number) => Page<{ id: string }>) {
	const offsets: number[] = [];
	const all = await collectPages(async (offset) => {
		offsets.push(offset);
		return fetchPage(offset);
	}, 2);
	return { ids: all.map(({ id }) => id).join(""), offsets };
}

const upTo = (count: number) => (offset: number) => items(offset, Math.min(offset + 2, Math.max(count, offset)));

test.each([
	["an empty list", 0, "", [0]],
	["a short page", 1, "0", [0]],
	["several pages", 5, "01234", [0, 2, 4]],
	["pages that come out even", 4, "0123", [0, 2, 4]],
])("%s, whether the total counts all or the page only", async (_what, count, ids, offsets) => {
	expect(await collect((offset) => ({ items: upTo(count)(offset), total: count }))).toEqual({ ids, offsets });
	expect(await collect((offset) => ({ items: upTo(count)(offset) }))).toEqual({ ids, offsets });
	const pageOnly = (offset: number) => ({ items: upTo(count)(offset), total: upTo(count)(offset).length });
	expect(await collect(pageOnly)).toEqual({ ids, offsets });
});

test("a service that gives smaller pages than requested", async () => {
	const page = (offset: number) => ({ items: items(offset, Math.min(offset + 1, 3)), total: 3 });
	expect(await collect(page)).toEqual({ ids: "012", offsets: [0, 1, 2] });
});

test("a service that ignores the limit", async () => {
	expect(await collect(() => ({ items: items(0, 5), total: 5 }))).toEqual({ ids: "01234", offsets: [0] });
});

test("a list that grows meanwhile: each once", async () => {
	const page = (offset: number) => ({ items: items(Math.max(0, offset - 1), Math.min(offset + 1, 4)), total: 4 });
	expect((await collect(page)).ids).toBe("0123");
});

test("a list that is announced longer than it is shown is an error, not a result", async () => {
	await expect(collect(() => ({ items: items(0, 2), total: 5 }))).rejects.toThrow("5 entries, but no more than 2");
});

test("a list that repeats itself without end is stopped", async () => {
	expect(await collect(() => ({ items: items(0, 2) }))).toEqual({ ids: "01", offsets: [0, 2] });
});
