import { type Candidate, decide, type Evidence, type Proof } from "../../../provider/lifecycle/create-safety/decide";
import {
	ALWAYS,
	byCoordinates,
	byDescription,
	byMarker,
	byText,
	coordinates,
	elsewhere,
	evidence,
	finished,
	HOUR,
	kept,
	MINUTE,
	now,
	other,
	own,
	pending,
	requests,
	sentAt,
	since,
	WHEN,
} from "./support/evidence";

/** The reason why a candidate with the name of the create is not claimed; `claim` if it is. */
function judge(candidate: Partial<Candidate>, given: Partial<Evidence> & Pick<Evidence, "proof">): string {
	const decision = decide([{ found: "it", hasName: true, ...candidate }], {
		...evidence,
		request: requests.exists,
		...given,
	});
	if (decision.action === "conflict") return decision.reason ?? "";
	return decision.action;
}

const NO_MARKER = "it does not carry the marker of this resource";
const NOT_THE_MARKER = "it does not carry the marker of this resource";
const NOTHING_SHOWS = "nothing shows that this resource registered it";
const LATE = "it was registered after the last request of this resource";
const CONCURRENT = 'another resource of this program, "b", makes one there as well';
const OTHER_INPUTS = "it was begun with other inputs";
const OTHERS = "an earlier create of this resource made it, and it may be another resource's or another stack's by now";
const MEANWHILE = "another run has begun it meanwhile";
const TOO_OLD = "it was made more than 24 hours ago";
const NO_AGE = "the service does not say when it was made";
const OWNED = 'it belongs to another resource of this program, "other"';
const REPLACED = 'it is what "lab" has in the state now';

describe("an object whose marker says whether its create is finished", () => {
	/** Answers before the first request of this run, and after one: nothing else of a request matters for these. */
	const rows: [string, Partial<Candidate>, string, string][] = [
		["an object that this create has asked for", pending(own), "claim", "claim"],
		["an object of this create, of unknown age", { ...pending(own), createdAt: undefined }, "claim", "claim"],
		["an old object of this create", { ...pending(own), createdAt: now - 25 * HOUR }, "claim", "claim"],
		["an object in the state of this create", kept(own), "claim", "claim"],
		["an object that this create has finished", finished(own), OTHERS, OTHERS],
		["an object of this create with other inputs", pending(own, ["b"]), OTHER_INPUTS, OTHER_INPUTS],
		["an unfinished object of another create", pending(other), "claim", MEANWHILE],
		["an object of another create, of unknown age", { ...pending(other), createdAt: undefined }, NO_AGE, MEANWHILE],
		["an object of another create, of no date", { ...pending(other), createdAt: Number.NaN }, NO_AGE, MEANWHILE],
		["an old object of another create", { ...pending(other), createdAt: now - 25 * HOUR }, TOO_OLD, MEANWHILE],
		["an object in the state of another create", kept(other), OTHERS, OTHERS],
		["an object that another create has finished", finished(other), OTHERS, OTHERS],
		["another create's with other inputs", pending(other, ["b"]), OTHER_INPUTS, OTHER_INPUTS],
		["an unfinished object of other coordinates", pending(elsewhere), NO_MARKER, NO_MARKER],
		["an object with a user's description", { ...pending(own), description: "mine" }, NO_MARKER, NO_MARKER],
		["an object without a description", { createdAt: now - HOUR }, NO_MARKER, NO_MARKER],
		["an object of another resource of the program", { ...pending(own), owner: "other" }, OWNED, OWNED],
		["an object that the state has", { ...pending(own), holder: "lab" }, REPLACED, REPLACED],
	];
	const cells = rows.flatMap(([what, candidate, before, after]) =>
		ALWAYS.map((when) => {
			const reason = when === "none" || when === "earlier" ? before : after;
			const answer = requests[when].result === "exists" || reason === "claim" ? reason : "create";
			return [what, WHEN[when], answer, candidate, when] as const;
		}),
	);

	test.each(cells)("%s, %s: %s", (_what, _when, answer, candidate, when) => {
		expect(judge(candidate, { proof: byMarker, request: requests[when] })).toBe(answer);
	});

	test.each(ALWAYS.map((when) => [WHEN[when], when === "none" ? "create" : "claim", when] as const))(
		"a failed object of this create, %s: %s",
		(_when, expected, when) => {
			const failed = { ...pending(own), hasFailed: true };
			expect(judge(failed, { proof: byMarker, request: requests[when] })).toBe(expected);
		},
	);
});

