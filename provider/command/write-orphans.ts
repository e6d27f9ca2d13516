import type { Orphan, Search } from "./find-orphans";
import { wrapText, writeAge } from "./terminal";

/** One orphan as JSON shows it. */
export interface OrphanReport {
	readonly kind: string;
	readonly id: string;

	/** The object's own name. */
	readonly name: string;
	readonly logicalName: string;
	readonly status: string;
	readonly region: string;
	readonly projectId: string;

	/** ISO 8601, UTC. */
	readonly createdAt?: string;
	readonly ageSeconds?: number;
	readonly cost: string;
	readonly importable: boolean;
	readonly obstacle?: string;
}

export function reportOrphan({ object, kind, name, cloud, obstacle }: Orphan, now: number): OrphanReport {
	const { id, name: ownName, status, createdAt, cost } = object;
	return {
		kind: kind.name,
		id,
		name: ownName,
		logicalName: name,
		status,
		region: cloud.region,
		projectId: cloud.projectId,
		...(createdAt !== undefined && {
			createdAt: new Date(createdAt).toISOString(),
			ageSeconds: Math.max(0, Math.round((now - createdAt) / 1000)),
		}),
		cost,
		importable: obstacle === undefined,
		obstacle,
	};
}

/** What was found, for people. */
export function writeSearch({ orphans, strangers, gaps }: Search, stack: string, now: number): string {
	const title =
		orphans.length === 0
			? `Nothing in the cloud carries the mark of ${stack} without being in its state.`
			: `${countObjects(orphans.length)} the mark of ${stack}, but not in its state:`;
	return [
		wrapText(title),
		...orphans.flatMap((orphan) => ["", writeOrphan(orphan, now)]),
		...writeStrangers(strangers.length),
		...gaps.flatMap((gap) => ["", wrapText(`Not looked at: ${gap}`, "", "  ")]),
	].join("\n");
}

function countObjects(count: number): string {
	return count === 1 ? "1 object in the cloud with" : `${count} objects in the cloud with`;
}

function writeOrphan({ object, kind, name, obstacle }: Orphan, now: number): string {
	const { id, name: ownName, status, createdAt, cost } = object;
	const age = createdAt === undefined ? "of unknown age" : `made ${writeAge(now - createdAt)} ago`;
	return [
		`  ${kind.name} ${name}: ${ownName}`,
		...id.split(",").map((one) => `    ${one}`),
		wrapText(`${status}, ${age}; ${cost}`, "    ", "    "),
		wrapText(obstacle === undefined ? "can be imported" : `cannot be imported: ${obstacle}`, "    ", "    "),
	].join("\n");
}

function writeStrangers(count: number): string[] {
	if (count === 0) return [];
	const what = count === 1 ? "1 cloud image carries a mark" : `${count} cloud images carry marks`;
	const text =
		`${what} of which nothing here tells whose it is: of other stacks, or of a resource whose logical name neither the ` +
		"state nor the image has. If you know the name, say --name <logical name>.";
	return ["", wrapText(text)];
}
