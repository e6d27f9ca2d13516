import { composeIdentity } from "../../../provider/lifecycle/create-safety/resource-identity";
import { kinds as registered } from "../../../provider/resources";
import type { Declared, Stored } from "../engine";
import { classOf, type Kind, type Version } from "../matrix/kinds";

type Json = Record<string, unknown>;

/** A resource of the simulated program. */
export class Resource {
	readonly urn: string;
	/** Undefined: not in the program. */
	version: Version | undefined = "first";

	constructor(
		index: number,
		readonly kind: Kind,
		/** An existing notebook. */
		private readonly notebookId: string,
	) {
		this.urn = `urn:pulumi:test::simulation::${registered[classOf(this.kind)].token}::lab${index}`;
	}

	get name(): string {
		return this.urn.replace(/^.*::/, "");
	}

	/** Changes the program; a volume never shrinks in place, which no service does. */
	edit(to: Version | undefined): void {
		const capacity = (version: Version) =>
			(this.inputs(version).volume as { capacity?: number } | undefined)?.capacity ?? 0;
		this.version = to === "first" && capacity("first") < capacity("changed") ? "replaced" : to;
	}

	/** As the program declares it. */
	declare(): Declared {
		const { token, provider } = registered[classOf(this.kind)];
		const identity = composeIdentity({ project: "simulation", stack: "test", types: [token], name: this.name });
		const inputs = { __provider: provider, identity, ...this.inputs(this.version ?? "first") };
		return { urn: this.urn, deleteFirst: this.kind.deleteFirst, inputs };
	}

	/** Whether an object with these inputs has to give way to one as declared. */
	isReplaced({ inputs }: Stored): boolean {
		const [first, replaced, now] = [this.inputs("first"), this.inputs("replaced"), this.declare().inputs];
		const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
		const immutable = Object.keys(replaced).filter((key) => !same(first[key], replaced[key]));
		return immutable.some((key) => !same(inputs[key], now[key]));
	}

	private inputs(version: Version): Json {
		const given = this.kind[version] ?? this.kind.first;
		const path = given.swrPath as string | undefined;
		return {
			...given,
			...(path !== undefined && { swrPath: path.replace("jupyter", this.name) }),
			...(given.notebookId !== undefined && { notebookId: this.notebookId }),
		};
	}
}
