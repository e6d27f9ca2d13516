import { courtesy, loadFromSdk } from "./sdk";

/** What the engine's requests know and the dynamic provider does not hand over. */
export interface CallFacts {
	/** The resource's name in the whole stack: where messages about it belong. */
	readonly urn?: string;

	/**
	 * The inputs as the engine last stored them, also without a change of the outputs: a `purgeOnDelete` that was set
	 * since is only here.
	 */
	readonly oldInputs?: Readonly<Record<string, unknown>>;

	/** Of a check: random bytes for what is made up, the same in a plan and in the update that follows it. */
	readonly randomSeed?: Uint8Array;
}

const FACTS = Symbol("facts of the call");

/** The facts of the call that these properties came with. Absent for the first call of a process. */
export function factsOf(properties: object): CallFacts {
	return (properties as { [FACTS]?: CallFacts })[FACTS] ?? {};
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
export function attachCallFacts(): void {
	if (attached) return;
	attached = true;

	const messages = loadFromSdk<Record<string, { prototype: Request }>>("@pulumi/pulumi/proto/provider_pb");
	for (const [name, getter] of Object.entries(GETTERS)) {
		courtesy(() => wrapGetter(messages?.[name]?.prototype, getter));
	}
}

function wrapGetter(request: Request | undefined, getter: string): void {
	const original = request?.[getter] as ((this: Request) => Struct | undefined) | undefined;
	if (!request || !original) return;

	request[getter] = function (this: Request): Struct | undefined {
		const struct = original.call(this);
		courtesy(() => {
			if (!struct) return;
			const toJavaScript = struct.toJavaScript.bind(struct);
			const facts = describeCall(this);
			struct.toJavaScript = () => Object.defineProperty(toJavaScript(), FACTS, { value: facts });
		});
		return struct;
	};
}

/** The old inputs are unpacked when somebody asks for them: one call in many does. */
function describeCall(request: Request): CallFacts {
	return {
		urn: request.getUrn(),
		get oldInputs() {
			return readOldInputs(request);
		},
		get randomSeed() {
			return request.getRandomseed_asU8?.();
		},
	};
}

/** Not every request has them, and not in every version. */
function readOldInputs(request: Request): CallFacts["oldInputs"] {
	const inputs = (request.getOldInputs?.() ?? request.getInputs?.())?.toJavaScript() as CallFacts["oldInputs"];
	return inputs && Object.keys(inputs).length > 0 ? inputs : undefined;
}
