import type { Services } from "../../../provider/services/services";
import type { Context } from "../../../provider/lifecycle/contract";
import { BatchedQuery } from "../../../provider/lifecycle/polling/batched-query";

/** Services whose pauses end when the test says so. */
function openCloud() {
	const ends: (() => void)[] = [];
	const sleep = () => new Promise<void>((resolve) => ends.push(resolve));
	const services = { clock: { sleep } } as unknown as Services;
	return { context: { services, deadline: 7 } as Context, endPauses: () => ends.splice(0).forEach((end) => end()) };
}

test("askers at the same time share one query about all their topics", async () => {
	const { context, endPauses } = openCloud();
	const asked: unknown[] = [];
	const query = new BatchedQuery<string, string[], Services>((_cloud, topics, deadline) => {
		asked.push([topics, deadline]);
		return Promise.resolve(topics.map((topic) => `${topic}!`));
	});
	const answers = [query.ask(["a", "b"], context), query.ask(["b", "c"], context)];
	endPauses();
	expect(await Promise.all(answers)).toEqual([
		["a!", "b!", "c!"],
		["a!", "b!", "c!"],
	]);
	expect(asked).toEqual([[["a", "b", "c"], 7]]);
});

test("an asker who comes later, or asks other services, gets a query of his own", async () => {
	const [one, other] = [openCloud(), openCloud()];
	let count = 0;
	const query = new BatchedQuery<string, number, Services>(() => Promise.resolve(++count));
	const first = query.ask(["a"], one.context);
	const second = query.ask(["a"], other.context);
	one.endPauses();
	other.endPauses();
	expect(await Promise.all([first, second])).toEqual([1, 2]);
	const third = query.ask(["a"], one.context);
	one.endPauses();
	expect(await third).toBe(3);
});

test("a query that failed is sent again for the next asker", async () => {
	const { context, endPauses } = openCloud();
	const answers = [Promise.reject(new Error("no")), Promise.resolve("yes")];
	const query = new BatchedQuery<string, string, Services>(() => answers.shift() ?? Promise.resolve("later"));
	const first = query.ask(["a"], context);
	endPauses();
	await expect(first).rejects.toThrow("no");
	const second = query.ask(["a"], context);
	endPauses();
	expect(await second).toBe("yes");
});
