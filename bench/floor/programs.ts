/** The class and handlers of a program; `same state`: empty handlers on a state that is ours except for the name; `plugin`: ours over the plugin. */
export type Side = "ours" | "empty" | "same state" | "plugin";

const PACKAGES: Record<Side, string> = {
	ours: "pulumi-modelarts",
	empty: "empty-provider",
	"same state": "empty-provider",
	plugin: "pulumi-modelarts/native",
};

/** A small notebook, as the quickstart declares it. */
const INPUTS = {
	profileId: "Multi-Engine 1.0 (python3)-cpu",
	flavor: "modelarts.vm.cpu.2u",
	storage: { type: "evs", location: { volumeSize: 5 } },
	autoStop: { enable: true, duration: 3600 },
};

/** A program with so many notebooks. */
export function declareNotebooks(side: Side, count: number): string {
	// Our class sends the identity as well.
	const identity = side === "same state" ? ", identity: `bench:bench:lab-${at}#0123456789abcdef0123`" : "";
	return `
const { NotebookInstance } = require(${JSON.stringify(PACKAGES[side])});
const inputs = ${JSON.stringify(INPUTS)};
for (let at = 0; at < ${count}; at++) new NotebookInstance(\`lab-\${at}\`, { ...inputs${identity} });
`;
}

/** A state of ours as a state of the empty handlers. */
export function renameProvider(state: string): string {
	return state.replaceAll(`${PACKAGES.ours}/NotebookInstance`, `${PACKAGES["same state"]}/NotebookInstance`);
}
