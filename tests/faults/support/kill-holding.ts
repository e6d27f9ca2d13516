import type { FaultOrder, Simulator } from "modelarts-simulator";
import { until } from "../../end-to-end/support/until";
import {
	areReady,
	jobsOf,
	takeSnapshot,
	namePattern,
	notebookOf,
	objectsIn,
	objectsOf,
	type Shown,
} from "./kill-objects";
import { describePoint, type Subject } from "./kill-subjects";

const CREATIONS = ["createInstance", "createNotebook", "createNotebookImage", "registerImage", "createImage"];

/** Requests about one object, whose id is in their path. They are released one by one. */
const STEPS = [
	...["getInstance", "updateInstance", "changeInstanceStatus", "deleteInstance", "showImage", "deleteImage"],
	...["showNotebook", "updateNotebook", "startNotebook", "stopNotebook", "deleteNotebook"],
	...["showJob", "updateImage", "listImageTags", "batchAddOrDeleteTags", "glanceDeleteImage"],
];

/** A list response for many: rejected, so that each is read individually and can be held separately. */
const LISTS = [
	{ operation: "getInstanceList" },
	{ operation: "listImage" },
	{ operation: "listImages", query: "__imagetype" },
];

const READS = ["getInstance", "showNotebook", "showImage"];

/** Advances each of many resources to its moment at the time of the kill, and holds it there. */
export class Holding {
	private readonly arrived = new Set<Subject>();
	private readonly prepared = new Set<Subject>();
	/** Including deleted ones. */
	private readonly seen = new Map<Subject, Set<string>>();
	private readonly orders: FaultOrder[] = [];
	/** The cloud's state at the beginning of the last round. */
	private shown: Shown;
	private requests: ReturnType<Simulator["admin"]["held"]> = [];
	/** Ids of older objects of other resources: the plugin reads those that may have stopped by themselves. */
	private readonly others: readonly string[];

	constructor(
		private readonly cloud: Simulator,
		private readonly subjects: readonly Subject[],
	) {
		this.shown = takeSnapshot(cloud);
		const own = subjects.flatMap((subject) => [...objectsOf(this.shown, subject), notebookOf(this.shown, subject)]);
		const ids = new Set(own.map((object) => object?.id));
		this.others = objectsIn(this.shown).flatMap(({ id }) => (ids.has(id) ? [] : [id]));
		for (const subject of this.creations) {
			const { operation, moment } = subject.point;
			this.orders.push(hold({ operation, body: namePattern(subject) }, moment !== "before"));
		}
		this.prepare();
		this.apply();
	}

	/** Resolves when all have reached their moments. */
	async arrange(): Promise<void> {
		const early = this.subjects.filter(({ point }) => point.operation !== "listImageByTags");
		await this.lead(early);

		// One batched query serves all concurrent readers: those that stop at it come last.
		const late = this.subjects.filter(({ point }) => point.operation === "listImageByTags");
		if (late.length > 0) await this.leadToMarks(late);
		this.look();
		const gone = this.subjects.filter((subject) => !this.isHeld(subject)).map(describePoint);
		if (gone.length > 0) throw new Error(`Reached, and past it before the others were: ${gone.join("; ")}`);
	}

	private look(): void {
		this.shown = takeSnapshot(this.cloud);
		this.requests = this.cloud.admin.held();
	}

	private async leadToMarks(subjects: Subject[]): Promise<void> {
		this.orders.push(hold({ operation: "listImageByTags" }, false));
		this.apply();
		const open = new Set(subjects);
		await until("the question for markers", () => {
			this.look();
			this.step(subjects);
			for (const subject of open) if (this.logged(subject, "listImages")) open.delete(subject);
			return open.size === 0 && this.held("listImageByTags").length > 0;
		});
	}

	/** Whether the request of its point is held: a request that timed out is repeated, and is elsewhere by then. */
	private isHeld(subject: Subject): boolean {
		const { operation } = subject.point;
		const isShared = this.creations.includes(subject) || operation.startsWith("listImage");
		const held = isShared ? this.held(operation) : this.heldOf(subject);
		return held.some((request) => request.operation === operation);
	}

	/** Releases the responses of those at their end, and resolves when all are sent. */
	async deliverEnds(): Promise<void> {
		const ends = this.subjects.filter(({ point }) => point.moment === "end");
		this.look();
		for (const subject of ends) for (const { id } of this.heldOf(subject)) this.cloud.admin.release(id);
		await until("the last answers", () => {
			this.look();
			return ends.every((subject) => this.heldOf(subject).length === 0);
		});
	}

	private get creations(): Subject[] {
		return this.subjects.filter(({ point }) => CREATIONS.includes(point.operation));
	}

	private async lead(subjects: Subject[]): Promise<void> {
		const waiting = () => subjects.filter((subject) => !this.arrived.has(subject)).map(describePoint);
		try {
			await until("all at their points", () => {
				this.look();
				this.prepare();
				this.step(subjects);
				return waiting().length === 0;
			});
		} catch {
			throw new Error(`Never seen: ${waiting().join("; ")}`);
		}
	}

