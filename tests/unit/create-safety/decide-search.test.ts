import { type Candidate, decide } from "../../../provider/lifecycle/create-safety/decide";
import { ALWAYS, byMarker, evidence, own, pending, requests, type When, WHEN } from "./support/evidence";

describe("a search", () => {
	const claimable = { found: "own", ...pending(own) };
	const foreign = { found: "foreign", description: "theirs" };
	const inTheWay = { ...foreign, hasName: true };
	const owned = { ...inTheWay, found: "owned", owner: "other" };

	type Row = [string, Candidate[], boolean, boolean, Record<When, string>];
	const all = (answer: string) => Object.fromEntries(ALWAYS.map((when) => [when, answer])) as Record<When, string>;
	const create = all("create");
	const exists = { exists: "conflict", again: "conflict" };
	const wait = { earlier: "wait", lost: "wait", again: "wait" };
	const named = { exists: "conflict with foreign", again: "conflict with foreign" };
	const rows: Row[] = [
		["finds nothing, and a second request would conflict", [], false, false, { ...create, ...exists, again: "wait" }],
		["finds nothing until it is over, and a second request would conflict", [], false, true, { ...create, ...exists }],
		[
			"finds nothing, and a second request would make a second object",
			[],
			true,
			false,
			{ ...create, ...exists, ...wait },
		],
		["finds nothing until it is over", [], true, true, { ...create, ...exists }],
		["finds an object of this create", [claimable], true, false, all("claim own")],
		["finds an object of this create after one in the way", [inTheWay, claimable], false, false, all("claim own")],
		["finds an object in the way", [inTheWay], false, false, { ...create, ...named }],
		["finds an object in the way, and waits for its own", [inTheWay], true, false, { ...create, ...named, ...wait }],
		["finds an object in the way until it is over", [inTheWay], true, true, { ...create, ...named }],
		["finds an object that is not in the way", [foreign], false, false, { ...create, ...exists, again: "wait" }],
		[
			"finds another resource's object in the way, and a free one",
			[owned, inTheWay],
			false,
			false,
			{ ...create, ...named },
		],
		[
			"finds two objects of this create, of which another resource has the first",
			[{ ...claimable, found: "owned", owner: "other" }, claimable],
			true,
			false,
			all("claim own"),
		],
	];
	const cells = rows.flatMap(([what, candidates, retriesSearch, isSearchOver, answers]) =>
		ALWAYS.map((when) => ({
			what,
			candidates,
			retriesSearch,
			isSearchOver,
			when,
			where: WHEN[when],
			answer: answers[when],
		})),
	);

	test.each(cells)("$what, $where: $answer", ({ candidates, retriesSearch, isSearchOver, when, answer }) => {
		const request = requests[when];
		const decision = decide(candidates, { ...evidence, proof: byMarker, request, retriesSearch, isSearchOver });
		const found = decision.action === "claim" && ` ${String(decision.found)}`;
		const way = decision.action === "conflict" && decision.candidate && ` with ${String(decision.candidate.found)}`;
		expect(`${decision.action}${found || way || ""}`).toBe(answer);
	});
});
