import { bestEffort, loadFromSdk } from "./pulumi-internals";

/** What the engine's requests know and the dynamic provider does not hand over. */
export interface RequestMetadata {
	/** The resource's name in the whole stack: where messages about it belong. */
	readonly urn?: string;

	/**
	 * The inputs as the engine last stored them, also without a change of the outputs: a `purgeOnDelete` that was set
	 * since is only here.
	 */
	readonly oldInputs?: Readonly<Record<string, unknown>>;

	/** Of a check: random bytes for what is made up, the same in a plan and in the update that follows it. */
	readonly randomSeed?: Uint8Array;

	/**
	 * The option `customTimeouts` for this very operation, in seconds, whoever has set it: a transform that the engine runs
	 * comes after everything that the program can hand on as an input.
	 */
	readonly timeout?: number;
}

const FACTS = Symbol("facts of the call");

/** The call that is being handed over at this very moment. */
let handedOver: RequestMetadata | undefined;

/**
 * The facts of the call that these properties came with. To be asked for before anything is waited for.
 *
 * Those of the first call of a process came before anybody looked at them; a `delete` or `update` is noticed all the same,
 * as its id is read last.
 */
export function metadataOf(properties: object): RequestMetadata {
	const known = (properties as { [FACTS]?: RequestMetadata })[FACTS];
	if (known || !handedOver) return known ?? {};
	attach(properties, handedOver);
	return handedOver;
}

function attach<Value extends object>(properties: Value, facts: RequestMetadata): Value {
	return Object.defineProperty(properties, FACTS, { value: facts });
}

interface Struct {
	toJavaScript(): object;
}

interface Request {
	getUrn(): string;
	getOldInputs?(): Struct | undefined;
	/** Of a read. */
	getInputs?(): Struct | undefined;
	getRandomseed_asU8?(): Uint8Array;
	getTimeout?(): number;
	getId?: (this: Request) => string;
	[getter: string]: unknown;
}

/** The object that the handler gets is what this getter's struct is turned into. */
const GETTERS: Record<string, string> = {
	CheckRequest: "getNews",
	DiffRequest: "getNews",
	CreateRequest: "getProperties",
	ReadRequest: "getProperties",
	UpdateRequest: "getNews",
	DeleteRequest: "getProperties",
};

let attached = false;

/** From now on, properties that arrive with a request carry its facts, where JSON does not see them. */
export function attachRequestMetadata(): void {
	if (attached) return;
	attached = true;

	const messages = loadFromSdk<Record<string, { prototype: Request }>>("@pulumi/pulumi/proto/provider_pb");
	for (const [name, getter] of Object.entries(GETTERS)) {
		bestEffort(() => wrapGetter(messages?.[name]?.prototype, getter));
	}
	for (const name of ["UpdateRequest", "DeleteRequest"]) bestEffort(() => wrapId(messages?.[name]?.prototype));
}

/** The dynamic provider reads the id while it calls the handler. */
function wrapId(request: Request | undefined): void {
	const original = request?.getId;
	if (!request || !original) return;

	request.getId = function (this: Request): string {
		bestEffort(() => {
			const facts = describeCall(this);
			handedOver = facts;
			queueMicrotask(() => {
				if (handedOver === facts) handedOver = undefined;
			});
		});
		return original.call(this);
	};
}

function wrapGetter(request: Request | undefined, getter: string): void {
	const original = request?.[getter] as ((this: Request) => Struct | undefined) | undefined;
	if (!request || !original) return;

	request[getter] = function (this: Request): Struct | undefined {
		const struct = original.call(this);
		bestEffort(() => {
			if (!struct) return;
			const toJavaScript = struct.toJavaScript.bind(struct);
			const facts = describeCall(this);
			struct.toJavaScript = () => attach(toJavaScript(), facts);
		});
		return struct;
	};
}

/** The old inputs are unpacked when somebody asks for them: one call in many does. */
function describeCall(request: Request): RequestMetadata {
	return {
		urn: request.getUrn(),
		get oldInputs() {
			return readOldInputs(request);
		},
		get randomSeed() {
			return request.getRandomseed_asU8?.();
		},
		get timeout() {
			// 0 says that there is none.
			return request.getTimeout?.() || undefined;
		},
	};
}

/** Not every request has them, and not in every version. */
function readOldInputs(request: Request): RequestMetadata["oldInputs"] {
	const inputs = (request.getOldInputs?.() ?? request.getInputs?.())?.toJavaScript() as RequestMetadata["oldInputs"];
	return inputs && Object.keys(inputs).length > 0 ? inputs : undefined;
}