	/**
	 * Adds the faults that hold requests after their effect, or by an id in their body, as soon as the ids are known.
	 */
	private prepare(): void {
		const open = this.subjects.filter((subject) => !this.prepared.has(subject) && !this.creations.includes(subject));
		for (const subject of open) {
			const { operation, moment, image } = subject.point;
			const ids = this.targetsOf(subject);
			if (ids.length < subject.kind.objects) continue;

			this.prepared.add(subject);
			const chosen = image === "last" ? ids.at(-1) : image === "first" ? ids[0] : ids.join("|");
			if (operation === "listImages") this.orders.push(hold({ operation, query: `id=(${chosen})` }, false));
			else if (moment !== "before" && !READS.includes(operation))
				this.orders.push(hold({ operation, path: `/(${chosen})(/|$)` }, true));
			this.apply();
		}
	}

	/** The oldest of several matching faults is applied: the general ones come last. */
	private apply(): void {
		this.cloud.admin.clearFaults();
		for (const match of LISTS) this.cloud.admin.addFault(refuse(match));
		for (const order of this.orders) this.cloud.admin.addFault(order);
		for (const operation of STEPS) this.cloud.admin.addFault(hold({ operation }, false));
	}

	private step(subjects: readonly Subject[]): void {
		for (const { id, path } of this.requests) {
			if (this.others.some((other) => path.includes(other))) this.cloud.admin.release(id);
		}

		for (const subject of this.creations) {
			// Bodies are not shown: those of one operation have arrived when there are as many as are held.
			const { operation } = subject.point;
			const expected = this.creations.filter(({ point }) => point.operation === operation).length;
			if (this.held(operation).length >= expected) this.arrived.add(subject);
		}

		for (const subject of subjects.filter((subject) => !this.arrived.has(subject))) {
			const { operation } = subject.point;
			if (operation === "listImages" && this.logged(subject, operation)) this.arrived.add(subject);
			for (const request of this.heldOf(subject)) {
				const isPoint = request.operation === operation;
				if (isPoint && this.isThere(subject, request)) this.arrived.add(subject);
				// The last look is the first that finds the object ready.
				else if (!(isPoint && READS.includes(operation) && this.isNearEnd(subject)))
					this.cloud.admin.release(request.id);
			}
		}
	}

	private isThere(subject: Subject, { path, afterEffect }: { path: string; afterEffect: boolean }): boolean {
		const { operation, moment, image } = subject.point;
		const ids = this.chosenOf(subject);
		if (image !== undefined && !path.includes((image === "first" ? ids[0] : ids.at(-1)) ?? "-")) return false;
		if (moment === "before") return true;
		return READS.includes(operation) ? this.isAtEnd(subject) : afterEffect;
	}

	/** A notebook is read before it is saved as well: its last reads are those after the stop request. */
	private isNearEnd(subject: Subject): boolean {
		if (!isAboutNotebook(subject)) return true;
		const status = notebookOf(this.shown, subject)?.status ?? "";
		return areReady(this.shown, subject) && ["STOPPING", "STOPPED"].includes(status);
	}

	private isAtEnd(subject: Subject): boolean {
		const isAsFound = notebookOf(this.shown, subject)?.status === subject.kind.notebook;
		return areReady(this.shown, subject) && (isAsFound || !isAboutNotebook(subject));
	}

	private idsOf(subject: Subject): string[] {
		const ids = this.seen.get(subject) ?? new Set<string>();
		for (const { id } of objectsOf(this.shown, subject)) ids.add(id);
		this.seen.set(subject, ids);
		return [...ids];
	}

	/** Of a replaced resource, the new ones. */
	private chosenOf(subject: Subject): string[] {
		return this.idsOf(subject).slice(subject.skip ?? 0);
	}

	/** The object of the request at its point: the saved notebook, or the object itself. */
	private targetsOf(subject: Subject): string[] {
		const notebook = isAboutNotebook(subject) ? notebookOf(this.shown, subject) : undefined;
		return notebook ? [notebook.id] : this.chosenOf(subject);
	}

	private held(operation: string) {
		return this.requests.filter((request) => request.operation === operation);
	}

	private heldOf(subject: Subject) {
		const ids = this.idsOf(subject);
		const all = [...ids, ...jobsOf(this.shown, ids), notebookOf(this.shown, subject)?.id];
		return this.requests.filter(({ path }) => path.split("/").some((step) => all.includes(step)));
	}

	private logged(subject: Subject, operation: string): boolean {
		const ids = this.idsOf(subject);
		const entries = this.cloud.admin.requests();
		return entries.some((entry) => entry.operation === operation && ids.includes(String(entry.query.id)));
	}
}

/** Whether its point is about the notebook that it uses. */
function isAboutNotebook({ kind, point: { operation } }: Subject): boolean {
	return kind.notebook !== undefined && ["showNotebook", "startNotebook", "stopNotebook"].includes(operation);
}

function refuse(match: FaultOrder["match"]): FaultOrder {
	const body = { error_code: "ModelArts.0108", error_msg: "You are not authorized to perform this operation." };
	return { match, times: null, action: { status: 403, body } };
}

function hold(match: FaultOrder["match"], afterEffect: boolean): FaultOrder {
	return { match, times: null, action: { hold: true }, afterEffect };
}
