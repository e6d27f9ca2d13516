import { isFull } from "../../support/full";
import { type Kind, kinds, resultElsewhere, type Subject } from "./kill-subjects";

/** One resource for every moment of every kind. */
function listAll(): Subject[] {
	return kinds.flatMap((kind) => kind.points.map((point, at) => ({ name: `${kind.name}_${at}`, kind, point })));
}

/**
 * Of creates that are resumed on the same machine: all in the full mode, else each class at each of its moments, and each
 * kind. The moment before a further request is the one after the request that precedes it.
 */
export function listCreations(): Subject[] {
	if (isFull) return listAll();
	const isOther = ({ kind, point }: Subject) =>
		point.moment !== "before" || point === kind.points[0] || /^(get|show|list)/.test(point.operation);
	return pickSample(listAll().filter(isOther), ({ kind, point: { operation, moment, image } }) =>
		[kind.className, operation, moment, image].join(),
	);
}

/** Of those resumed on another machine: all, or each class with each of its results, before and after the request. */
export function listElsewhere(): Subject[] {
	if (isFull) return listAll();
	return pickSample(listAll(), (subject) =>
		[subject.kind.className, resultElsewhere(subject), subject.point.moment].join(),
	);
}

/** Of each class, in the full mode each of its moments, else one at which its object exists and is in no state. */
export function listLost(): Subject[] {
	const lost = listAll().filter(({ point }) => point.moment !== "end");
	if (isFull) return lost;
	const classes = new Map(
		lost.filter(({ point }) => point.moment === "after").map((subject) => [subject.kind.className, subject]),
	);
	return [...classes.values()];
}

/** The first with each trait, of the kind with the fewest so far; and each kind. */
function pickSample(subjects: readonly Subject[], traitOf: (subject: Subject) => string): Subject[] {
	const picked: Subject[] = [];
	const countOf = (kind: Kind) => picked.filter((subject) => subject.kind === kind).length;
	for (const nameOf of [traitOf, ({ kind }: Subject) => kind.name]) {
		for (const name of new Set(subjects.map(nameOf))) {
			const group = subjects.filter((subject) => nameOf(subject) === name);
			if (group.some((subject) => picked.includes(subject))) continue;
			picked.push(group.reduce((best, subject) => (countOf(subject.kind) < countOf(best.kind) ? subject : best)));
		}
	}
	return picked;
}
