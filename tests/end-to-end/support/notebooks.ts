import type { Simulator } from "modelarts-simulator";

/** A notebook of the current API as the service returns it; only the fields that tests read. */
export interface NewNotebook {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	readonly status: string;
	readonly flavor: string;
	readonly tags: readonly { readonly key: string; readonly value: string }[];
	readonly image: { readonly id: string };
}

const USUAL = {
	flavor: "modelarts.vm.cpu.2u",
	imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
	volume: { category: "EVS", capacity: 5 },
};

/** A program with one notebook, `lab`; inputs are merged over the default ones. `more` is further JavaScript. */
export function declareNewLab(inputs: object = {}, more = ""): string {
	return `
		const { Notebook, NotebookImage } = require("pulumi-modelarts");
		const lab = new Notebook("lab", ${JSON.stringify({ ...USUAL, ...inputs })});
		exports.lab = { id: lab.id, name: lab.name, status: lab.status, url: lab.url };
		exports.token = lab.token;
		${more}`;
}

/** And an image that is saved from it. */
export function declareSnapshot(inputs: object): string {
	const given = JSON.stringify({ namespace: "vision", tag: "1.0", ...inputs });
	return `
		const snapshot = new NotebookImage("snapshot", { notebookId: lab.id, ...${given} });
		exports.snapshot = { id: snapshot.id, status: snapshot.status, swrPath: snapshot.swrPath };`;
}

/** The existing notebooks. */
export function newNotebooksIn(cloud: Simulator): NewNotebook[] {
	return (cloud.admin.state() as { notebooks: NewNotebook[] }).notebooks;
}

/** The only one. */
export function theNewNotebookIn(cloud: Simulator): NewNotebook {
	const [notebook, ...others] = newNotebooksIn(cloud);
	if (!notebook || others.length > 0) throw new Error(`Expected one notebook, there are ${others.length + 1}.`);
	return notebook;
}

/** Changes a notebook outside of Pulumi, like a user at the console. */
export function tamperWithNotebook(cloud: Simulator, id: string, patch: object): void {
	cloud.admin.putObjects({ notebooks: [{ id, patch }] });
}
