import type { Services } from "../../../provider/services/services";
import { deleteOrphans, describeDeletion } from "../../../provider/cli/delete-orphans";
import type { Orphan } from "../../../provider/cli/find-orphans";
import { type KindName, kindNames, kinds } from "../../../provider/resources";

const LISTED = "Managed by Pulumi: course:dev:lab [0123456789ab.01234567.open]";
const MARKS: Record<string, string> = {
	one: "0123456789abcdef0123.01234567.open",
	two: "0123456789abcdef0123.01234567.open",
};

/** The object as a later read returns it. */
function cloudWith(now: string, tags = MARKS): Services {
	const get = async (id: string) => ({ id, status: "RUNNING", description: now });
	return {
		demanager: { getInstance: get },
		notebooks: { showNotebook: get },
		modelartsImages: { showImage: get },
		imsImages: { findImage: async (id: string) => ({ id, status: "active" }) },
		imsTags: { listTags: async (id: string) => ({ pulumi: tags[id] }) },
	} as unknown as Services;
}

const removed: string[] = [];

function orphanOf(kind: KindName, services: Services, isCertain = true): Orphan {
	const isImage = kind === "CloudImage";
	const text = isImage ? { tag: MARKS.one } : { description: LISTED };
	const handler = {
		...kinds[kind].handler,
		delete: async ({ id }: { id: string }) => void removed.push(id),
	};
	return {
		kind: { ...kinds[kind], handler },
		object: {
			kinds: [kind],
			id: isImage ? "one,two" : "one",
			name: "lab-0a1b2c3",
			status: "",
			cost: "",
			names: [],
			...text,
			markers: isImage ? Object.values(MARKS) : [LISTED],
		},
		name: "lab",
		services,
		otherLocation: {},
		isCertain,
		reason: "",
	};
}

const output = { print: () => {}, tell: () => {} };

beforeEach(() => {
	removed.length = 0;
});

test.each(kindNames)("a %s with an unchanged marker is deleted", async (kind) => {
	const orphan = orphanOf(kind, cloudWith(LISTED));
	expect(await deleteOrphans([orphan], output)).toEqual({ deleted: [orphan.object.id], failures: [] });
	expect(removed).toEqual([orphan.object.id]);
});

test.each<[KindName, string, Services]>([
	["NotebookInstance", "is finished by now", cloudWith("Managed by Pulumi: course:dev:lab [0123456789ab]")],
	["Notebook", "is another one's by now", cloudWith("Managed by Pulumi: course:prod:lab [0123456789ac]")],
	["NotebookImage", "has a text of its user's by now", cloudWith("mine")],
	["CustomImage", "has no marker any more", cloudWith("")],
	[
		"CloudImage",
		"has an image that is finished by now",
		cloudWith("", { ...MARKS, two: "0123456789abcdef0123.01234567.done" }),
	],
])("a %s that %s is not deleted, with a message", async (kind, _how, services) => {
	const { deleted, failures } = await deleteOrphans([orphanOf(kind, services)], output);
	expect(deleted).toEqual([]);
	expect(failures).toEqual([{ id: expect.any(String), reason: expect.stringMatching(/was not deleted: it.*marker/) }]);
	expect(removed).toEqual([]);
});

test("a failed read does not stop the deletion of the other objects", async () => {
	const broken = cloudWith(LISTED);
	broken.demanager.getInstance = () => Promise.reject(new Error("no answer"));
	const { deleted, failures } = await deleteOrphans(
		[orphanOf("NotebookInstance", broken), orphanOf("Notebook", cloudWith(LISTED))],
		output,
	);
	expect({ deleted, failures }).toEqual({ deleted: ["one"], failures: [{ id: "one", reason: "no answer" }] });
});

test("the question names every object, and the objects that another stack may lose", () => {
	const services = cloudWith(LISTED);
	const question = describeDeletion([orphanOf("Notebook", services), orphanOf("CloudImage", services, false)]);
	expect(question).toBe(
		[
			"  Notebook lab: lab-0a1b2c3 (one)",
			"  CloudImage lab: lab-0a1b2c3 (one,two)",
			"Nothing proves that this stack created one,two: if another stack has it, that stack loses it.",
			"Delete these 2 objects, disks included?",
		].join("\n"),
	);
});
