import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import { customImage } from "../../../provider/resources/custom-image/handler";
import type { Properties, Session } from "../../../provider/lifecycle/contract";
import { notebook } from "../../../provider/resources/notebook/handler";
import { notebookImage } from "../../../provider/resources/notebook-image/handler";
import { notebookInstance } from "../../../provider/resources/notebook-instance/handler";

const identity = "shop:dev:lab#0123456789abcdef0123";
const place = { region: "eu-de", projectId: "p1" };

type Handler = { check(old: Properties | undefined, news: Properties, session: Session): { inputs: Properties } };

const session: Session = { readDefaults: () => ({}) };

/** A kind, what declares one, and a change that makes another one. */
const kinds: [string, Handler, Properties, Properties][] = [
	[
		"NotebookInstance",
		notebookInstance,
		{ name: "lab", profileId: "Python3", flavor: "f", storage: { type: "evs" } },
		{ flavor: "g" },
	],
	["Notebook", notebook, { name: "lab", flavor: "f", imageId: "i", volume: { category: "EVS" } }, { poolId: "p" }],
	["CustomImage", customImage, { swrPath: "swr.x.com/vision/torch:1" }, { arch: "AARCH64" }],
	["NotebookImage", notebookImage, { notebookId: "n", namespace: "vision", name: "snap" }, { notebookId: "m" }],
	["CloudImage", cloudImage, { name: "base", instanceId: "s" }, { instanceId: "t" }],
];

/** The inputs of one that was made where the program said. */
function stateOf(handler: Handler, declared: Properties): Properties {
	return handler.check(undefined, { identity, ...declared, ...place }, session).inputs;
}

test.each(kinds)("%s: a place that the program no longer says stays among the inputs", (_kind, handler, declared) => {
	const { inputs } = handler.check(stateOf(handler, declared), { identity, ...declared }, session);
	expect(inputs).toMatchObject(place);
});

test.each(kinds)("%s: one that is made anew is made where the settings say", (_kind, handler, declared, change) => {
	const { inputs } = handler.check(stateOf(handler, declared), { identity, ...declared, ...change }, session);
	expect(inputs).not.toHaveProperty("region");
	expect(inputs).not.toHaveProperty("projectId");
});

test.each(kinds)("%s: a place that the program says counts", (_kind, handler, declared) => {
	const there = { region: "eu-nl", projectId: "p2" };
	const { inputs } = handler.check(stateOf(handler, declared), { identity, ...declared, ...there }, session);
	expect(inputs).toMatchObject(there);
});

const lab = { identity, name: "lab", flavor: "f", imageId: "i", volume: { category: "EVS", capacity: 20 } };

test("the size of a volume that the program no longer says stays among the inputs", () => {
	const news = { ...lab, volume: { category: "EVS" }, flavor: "g" };
	expect(notebook.check(stateOf(notebook, lab), news, session).inputs.volume).toEqual({
		category: "EVS",
		capacity: 20,
	});
});

test("a notebook that is made anew without a size has the service's", () => {
	const news = { ...lab, volume: { category: "EVS" }, poolId: "p" };
	expect(notebook.check(stateOf(notebook, lab), news, session).inputs.volume).toEqual({ category: "EVS" });
});