describe("an object whose description cannot be changed", () => {
	const mine = { createdAt: now - MINUTE / 2, description: "mine" };
	const marked = finished(own);
	const different = { ...marked, differences: ["flavor", "storage"] };
	const late = { ...mine, createdAt: sentAt + 10 * MINUTE + 1 };
	const old = finished(coordinates);

	const rows: [string, Partial<Candidate>, Proof, string, Partial<Evidence>?][] = [
		["an object with the marker of this create", marked, byDescription, "claim"],
		["an object with the marker of another create", finished(other), byDescription, OTHERS],
		["an object with the marker of version 0.1.0", old, byDescription, OTHERS],
		["an object with a user's description", mine, byDescription, NOT_THE_MARKER],
		["an object without a description", { createdAt: now }, byDescription, NOT_THE_MARKER],
		["a marked object older than a day", { ...marked, createdAt: now - 25 * HOUR }, byDescription, TOO_OLD],
		["a marked object of unknown age", { ...marked, createdAt: undefined }, byDescription, NO_AGE],
		["a marked object with other inputs", different, byDescription, "it differs in flavor, storage"],
		["a failed marked object", { ...marked, hasFailed: true }, byDescription, "claim"],
		["a marked object beside a concurrent creator", marked, byDescription, "claim", { concurrentCreator: "b" }],
		["a marked object of another resource", { ...marked, owner: "other" }, byDescription, OWNED],
		["an object with the user's text, created since", mine, byText, "claim"],
		["an object with the user's text, older than the create", { ...mine, createdAt: since - 1 }, byText, NOTHING_SHOWS],
		["an object with the user's text, of unknown age", { description: "mine" }, byText, NOTHING_SHOWS],
		["an object with the user's text, long after the last request", late, byText, LATE],
		[
			"an object with the user's text beside a concurrent creator",
			mine,
			byText,
			CONCURRENT,
			{ concurrentCreator: "b" },
		],
		["an object with another text, created since", { ...mine, description: "theirs" }, byText, NOT_THE_MARKER],
		[
			"an object with the user's text and other inputs",
			{ ...mine, differences: ["arch"] },
			byText,
			"it differs in arch",
		],
		["an object with the marker of this create, of another text", marked, byText, NOTHING_SHOWS],
		["an object with the marker of version 0.1.0, created since", { ...old, createdAt: now }, byCoordinates, "claim"],
		["an object with the marker of version 0.1.0, created before", old, byCoordinates, NOTHING_SHOWS],
	];
	const cells = rows.flatMap(([what, candidate, proof, reason, more = {}]) =>
		ALWAYS.filter((when) => when !== "none").map((when) => {
			const answer = requests[when].result === "exists" || reason === "claim" ? reason : "create";
			return [what, WHEN[when], answer, candidate, { proof, ...more, request: requests[when] }] as const;
		}),
	);

	test.each(cells)("%s, %s: %s", (_what, _when, answer, candidate, given) => {
		expect(judge(candidate, given)).toBe(answer);
	});

	test("an object with the user's text, created long after an intent that knew its object, is claimed", () => {
		expect(judge(late, { proof: byText, request: requests.none, now: now + HOUR })).toBe("claim");
	});
});

describe("an object that an intent of this machine names", () => {
	test.each<[string, Partial<Candidate>, string]>([
		["an object with any description, of any age", { description: "anything" }, "claim"],
		["an object that has failed", { hasFailed: true }, "it has failed"],
		["an object with other inputs", { differences: ["flavor"] }, "it differs in flavor"],
		["an object of another resource of the program", { owner: "other" }, OWNED],
		["an object that the state has", { holder: "lab" }, REPLACED],
	])("%s %j: %s", (_what, candidate, expected) => {
		expect(judge(candidate, { proof: { by: "intent" } })).toBe(expected);
		expect(judge(candidate, { proof: { by: "tag" } })).toBe(expected);
	});
});
