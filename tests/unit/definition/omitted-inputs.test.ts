import type { Handler, Properties, Session } from "../../../provider/lifecycle/contract";
import { type KindName, kinds } from "../../../provider/resources";

const identity = "shop:dev:lab#0123456789abcdef0123";
const place = { region: "eu-de", projectId: "p1" };

const session: Session = { readDefaults: () => ({}) };

/** Of each kind what declares one, and a change that makes another one. */
const samples: Record<KindName, readonly [declared: Properties, change: Properties]> = {
	NotebookInstance: [{ name: "lab", profileId: "Python3", flavor: "f", storage: { type: "evs" } }, { flavor: "g" }],
	Notebook: [{ name: "lab", flavor: "f", imageId: "i", volume: { category: "EVS" } }, { poolId: "p" }],
	CustomImage: [{ swrPath: "swr.x.com/vision/torch:1" }, { arch: "AARCH64" }],
	NotebookImage: [{ notebookId: "n", namespace: "vision", name: "snap" }, { notebookId: "m" }],
	CloudImage: [{ name: "base", instanceId: "s" }, { instanceId: "t" }],
};

const cases = Object.entries(samples).map(
	([kind, [declared, change]]) => [kind, kinds[kind as KindName].handler, declared, change] as const,
);

/** The inputs of one that was made where the program said. */
function stateOf(handler: Handler<Properties, Properties>, declared: Properties): Properties {
	return handler.check(undefined, { identity, ...declared, ...place }, session).inputs;
}

test.each(cases)("%s: a place that the program no longer says stays among the inputs", (_kind, handler, declared) => {
	const { inputs } = handler.check(stateOf(handler, declared), { identity, ...declared }, session);
	expect(inputs).toMatchObject(place);
});

test.each(cases)("%s: one that is made anew is made where the settings say", (_kind, handler, declared, change) => {
	const { inputs } = handler.check(stateOf(handler, declared), { identity, ...declared, ...change }, session);
	expect(inputs).not.toHaveProperty("region");
	expect(inputs).not.toHaveProperty("projectId");
});

test.each(cases)("%s: a place that the program says counts", (_kind, handler, declared) => {
	const there = { region: "eu-nl", projectId: "p2" };
	const { inputs } = handler.check(stateOf(handler, declared), { identity, ...declared, ...there }, session);
	expect(inputs).toMatchObject(there);
});

const notebook = kinds.Notebook.handler;
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
