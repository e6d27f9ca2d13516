import type { History, Step } from "./history";

/** A run that nothing disturbs. */
const calm: Step = {
	edits: [],
	run: "up",
	faults: [],
	duplicates: [],
	late: [],
	lag: 0,
	gaps: 0,
	acts: [],
	pause: 0,
};

interface Kept {
	/** What was wrong. */
	readonly title: string;
	readonly history: History;
}

/** Histories that once broke a promise, in their shortest form: each simulation begins with them. */
export const keptHistories: readonly Kept[] = [
	{
		title: "a create that was delivered twice left a second cloud image",
		history: {
			seed: 487640477,
			kinds: [7],
			pace: "quick",
			steps: [{ ...calm, duplicates: [{ nth: 1, fault: 0 }] }],
		},
	},
	{
		title: "a create that was delivered twice left a second system image and two data images",
		history: {
			seed: 16,
			kinds: [0, 8],
			pace: "quick",
			steps: [{ ...calm, duplicates: [{ nth: 4, fault: 0 }] }],
		},
	},
	{
		title: "the search for a cloud image was over when the timeout of its request was",
		history: {
			seed: 487640477,
			kinds: [7],
			pace: "quick",
			steps: [{ ...calm, faults: [{ nth: 2, fault: 16 }] }],
		},
	},
	{
		title: "the images of two deliveries became one resource after a lost response",
		history: {
			seed: 23,
			kinds: [10],
			pace: "quick",
			steps: [{ ...calm, duplicates: [{ nth: 1, fault: 1 }], late: [{ nth: 1, fault: 0 }] }],
		},
	},
	{
		title: "the images of two deliveries became one resource after an interruption",
		history: {
			seed: 1869333039,
			kinds: [0, 9],
			pace: "quick",
			steps: [
				{
					...calm,
					crash: { how: "interrupt", at: 4 },
					duplicates: [
						{ nth: 1, fault: 1 },
						{ nth: 1, fault: 0 },
					],
					late: [{ nth: 1, fault: 0 }],
				},
				{ ...calm, duplicates: [{ nth: 1, fault: 0 }], acts: [{ nth: 1, act: "stop", object: 0 }] },
			],
		},
	},
	{
		title: "the images of two deliveries became one resource while lists lagged",
		history: {
			seed: 172567814,
			kinds: [8, 0],
			pace: "quick",
			steps: [{ ...calm, faults: [{ nth: 1, fault: 0 }], duplicates: [{ nth: 1, fault: 1 }], lag: 60 }],
		},
	},
	{
		title: "a notebook whose create was interrupted kept a second one, as its resumption did not look",
		history: {
			seed: 25,
			kinds: [2],
			pace: "quick",
			steps: [
				{
					...calm,
					crash: { how: "interrupt", at: 2 },
					duplicates: [{ nth: 1, fault: 0 }],
					late: [{ nth: 1, fault: 0 }],
				},
			],
		},
	},
];
