import { composeIdentity, type Generate, withIncarnation } from "./resource-identity";

/** What a project says of the names of new objects that its program does not name (`pulumi:autonaming`). */
export interface Autonaming {
	readonly proposedName: string;

	/** `propose`: as far as the kind allows it; `enforce`: as it is; `disable`: the program has to give a name. */
	readonly mode: "propose" | "enforce" | "disable";
}

const NO_INCARNATION = "0000000";

/** The name that a project wants for a new object; undefined where it leaves that to the kind, or wants none made. */
export function proposeName({ proposedName, mode }: Autonaming, generate: Generate): string | undefined {
	if (mode === "enforce") return proposedName;
	if (mode === "disable") return undefined;
	// Cleaned and cut like the logical name, whose place it takes in a default name.
	const identity = composeIdentity({ project: "", stack: "", types: [], name: proposedName });
	const { name = "" } = generate(withIncarnation(identity, NO_INCARNATION));
	return name.slice(0, -`-${NO_INCARNATION}`.length) || undefined;
}
