import type { Held, Orphan, Search } from "./find-orphans";
import { nameShown } from "./sealed-secrets";
import { wrapText, writeAge } from "./terminal";

/** One orphan as JSON shows it. */
export interface OrphanReport {
	readonly kind: string;
	readonly id: string;

	/** The object's own name, unless the program keeps it secret. */
	readonly name: string;
	readonly logicalName: string;
	readonly status: string;
	readonly region: string;
	readonly projectId: string;

	/** ISO 8601, UTC. */
	readonly createdAt?: string;
	readonly ageSeconds?: number;
	readonly cost: string;

	/** Surely this stack's: what `--delete` takes without an id. */
	readonly certain: boolean;

	/** Why it is, or is not. */
	readonly reason: string;
	readonly importable: boolean;
	readonly obstacle?: string;
}

/** What was found, as JSON. */
export function reportSearch({ orphans, held, strangers, gaps }: Search, now: number): object {
	return {
		orphans: orphans.map((orphan) => reportOrphan(orphan, now)),
		otherStacks: held.map(({ object: { id, name }, kind, stack }) => ({ kind: kind.name, id, name, stack })),
		unknownMarks: strangers.map(({ id, name }) => ({ id, name })),
		gaps,
	};
}

function reportOrphan(orphan: Orphan, now: number): OrphanReport {
	const { object, kind, name, cloud, isCertain, reason, obstacle } = orphan;
	const { id, status, createdAt, cost } = object;
	return {
		kind: kind.name,
		id,
		name: nameShown(orphan),
		logicalName: name,
		status,
		region: cloud.region,
		projectId: cloud.projectId,
		...(createdAt !== undefined && {
			createdAt: new Date(createdAt).toISOString(),
			ageSeconds: Math.max(0, Math.round((now - createdAt) / 1000)),
		}),
		cost,
		certain: isCertain,
		reason,
		importable: obstacle === undefined,
		obstacle,
	};
}

/** What was found, for people. */
export function writeSearch({ orphans, held, strangers, gaps }: Search, stack: string, now: number): string {
	const certain = orphans.filter(({ isCertain }) => isCertain);
	const unsure = orphans.filter(({ isCertain }) => !isCertain);
	const sections = [
		...(orphans.length === 0 ? [`Nothing in the cloud carries the mark of ${stack} without being in a state.`] : []),
		...writeOrphans(certain, `${countObjects(certain.length)} the mark of ${stack}, but not in its state:`, now),
		...writeOrphans(unsure, `${countObjects(unsure.length)} a mark that may be another stack's as well:`, now),
		...(unsure.length === 0 ? [] : [wrapText(WAYS_OUT)]),
		...held.map(writeHeld),
		...writeStrangers(strangers.length),
		...gaps.map((gap) => wrapText(`Not looked at: ${gap}`, "", "  ")),
	];
	return sections.join("\n\n");
}

const WAYS_OUT =
	"Is it this stack's, and in no other state? Then --id <id> with --import-file takes it back, and with --delete " +
	"deletes it. If another stack has it, leave it alone.";

function countObjects(count: number): string {
	return count === 1 ? "1 object in the cloud with" : `${count} objects in the cloud with`;
}

function writeOrphans(orphans: readonly Orphan[], title: string, now: number): string[] {
	return orphans.length === 0 ? [] : [wrapText(title), ...orphans.map((orphan) => writeOrphan(orphan, now))];
}

function writeOrphan(orphan: Orphan, now: number): string {
	const { object, kind, name, reason, obstacle } = orphan;
	const { id, status, createdAt, cost } = object;
	const age = createdAt === undefined ? "of unknown age" : `made ${writeAge(now - createdAt)} ago`;
	return [
		`  ${kind.name} ${name}: ${nameShown(orphan)}`,
		...id.split(",").map((one) => `    ${one}`),
		wrapText(`${status}, ${age}; ${cost}`, "    ", "    "),
		wrapText(reason, "    ", "    "),
		wrapText(obstacle === undefined ? "can be imported" : `cannot be imported: ${obstacle}`, "    ", "    "),
	].join("\n");
}

function writeHeld({ object, kind, stack }: Held): string {
	return wrapText(`No orphan: ${kind.name} ${object.name} (${object.id}) belongs to stack ${stack}.`, "", "  ");
}

function writeStrangers(count: number): string[] {
	if (count === 0) return [];
	const what = count === 1 ? "1 object carries a mark" : `${count} objects carry marks`;
	const text =
		`${what} of which nothing here tells whose it is: of other stacks, or of a cloud image whose logical name neither the ` +
		"state nor the image has. If you know the name, say --name <logical name>.";
	return [wrapText(text)];
}
