import { calm, type History } from "./history";

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
	{
		title: "a refresh of an interrupted create took the images of both deliveries",
		history: {
			seed: 2147483621,
			kinds: [2, 3, 8],
			pace: "quick",
			steps: [
				{ ...calm, crash: { how: "interrupt", at: 3 }, duplicates: [{ nth: 1, fault: 0 }] },
				{
					...calm,
					run: "refresh",
					duplicates: [{ nth: 1, fault: 0 }],
					late: [{ nth: 1, fault: 0 }],
					pause: 10,
				},
				{ ...calm, faults: [{ nth: 40, fault: 16 }], lag: 1, gaps: 50 },
				{ ...calm, gaps: 10, pause: 10 },
			],
		},
	},
	{
		title: "finished images that were being replaced were taken for siblings of a repeated request, and then deleted",
		history: {
			seed: 1290883905,
			kinds: [8, 9, 0],
			pace: "quick",
			steps: [
				{
					...calm,
					duplicates: [
						{ nth: 7, fault: 0 },
						{ nth: 1, fault: 3 },
					],
					late: [{ nth: 1, fault: 1 }],
					lag: 30,
					gaps: 50,
					acts: [{ nth: 1, act: "start", object: 3 }],
					pause: 10,
				},
				{
					...calm,
					edits: [{ resource: 2, to: "changed" }],
					crash: { how: "kill after", at: 2 },
					faults: [
						{ nth: 2, fault: 12 },
						{ nth: 3, fault: 3 },
					],
					late: [{ nth: 6, fault: 8 }],
					lag: 30,
				},
				{
					...calm,
					edits: [{ resource: 1, to: "changed" }],
					crash: { how: "interrupt", at: 8 },
					faults: [{ nth: 3, fault: 14 }],
					duplicates: [{ nth: 8, fault: 1 }],
					late: [
						{ nth: 7, fault: 5 },
						{ nth: 3, fault: 6 },
					],
					gaps: 10,
					pause: 1,
				},
				{
					...calm,
					run: "refresh",
					faults: [{ nth: 3, fault: 9 }],
					lag: 1,
					acts: [
						{ nth: 3, act: "describe", object: 1 },
						{ nth: 1, act: "delete", object: 3 },
					],
				},
			],
		},
	},
	{
		title: "a notebook that was stopped for a change ran already, as an old read said, and its next change was refused",
		history: {
			seed: 3,
			kinds: [2],
			pace: "quick",
			steps: [
				calm,
				{
					...calm,
					edits: [{ resource: 0, to: "changed" }],
					reads: [{ nth: 9, times: 1, action: { staleMs: 10_000 } }],
				},
			],
		},
	},
	{
		title: "a refresh read a word that no definition knows, and the notebook was replaced",
		history: {
			seed: 17,
			kinds: [0, 3],
			pace: "quick",
			steps: [
				{
					...calm,
					faults: [{ nth: 1, fault: 0 }],
					duplicates: [{ nth: 1, fault: 0 }],
					late: [{ nth: 1, fault: 0 }],
					odd: [{ nth: 1, seed: 0 }],
					acts: [{ nth: 1, act: "stop", object: 0 }],
					pause: 10,
				},
				{ ...calm, run: "refresh", late: [{ nth: 1, fault: 0 }], odd: [{ nth: 2, seed: 695 }] },
			],
		},
	},
	{
		title: "a refresh did not find the image of an interrupted create whose job had just ended, and another was made",
		history: {
			seed: 2147483633,
			kinds: [8, 9],
			pace: "quick",
			steps: [
				{
					...calm,
					crash: { how: "interrupt", at: 7 },
					late: [{ nth: 7, fault: 0 }],
					lag: 60,
					odd: [{ nth: 2, seed: 6 }],
					acts: [{ nth: 1, act: "stop", object: 0 }],
				},
				{
					...calm,
					run: "refresh",
					faults: [
						{ nth: 1, fault: 0 },
						{ nth: 3, fault: 3 },
					],
					lag: 30,
				},
			],
		},
	},
	{
		title: "a path in a list of images was a number, and the resumed create ended with a bug of the provider",
		history: {
			seed: 28,
			kinds: [5],
			pace: "quick",
			steps: [
				{
					...calm,
					crash: { how: "kill after", at: 1 },
					duplicates: [{ nth: 1, fault: 0 }],
					odd: [{ nth: 1, seed: 0 }],
					acts: [{ nth: 1, act: "stop", object: 0 }],
				},
				{ ...calm, duplicates: [{ nth: 1, fault: 0 }], odd: [{ nth: 1, seed: 998 }] },
			],
		},
	},
	{
		title:
			"a resumed create was written down under another identity, and after a second kill another notebook was made",
		history: {
			seed: 580538742,
			kinds: [0],
			pace: "quick",
			steps: [
				{ ...calm, crash: { how: "kill unsaved", at: 1 }, late: [{ nth: 4, fault: 0 }] },
				{ ...calm, crash: { how: "kill unsaved", at: 1 }, acts: [{ nth: 2, act: "stop", object: 0 }] },
				{ ...calm, crash: { how: "kill before", at: 1 } },
			],
		},
	},
	{
		title: "a replacement took an image that the state had for one of its own, and then deleted it",
		history: {
			seed: 2147483645,
			kinds: [10, 0],
			pace: "quick",
			steps: [
				{
					...calm,
					edits: [{ resource: 1, to: "removed" }],
					crash: { how: "kill before", at: 3 },
					duplicates: [{ nth: 1, fault: 0 }],
					odd: [{ nth: 1, seed: 0 }],
					acts: [{ nth: 1, act: "stop", object: 0 }],
					pause: 1,
				},
				{
					...calm,
					duplicates: [{ nth: 1, fault: 0 }],
					gaps: 50,
					acts: [
						{ nth: 1, act: "delete", object: 0 },
						{ nth: 1, act: "stop", object: 0 },
					],
				},
			],
		},
	},
	{
		title: "a description in a refresh was no text, was taken for none, and the image was replaced",
		history: {
			seed: 1411930878,
			kinds: [5, 0],
			pace: "quick",
			steps: [
				{
					...calm,
					clock: { nth: 1, fault: "an hour behind" },
					odd: [{ nth: 1, seed: 0 }],
					acts: [{ nth: 1, act: "stop", object: 0 }],
				},
				{ ...calm, run: "refresh", odd: [{ nth: 1, seed: 217 }], acts: [{ nth: 1, act: "stop", object: 0 }] },
			],
		},
	},
	{
		title: "a run that was interrupted before its own request forgot that of the killed run before it",
		history: {
			seed: 1470914120,
			kinds: [0],
			pace: "quick",
			steps: [
				{ ...calm, crash: { how: "kill after", at: 2 }, late: [{ nth: 4, fault: 0 }], lag: 60 },
				{ ...calm, crash: { how: "interrupt", at: 1 }, lag: 30, acts: [{ nth: 1, act: "stop", object: 0 }] },
				{ ...calm, lag: 60 },
				calm,
			],
		},
	},
	{
		title: "a request that timed out was searched for by the next run as if it had ended when it began",
		history: {
			seed: 1386547276,
			kinds: [3, 6],
			pace: "quick",
			steps: [
				{
					...calm,
					crash: { how: "interrupt", at: 3 },
					faults: [
						{ nth: 3, fault: 16 },
						{ nth: 1, fault: 11 },
					],
					duplicates: [{ nth: 1, fault: 0 }],
					acts: [{ nth: 1, act: "stop", object: 0 }],
				},
				{ ...calm, late: [{ nth: 4, fault: 8 }], lag: 60, gaps: 50, odd: [{ nth: 6, seed: 566 }], pause: 1 },
			],
		},
	},
	{
		title: "an image whose status was no text was taken for gone by a refresh, and outlived its resource",
		history: {
			seed: 17,
			kinds: [8],
			pace: "quick",
			steps: [
				calm,
				{ ...calm, run: "refresh", odd: [{ nth: 1, seed: 119 }] },
				{ ...calm, edits: [{ resource: 0, to: "removed" }] },
			],
		},
	},
	{
		title: "an image that one list lacked was taken for gone by a refresh, and others were made",
		history: {
			seed: 2147483621,
			kinds: [8],
			pace: "quick",
			steps: [
				{ ...calm, late: [{ nth: 4, fault: 0 }], pause: 10 },
				{ ...calm, run: "refresh", odd: [{ nth: 1, seed: 448 }] },
				{ ...calm, run: "refresh" },
			],
		},
	},
	{
		title: "a description that a refresh did not show was taken for drift, and the image was replaced",
		history: {
			seed: 19,
			kinds: [5, 0],
			pace: "quick",
			steps: [
				{
					...calm,
					faults: [{ nth: 1, fault: 0 }],
					late: [{ nth: 1, fault: 0 }],
					odd: [{ nth: 1, seed: 0 }],
					acts: [{ nth: 1, act: "stop", object: 0 }],
					pause: 10,
				},
				{
					...calm,
					run: "refresh",
					duplicates: [{ nth: 1, fault: 0 }],
					odd: [{ nth: 2, seed: 631 }],
					acts: [{ nth: 1, act: "stop", object: 0 }],
				},
			],
		},
	},
];
