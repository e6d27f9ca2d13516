import { describePending } from "../../provider/lifecycle/create-safety/ownership-marker";
import { quickly } from "../support/images";
import { declareFirst, type InPlace, type InPlaceKind, inPlaceKinds } from "../support/in-place";
import { shareProvider } from "../support/world";

/** A complete object has no pending marker: another create of its coordinates would resume it. */

const at = shareProvider({ simulator: quickly.simulator });
const kinds = (["NotebookInstance", "Notebook"] as const).map(
	(name) => [name, inPlaceKinds[name] as InPlaceKind] as const,
);

async function make(kind: InPlaceKind) {
	const { inputs } = await at.provider.check(declareFirst(kind), {}, kind.about);
	return { inputs, ...(await at.provider.create(inputs, kind.about)) };
}

const descriptionOf = ({ inputs }: InPlaceKind) => inputs.find(({ name }) => name === "description") as InPlace;
const instance = inPlaceKinds.NotebookInstance as InPlaceKind;
const autoStop = { autoStop: { enable: true, duration: 7200, prompt: true } };

test("a change of auto-stop right after the create keeps the description, although reads still return the marker", async () => {
	at.world.set({ readLag: 300 });
	const provider = await at.world.start({ config: { "huaweicloud:readLag": "3s" } });
	const { inputs } = await provider.check(declareFirst(instance), {}, {});
	const { id, outputs } = await provider.create(inputs);
	await provider.update(id, outputs, { ...inputs, ...autoStop });
	expect(descriptionOf(instance).show(at.world)).toBe("one");
});

test("a change of auto-stop sends the declared description in place of a pending marker", async () => {
	const { id, inputs, outputs } = await make(instance);
	descriptionOf(instance).set(at.world, describePending(String(inputs.identity), "its inputs"));
	await at.provider.update(id, outputs, { ...inputs, ...autoStop });
	expect(descriptionOf(instance).show(at.world)).toBe("one");
});

test.each(kinds)(
	"a complete %s with a pending marker gets its description back after a refresh",
	async (_name, kind) => {
		const { id, inputs, outputs } = await make(kind);
		const description = descriptionOf(kind);
		description.set(at.world, describePending(String(inputs.identity), "its inputs"));
		const read = await at.provider.read(id, outputs, kind.about);
		expect(read.outputs).toMatchObject({ unfinished: "update", unfinishedInputs: ["description"] });
		expect(await at.provider.diff(id, read.outputs, inputs, kind.about)).toMatchObject({
			changes: "some",
			replaces: [],
		});

		const healed = await at.provider.update(id, read.outputs, inputs, kind.about);
		expect(description.show(at.world)).toBe("one");
		expect(healed.unfinished).toBeUndefined();
	},
);

test.each(kinds)("an interrupted change of a %s with a pending marker stays known beside it", async (_name, kind) => {
	const { id, inputs, outputs } = await make(kind);
	descriptionOf(kind).set(at.world, describePending(String(inputs.identity), "its inputs"));
	const half = { ...outputs, unfinished: "update", unfinishedInputs: ["desiredState"] };
	const read = await at.provider.read(id, half, kind.about);
	expect(read.outputs.unfinishedInputs).toEqual(["desiredState", "description"]);
});
