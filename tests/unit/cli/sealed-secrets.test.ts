import { kinds } from "../../../provider/resources";
import { displayName, omitSecrets, readSealed, seal } from "../../../provider/cli/sealed-secrets";
import type { Owner } from "../../../provider/cli/match-owner";
import type { Properties } from "../../../provider/lifecycle/contract";

const encrypted = (text: string) => ({
	"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
	ciphertext: `v1:${text}`,
});

function ownerOf(inputs?: Properties): Owner {
	return { pending: inputs && { inputs } } as unknown as Owner;
}

const pending = {
	name: encrypted("name"),
	tags: { a: encrypted("tag"), b: "c" },
	mounts: [{ storagePath: encrypted("path"), mountDirectory: "/data/" }],
	volume: { category: "EVS", uri: encrypted("uri") },
	secretInputs: ["name", "tags.a", "mounts[0].storagePath", "volume.uri", "huaweicloud:defaultTags"],
};
const sealed = readSealed(ownerOf(pending));

test("a pending create shows which of its inputs are secret", () => {
	expect(sealed.paths).toEqual(["mounts[0].storagePath", "name", "tags.a", "volume.uri"]);
});

test("a read keeps secrets encrypted as in the state, and drops outputs derived from them", () => {
	const read = {
		name: "open-name",
		tags: { a: "open-tag", b: "c" },
		mounts: [{ storagePath: "open-other", mountDirectory: "/data/" }, { storagePath: "open-path" }],
		volume: { category: "EVS", uri: "open-uri" },
	};
	const outputs = {
		...read,
		actualVolume: { category: "EVS", uri: "open-uri" },
		url: "https://open-name.x",
		status: "RUNNING",
	};
	const written = seal(kinds.Notebook.handler, { inputs: read, outputs }, sealed);
	expect(written.inputs).toEqual(pending);
	expect(written.outputs).toEqual({ ...pending, actualVolume: { category: "EVS" }, status: "RUNNING" });
	expect(omitSecrets(read, sealed)).toEqual({ tags: { b: "c" }, volume: { category: "EVS" } });
});

test("a read without secrets is unchanged", () => {
	const read = { inputs: { name: "lab" }, outputs: { name: "lab", token: "t" } };
	expect(seal(kinds.Notebook.handler, read, readSealed(ownerOf()))).toBe(read);
});

test.each([
	["name", { name: encrypted("x") }, "[secret]"],
	["path", { swrPath: encrypted("x") }, "[secret]"],
	["tag of an image", { tag: encrypted("x") }, "[secret]"],
	["tag", { tags: { name: encrypted("x") } }, "lab"],
	["nothing", { name: "lab" }, "lab"],
])("an object with a secret %s has the name", (_what, inputs, expected) => {
	expect(displayName({ object: { name: "lab" }, owner: ownerOf(inputs) })).toBe(expected);
});
