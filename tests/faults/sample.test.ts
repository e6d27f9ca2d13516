import type { Case, Outcome } from "./matrix/case";
import { faults } from "./matrix/faults";
import { kinds } from "./matrix/kinds";
import type { Lane } from "./matrix/lane";
import { type Choice, listCases, openLanes, pickSample, runCases } from "./matrix/matrix";
import { describe as describeOutcome, isBad } from "./matrix/table";

/** Of the thousands of cases of `npm run faults`, this many for each operation on each kind. */
const PER_OPERATION = 1;

/** Where kinds share a class, all but the first one have the operations that depend on their inputs. */
function operationsOf({ name }: (typeof kinds)[number]): Choice["operations"] {
	const [className] = name.split(" ");
	const isFirst = kinds.find((kind) => kind.name.split(" ")[0] === className)?.name === name;
	return isFirst ? undefined : ["create", "update"];
}

let lanes: Lane[];
let sample: Case[];
const applied = new Set<string>();

beforeAll(async () => {
	lanes = await openLanes(6);
	// Each lane records some of the kinds.
	const learned = await Promise.all(
		lanes.map(async (lane, at) => {
			const mine = kinds.filter((_kind, index) => index % lanes.length === at);
			const cases: Case[] = [];
			for (const kind of mine) {
				cases.push(...(await listCases({ exactly: kind.name, operations: operationsOf(kind) }, lane)));
			}
			return cases;
		}),
	);
	const inOrder = kinds.flatMap((kind) => learned.flat().filter((one) => one.kind === kind));
	sample = pickSample(inOrder, PER_OPERATION);
}, 120_000);

afterAll(() => Promise.all(lanes.map((lane) => lane.close())));

test("the sample has every way to break a request, and every kind of resource", () => {
	expect(new Set(sample.map(({ fault }) => fault.name))).toEqual(new Set(faults.map(({ name }) => name)));
	expect(new Set(sample.map(({ kind }) => kind.name))).toEqual(new Set(kinds.map(({ name }) => name)));
});

test.each(kinds.map(({ name }) => [name]))(
	"%s: no object is lost, duplicated or destroyed by any fault",
	async (name) => {
		const mine = sample.filter(({ kind }) => kind.name === name);
		const outcomes: Outcome[] = await runCases(mine, lanes, ({ fault, verdict }) => {
			if (verdict !== "not asked") applied.add(fault);
		});
		expect(outcomes.filter(isBad).map(describeOutcome)).toEqual([]);
		expect(outcomes).toHaveLength(mine.length);
	},
	120_000,
);

test("each of these faults was applied", () => {
	expect(applied).toEqual(new Set(faults.map(({ name }) => name)));
});
