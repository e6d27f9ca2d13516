import type { Held, Orphan, Search } from "./find-orphans";
import { displayName } from "./sealed-secrets";
import { wrapText, formatAge } from "./terminal";

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

	/** It certainly belongs to this stack: `--delete` without an id deletes it. */
	readonly certain: boolean;

	/** Why it is certain, or is not. */
	readonly reason: string;
	readonly importable: boolean;
	readonly obstacle?: string;
}

/** The result of a search, as JSON. */
export function reportSearch({ orphans, held, unidentified, gaps }: Search, now: number): object {
	return {
		orphans: orphans.map((orphan) => reportOrphan(orphan, now)),
		otherStacks: held.map(({ object: { id, name }, kind, stack }) => ({ kind: kind.name, id, name, stack })),
		unknownMarks: unidentified.map(({ id, name }) => ({ id, name })),
		gaps,
	};
}

function reportOrphan(orphan: Orphan, now: number): OrphanReport {
	const { object, kind, name, services, isCertain, reason, obstacle } = orphan;
	const { id, status, createdAt, cost } = object;
	return {
		kind: kind.name,
		id,
		name: displayName(orphan),
		logicalName: name,
		status,
		region: services.region,
		projectId: services.projectId,
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

/** The result of a search, as text. */
export function formatSearch({ orphans, held, unidentified, gaps }: Search, stack: string, now: number): string {
	const certain = orphans.filter(({ isCertain }) => isCertain);
	const uncertain = orphans.filter(({ isCertain }) => !isCertain);
	const sections = [
		...(orphans.length === 0 ? [`No orphans: every object with the ownership marker of ${stack} is in a state.`] : []),
		...formatOrphans(
			certain,
			`${countObjects(certain.length)} the ownership marker of ${stack}, but not in its state:`,
			now,
		),
		...formatOrphans(
			uncertain,
			`${countObjects(uncertain.length)} an ownership marker that may be another stack's:`,
			now,
		),
		...(uncertain.length === 0 ? [] : [wrapText(NEXT_STEPS)]),
		...held.map(formatHeld),
		...formatUnidentified(unidentified.length),
		...gaps.map((gap) => wrapText(`Not searched: ${gap}`, "", "  ")),
	];
	return sections.join("\n\n");
}

const NEXT_STEPS =
	"If it belongs to this stack and is in no other state: --id <id> with --import-file imports it, and with --delete " +
	"deletes it. If another stack has it, do not touch it.";

function countObjects(count: number): string {
	return count === 1 ? "1 object in the cloud with" : `${count} objects in the cloud with`;
}

function formatOrphans(orphans: readonly Orphan[], title: string, now: number): string[] {
	return orphans.length === 0 ? [] : [wrapText(title), ...orphans.map((orphan) => formatOrphan(orphan, now))];
}

function formatOrphan(orphan: Orphan, now: number): string {
	const { object, kind, name, reason, obstacle } = orphan;
	const { id, status, createdAt, cost } = object;
	const age = createdAt === undefined ? "of unknown age" : `created ${formatAge(now - createdAt)} ago`;
	return [
		`  ${kind.name} ${name}: ${displayName(orphan)}`,
		...id.split(",").map((one) => `    ${one}`),
		wrapText(`${status}, ${age}; ${cost}`, "    ", "    "),
		wrapText(reason, "    ", "    "),
		wrapText(obstacle === undefined ? "can be imported" : `cannot be imported: ${obstacle}`, "    ", "    "),
	].join("\n");
}

function formatHeld({ object, kind, stack }: Held): string {
	return wrapText(`No orphan: ${kind.name} ${object.name} (${object.id}) belongs to stack ${stack}.`, "", "  ");
}

function formatUnidentified(count: number): string[] {
	if (count === 0) return [];
	const what = count === 1 ? "1 object has an ownership marker" : `${count} objects have ownership markers`;
	const text =
		`${what} of an unknown owner: another stack, or a cloud image whose logical name is neither in the state nor in ` +
		"the image's own name. If you know the name, pass --name <logical name>.";
	return [wrapText(text)];
}
