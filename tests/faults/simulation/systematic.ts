import { actNames } from "modelarts-simulator";
import { kinds } from "../matrix/kinds";
import { calm, choose, type Disturbance, duplicates, type History, late, type Step } from "./history";
import { clockFaults } from "./machine-clock";
import type { ProviderProgram } from "./provider-program";
import { Simulation } from "./simulation";

/** What a run does, which is disturbed at each of its requests; a program of one resource. */
interface Journey {
	readonly verb: string;
	readonly before: readonly Step[];
	readonly run: Step;
}

/** One history with one disturbance. */
export interface Case {
	readonly title: string;
	readonly disturbance: Disturbance;
	readonly history: History;
}

const edit = (to: Step["edits"][number]["to"]): Step => ({ ...calm, edits: [{ resource: 0, to }] });

const journeys: readonly Journey[] = [
	{ verb: "create", before: [], run: calm },
	{ verb: "resume", before: [{ ...calm, crash: { how: "kill after", at: 2 } }], run: calm },
	{ verb: "refresh", before: [calm], run: { ...calm, run: "refresh" } },
	{ verb: "change", before: [calm], run: edit("changed") },
	{ verb: "replace", before: [calm], run: edit("replaced") },
	{ verb: "delete", before: [calm], run: edit("removed") },
];

const STALE_TIMES = [1, 2, 5];
const STALE_MS = [1000, 10_000, 60_000];

/** What can disturb the n-th request of a run. */
type Disturb = (nth: number) => readonly (readonly [title: string, change: Partial<Step>])[];

/** The n-th read stale, and those after it. */
const disturbRead: Disturb = (nth) =>
	STALE_TIMES.flatMap((times) =>
		STALE_MS.map((staleMs) => {
			const reads = [{ nth, times, action: { staleMs } }];
			return [`${times} stale by ${staleMs / 1000} s`, { reads }] as const;
		}),
	);

/** The n-th read, which is a list, lacks a member, and so do those after it. */
const omitMember: Disturb = (nth) =>
	STALE_TIMES.map((times) => [`${times} with a gap`, { reads: [{ nth, times, action: { gap: true } }] }] as const);

const interfere =
	(objects: number): Disturb =>
	(nth) =>
		actNames.flatMap((act) =>
			Array.from(
				{ length: objects },
				(_, object) => [`${act} of object ${object + 1}`, { acts: [{ nth, act, object }] }] as const,
			),
		);

/** The n-th request that changes something: a history counts a third of the requests for it. */
const repeat: Disturb = (nth) =>
	duplicates.map((_, fault) => [`duplicate ${fault}`, { duplicates: [{ nth: 3 * nth, fault }] }] as const);

const delay: Disturb = (nth) =>
	late.map((_, fault) => [`late effect ${fault}`, { late: [{ nth: 3 * nth, fault }] }] as const);

const setClock: Disturb = (nth) => clockFaults.map((fault) => [`clock ${fault}`, { clock: { nth, fault } }] as const);

const ODD_ANSWERS = 8;

/** The response to the n-th request odd in one place. */
const makeOdd: Disturb = (nth) =>
	Array.from({ length: ODD_ANSWERS }, (_, index) => [
		`odd ${index + 1}`,
		{ odd: [{ nth, seed: 1 + index + ODD_ANSWERS * nth }] },
	]);

/** Every journey of each chosen kind of resource, disturbed once at each of its requests in each way. */
export async function listCases(only: readonly string[], program: ProviderProgram): Promise<Case[]> {
	const { disturbances, kinds } = choose(only);
	const cases: Case[] = [];
	for (const kind of kinds) cases.push(...(await listCasesOf(kind, program, disturbances)));
	return cases;
}

async function listCasesOf(kindIndex: number, program: ProviderProgram, only: readonly Disturbance[]): Promise<Case[]> {
	const cases: Case[] = [];
	const kind = kinds[kindIndex]!;
	for (const { verb, before, run } of journeys) {
		if (verb === "change" && !kind.changed) continue;
		const plan = (change: Partial<Step> = {}): History => ({
			seed: 1 + kindIndex,
			kinds: [kindIndex],
			pace: "quick",
			steps: [...before, { ...run, ...change }],
		});
		const undisturbed = new Simulation(plan(), program);
		await undisturbed.play();
		const requests = undisturbed.runs[before.length] ?? [];
		const reads = requests.filter(({ method, operation }) => method === "GET" || operation === "listImageByTags");
		const add = (disturbance: Disturbance, place: string, ways: ReturnType<Disturb>) => {
			if (!only.includes(disturbance)) return;
			for (const [what, change] of ways) {
				cases.push({ title: `${kind.name} / ${verb} / ${place} / ${what}`, disturbance, history: plan(change) });
			}
		};
		for (const [index, { operation }] of reads.entries()) {
			const ways = [...disturbRead(index + 1), ...(/list/i.test(operation ?? "") ? omitMember(index + 1) : [])];
			add("stale", `read ${index + 1}`, ways);
		}
		for (let nth = 1; nth <= requests.length - reads.length; nth++) {
			add("duplicate", `change ${nth}`, repeat(nth));
			add("late", `change ${nth}`, delay(nth));
		}
		const objects = kind.objects > 1 || verb === "replace" ? 2 : 1;
		for (let nth = 0; nth <= requests.length; nth++) {
			add("actor", nth === 0 ? "after the run" : `before request ${nth}`, interfere(objects)(nth));
			if (nth === 0) continue;
			add("clock", `request ${nth}`, setClock(nth));
			add("odd", `response ${nth}`, makeOdd(nth));
		}
	}
	return cases;
}
