import type { Services } from "../../../provider/services/services";
import type { Context } from "../../../provider/lifecycle/contract";
import { BatchedQuery } from "../../../provider/lifecycle/polling/batched-query";

/** A cloud whose sleeps end when the test says so. */
function openCloud() {
	const ends: (() => void)[] = [];
	const sleep = () => new Promise<void>((resolve) => ends.push(resolve));
	const cloud = { clock: { sleep } } as unknown as Services;
	return { context: { cloud, deadline: 7 } as Context, endPauses: () => ends.splice(0).forEach((end) => end()) };
}

test("those who ask at the same time share one question about all their topics", async () => {
	const { context, endPauses } = openCloud();
	const asked: unknown[] = [];
	const question = new BatchedQuery<string, string[]>((_cloud, topics, deadline) => {
		asked.push([topics, deadline]);
		return Promise.resolve(topics.map((topic) => `${topic}!`));
	});
	const answers = [question.ask(["a", "b"], context), question.ask(["b", "c"], context)];
	endPauses();
	expect(await Promise.all(answers)).toEqual([
		["a!", "b!", "c!"],
		["a!", "b!", "c!"],
	]);
	expect(asked).toEqual([[["a", "b", "c"], 7]]);
});

test("who asks later, or of another cloud, asks anew", async () => {
	const [one, other] = [openCloud(), openCloud()];
	let count = 0;
	const question = new BatchedQuery<string, number>(() => Promise.resolve(++count));
	const first = question.ask(["a"], one.context);
	const second = question.ask(["a"], other.context);
	one.endPauses();
	other.endPauses();
	expect(await Promise.all([first, second])).toEqual([1, 2]);
	const third = question.ask(["a"], one.context);
	one.endPauses();
	expect(await third).toBe(3);
});

test("a question that failed is asked again by the next one", async () => {
	const { context, endPauses } = openCloud();
	const answers = [Promise.reject(new Error("no")), Promise.resolve("yes")];
	const question = new BatchedQuery<string, string>(() => answers.shift() ?? Promise.resolve("later"));
	const first = question.ask(["a"], context);
	endPauses();
	await expect(first).rejects.toThrow("no");
	const second = question.ask(["a"], context);
	endPauses();
	expect(await second).toBe("yes");
});
