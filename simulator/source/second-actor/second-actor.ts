import { buildCanonicalRequest, sha256 } from "../auth/canonical-request";
import { computeSignature, writeSignatureDate } from "../auth/signature";
import type { Core } from "../core";
import { type ActRequest, buildAct, canAct, type Shown, type StoreName, storeNames } from "./acts";
import type { ActName } from "./settings";

/** One act, as `GET /_admin/acts` shows it. */
export interface Act {
	readonly at: number;
	readonly act: ActName;
	readonly kind: StoreName;
	/** Of the object that it was about. */
	readonly id: string;
	/** That object right before it. */
	readonly before: Shown;
	/** Of the response: a refused act changed nothing. */
	readonly status: number;
	/** The objects that exist since. */
	readonly created: readonly string[];
}

export interface ActOrder {
	readonly act: ActName;
	/** The object; any that the act fits, if omitted. */
	readonly id?: string;
	readonly kind?: StoreName;
}

export interface SecondActorParts {
	readonly core: Core;
	/** Everything that exists, as `GET /_admin/state` shows it. */
	readonly show: () => Readonly<Record<string, unknown>>;
	readonly send: (request: {
		method: string;
		url: string;
		headers: Record<string, string>;
		body: string;
	}) => Promise<{ readonly status: number } | undefined>;
}

/** Somebody else with a key of the account: works on the objects of the first project by signed requests. */
export class SecondActor {
	private acts: Act[] = [];
	private isActing = false;

	constructor(private readonly parts: SecondActorParts) {}

	/** By the settings, in one of so many cases. */
	async actAtRandom(): Promise<void> {
		const { random, settings } = this.parts.core;
		const { secondActor, secondActorActs } = settings.values;
		if (secondActor === 0 || secondActorActs.length === 0 || random.fraction("second actor") >= secondActor) return;
		await this.act({ act: secondActorActs[this.draw("act", secondActorActs.length)]! });
	}

	/** Undefined: there is no object that it fits. */
	async act({ act, id, kind }: ActOrder): Promise<Act | undefined> {
		if (this.isActing) return undefined;
		this.isActing = true;
		try {
			const before = this.listObjects();
			const fitting = before.filter(
				(one) => canAct(act, one.kind) && (id ?? one.object.id) === one.object.id && (kind ?? one.kind) === one.kind,
			);
			const chosen = fitting[this.draw("object", fitting.length)];
			return chosen && (await this.carryOut(act, chosen, before));
		} finally {
			this.isActing = false;
		}
	}

	list(): readonly Act[] {
		return this.acts;
	}

	reset(): void {
		this.acts = [];
	}

	private async carryOut(act: ActName, { kind, object }: Existing, before: readonly Existing[]): Promise<Act> {
		const { core } = this.parts;
		const request = buildAct(act, kind, object, String(this.draw("text", 1000)))!;
		const known = new Set(before.map((one) => one.object.id));
		const status = await this.send(request);
		const created = this.listObjects().flatMap((one) => (known.has(one.object.id) ? [] : one.object.id));
		const done = { at: core.clock.now(), act, kind, id: object.id, before: structuredClone(object), status, created };
		this.acts.push(done);
		return done;
	}

	private async send({ method, path, body }: ActRequest): Promise<number> {
		const { core, send } = this.parts;
		const { projects, keys } = core.settings.values;
		const project = projects[0]?.id ?? "";
		const [key] = keys;
		const url = path.startsWith("/v2/") ? path.replace("{project_id}", project) : `/v1/${project}${path}`;
		const text = body === undefined ? "" : JSON.stringify(body);
		const date = writeSignatureDate(core.shownNow());
		const headers = { host: "second-actor", "x-sdk-date": date, ...(text && { "content-type": "application/json" }) };
		const names = Object.keys(headers).sort();
		const signable = { method, path: url, query: "", headers, body: Buffer.from(text) };
		const canonical = buildCanonicalRequest(signable, names, sha256(text));
		const signature = computeSignature(key?.secretKey ?? "", date, canonical);
		const authorization = `SDK-HMAC-SHA256 Access=${key?.accessKey}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
		const response = await send({ method, url, headers: { ...headers, authorization }, body: text });
		return response?.status ?? 0;
	}

	/** The objects of clients: not what the service itself offers. */
	private listObjects(): Existing[] {
		const shown = this.parts.show();
		return storeNames.flatMap((kind) =>
			((shown[kind] ?? []) as Shown[])
				.filter(({ type, status }) => type !== "BUILD_IN" && status !== "DELETED")
				.map((object) => ({ kind, object })),
		);
	}

	private draw(stream: string, count: number): number {
		return Math.floor(this.parts.core.random.fraction(`second actor ${stream}`) * count);
	}
}

interface Existing {
	readonly kind: StoreName;
	readonly object: Shown;
}
