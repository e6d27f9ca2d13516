import { runCase, type Verdict } from "./matrix/case";
import { faults } from "./matrix/faults";
import { kinds } from "./matrix/kinds";
import { Lane } from "./matrix/lane";
import { learn } from "./matrix/matrix";
import { type Operation, operations } from "./matrix/operations";

/** A harness that finds nothing proves nothing: these cases fail outside of its control. */
let lane: Lane;
beforeAll(async () => {
	lane = await Lane.open();
}, 60_000);
afterAll(() => lane.close());

const rows: readonly (readonly [verdict: Verdict, mishap: string, operation: string, harm: (id: string) => object])[] =
	[
		["duplicated", "somebody makes a second one", "create", () => ({ instances: [{ create: {} }] })],
		["lost", "it goes away without a trace", "create", (id) => ({ instances: [{ id, remove: true }] })],
		[
			"stuck",
			"it does not stay as it was declared",
			"create",
			(id) => ({ instances: [{ id, patch: { description: "x" } }] }),
		],
	];

function findOperation(operationName: string): Operation {
	const operation = operations.find(({ name }) => name === operationName);
	if (!operation) throw new Error(`There is no operation ${operationName}.`);
	return operation;
}

async function runWith(operation: Operation) {
	const [kind] = kinds;
	const [fault] = faults;
	if (!kind || !fault) throw new Error("There is nothing to break.");
	const [target] = await learn(kind, operation, lane);
	if (!target) throw new Error(`${operation.name} sends no request.`);
	return runCase({ kind, operation, target, fault }, lane);
}

test.each(rows)("a case is %s when %s", async (verdict, _mishap, name, harm) => {
	const operation = findOperation(name);
	const run: Operation["run"] = async (engine, kind, timeouts) => {
		const done = await operation.run(engine, kind, timeouts);
		if (lane.requests().some(({ fault }) => fault !== null)) {
			lane.admin.putObjects(harm(lane.listObjects(kind)[0] ?? ""));
		}
		return done;
	};
	expect(await runWith({ ...operation, run })).toMatchObject({ verdict });
});

test("a case is destroyed when a kept object was created anew", async () => {
	const update = findOperation("update");
	const run: Operation["run"] = async (engine, kind, timeouts) => {
		await engine.destroy();
		return update.run(engine, kind, timeouts);
	};
	expect(await runWith({ ...update, run })).toMatchObject({ verdict: "destroyed" });
});

test("a case without failures succeeds in the same run", async () => {
	expect(await runWith(findOperation("create"))).toMatchObject({ verdict: "same run", problems: [] });
});
