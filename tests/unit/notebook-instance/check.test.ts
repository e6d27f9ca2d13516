import { UNKNOWN } from "../../../provider/lifecycle/contract";
import { notebookInstance } from "../../../provider/resources/notebook-instance/definition";
import { derive } from "../../support/derived";
import { expectQuick } from "../../support/effort";

const { checkInputs } = derive(notebookInstance);

const identity = "shop:dev:lab#0123456789abcdef0123-0123456";
const good = {
	identity,
	profileId: "Python3",
	flavor: "modelarts.vm.cpu.2u",
	storage: { type: "evs", location: { volumeSize: 5 } },
};
const obs = (path?: unknown) => ({ storage: { type: "obs", location: { path } } });
const obsfs = (location: object) => ({ storage: { type: "obsfs", location: { path: "files", ...location } } });
const evs = (location: object) => ({ storage: { type: "evs", location } });
const stop = (autoStop: object) => ({ autoStop });

function complain(change: object): string[] {
	return checkInputs(undefined, { ...good, ...change }).validationErrors.map(
		({ property, reason }) => `${property}: ${reason}`,
	);
}

test.each<[string, object]>([
	["the least", {}],
	["a name of one character", { name: "a" }],
	["a name of 64 characters", { name: "a".repeat(64) }],
	["a name with all that is allowed", { name: "aZ09_-" }],
	["an empty description", { description: "" }],
	["a description of 512 characters", { description: "ü".repeat(512) }],
	["a description with signs", { description: "a+b=c; #1 (x) [y]" }],
	["the smallest disk", evs({ volumeSize: 5 })],
	["the largest disk", evs({ volumeSize: 4096 })],
	["a disk of the default size", { storage: { type: "evs" } }],
	["an OBS directory", obs("bucket/directory/")],
	["an OBS directory with a slash in front", obs("/bucket/directory/")],
	["a deep OBS directory", obs("bucket/a/b/c/")],
	["a parallel file system", obsfs({ mountPath: "/home/ma-user/work/data", accessModes: "ReadOnlyMany" })],
	["further file systems", { extendStorage: [{ type: "obsfs", location: { path: "files" } }] }],
	["the shortest auto-stop", stop({ enable: true, duration: 3600 })],
	["the longest auto-stop", stop({ enable: true, duration: 86_400, prompt: false })],
	["auto-stop switched off", stop({ enable: false })],
	["an empty auto-stop", stop({})],
	["the default workspace", { workspaceId: "0" }],
	["a workspace", { workspaceId: "0123456789abcdefghijklmnopqrstuv" }],
	["a pool", { pool: { id: "pool-1", type: "USER_DEFINED", name: "ours", owner: { projectId: "p" } } }],
	["annotations", { annotations: { team: "vision", empty: "" } }],
	["a flavor that nobody heard of", { flavor: "modelarts.new.thing" }],
	["a profile that nobody heard of", { profileId: "Multi-Engine 9.0" }],
	["all the rest", { aiProjectId: "x", desiredState: "STOPPED", region: "eu-de", projectId: "p", adopt: "DE-1" }],
])("%s is accepted", (_what, change) => {
	expect(complain(change)).toEqual([]);
});

test.each<[string, object, string]>([
	[
		"an empty name",
		{ name: "" },
		"name: expected 1 to 64 letters, digits, `-` and `_` (consoles show 20), got an empty text",
	],
	["a name of 65 characters", { name: "a".repeat(65) }, "name: expected 1 to 64"],
	["a name with a space", { name: "my lab" }, "got a text of 6 characters, of which number 3 is not allowed"],
	["a name with a newline at its end", { name: "lab\n" }, "name: expected"],
	["a description of 513 characters", { description: "a".repeat(513) }, "description: expected up to 512 characters"],
	...[..."&<>\"'/"].map((sign): [string, object, string] => [
		`a description with ${sign}`,
		{ description: `a${sign}b` },
		"description: expected up to 512 characters, none of",
	]),
	["no profile", { profileId: undefined }, "profileId: expected a profile such as"],
	["an empty profile", { profileId: "" }, "profileId: expected a profile such as"],
	["no flavor", { flavor: undefined }, 'flavor: expected a flavor such as "modelarts.vm.cpu.2u"'],
	["no storage", { storage: undefined }, "storage: expected an object with `type` and `location`, got nothing"],
	["a storage without a type", { storage: {} }, 'storage.type: expected one of "evs", "obs", "obsfs", got nothing'],
	["a storage type in capitals", { storage: { type: "EVS" } }, 'got "EVS"'],
	[
		"a disk of 4 GB",
		evs({ volumeSize: 4 }),
		"storage.location.volumeSize: expected a whole number from 5 to 4096 (GB), got 4",
	],
	["a disk of 4097 GB", evs({ volumeSize: 4097 }), "storage.location.volumeSize: expected"],
	["half a gigabyte", evs({ volumeSize: 5.5 }), "storage.location.volumeSize: expected a whole number"],
	["a size as text", evs({ volumeSize: "10" }), "got a text of 2 characters"],
	[
		"a disk with a path",
		evs({ path: "a/b/" }),
		"storage.location.path: expected nothing, as storage of type evs has no path",
	],
	["a disk with a mount path", evs({ mountPath: "/x" }), "storage.location.mountPath: expected nothing"],
	["a disk with access modes", evs({ accessModes: "ReadOnlyMany" }), "storage.location.accessModes: expected nothing"],
	[
		"OBS without a location",
		{ storage: { type: "obs" } },
		"storage.location.path: expected a directory of an OBS bucket",
	],
	["OBS without a path", obs(), "storage.location.path: expected a directory of an OBS bucket"],
	["OBS without the slash", obs("bucket/directory"), "storage.location.path: expected a directory"],
	["the OBS bucket itself", obs("bucket/"), "(not the bucket itself)"],
	["the OBS bucket itself, slash in front", obs("/bucket/"), "(not the bucket itself)"],
	["an OBS path of slashes", obs("//"), "storage.location.path: expected a directory"],
	[
		"OBS with a size",
		{ storage: { type: "obs", location: { path: "b/d/", volumeSize: 5 } } },
		"volumeSize: expected nothing",
	],
	[
		"OBS with a mount path",
		{ storage: { type: "obs", location: { path: "b/d/", mountPath: "/x" } } },
		"mountPath: expected nothing",
	],
	[
		"a file system without a path",
		obsfs({ path: undefined }),
		"storage.location.path: expected the name of a parallel file system",
	],
	["a directory of a file system", obsfs({ path: "files/sub" }), "without a directory"],
	["a relative mount path", obsfs({ mountPath: "data" }), "mountPath: expected an absolute path"],
	["an unknown access mode", obsfs({ accessModes: "ReadWriteOnce" }), "accessModes: expected one of"],
	["further storage that is a disk", { extendStorage: [{ type: "evs" }] }, 'extendStorage[0].type: expected "obsfs"'],
	["further storage that is no list", { extendStorage: { type: "obsfs" } }, "extendStorage: expected a list"],
	[
		"auto-stop without a duration",
		stop({ enable: true }),
		"autoStop.duration: expected 3600 to 86400 (seconds), as `enable` is true",
	],
	[
		"auto-stop after 59 minutes",
		stop({ enable: true, duration: 3540 }),
		"autoStop.duration: expected a whole number from 3600 to 86400 (seconds), got 3540",
	],
	["auto-stop after 25 hours", stop({ enable: true, duration: 90_000 }), "autoStop.duration: expected"],
	["auto-stop as text", stop({ enable: "true", duration: 3600 }), "autoStop.enable: expected true or false"],
	["auto-stop that is no object", { autoStop: true }, "autoStop: expected an object, got true"],
	["annotations that are no texts", { annotations: { a: 1 } }, "annotations.a: expected text, got 1"],
	["a short workspace", { workspaceId: "1" }, 'workspaceId: expected "0" or the 32 letters and digits'],
	["a workspace with hyphens", { workspaceId: "7d558ef8-c73d-11ea-964c-0255ac100033" }, "workspaceId: expected"],
	["a pool without an id", { pool: { name: "ours" } }, "pool.id: expected text that is not empty, got nothing"],
	[
		"an unknown desired state",
		{ desiredState: "running" },
		'desiredState: expected one of "RUNNING", "STOPPED", got "running"',
	],
	["an empty region", { region: "" }, "region: expected"],
	["an unknown input", { flavour: "x" }, "flavour: there is no such input; did you mean `flavor`?"],
	["an unknown input deep inside", evs({ size: 5 }), "storage.location.size: there is no such input"],
	[
		"an input in the API's spelling",
		{ profile_id: "x" },
		"profile_id: there is no such input; did you mean `profileId`?",
	],
])("%s is refused", (_what, change, expected) => {
	expect(complain(change)).toEqual([expect.stringContaining(expected)]);
});

test("all mistakes are reported at once, each at its input", () => {
	const mistakes = {
		name: "my lab",
		description: "a<b",
		storage: { type: "evs", location: { volumeSize: 1 } },
		color: "red",
	};
	const { validationErrors } = checkInputs(undefined, { ...good, ...mistakes, autoStop: { enable: true } });
	expect(validationErrors.map(({ property }) => property).sort()).toEqual(
		["autoStop.duration", "color", "description", "name", "storage.location.volumeSize"].sort(),
	);
});

test.each<[string, object]>([
	["a name", { name: UNKNOWN }],
	["a whole storage", { storage: UNKNOWN }],
	["a storage type", { storage: { type: UNKNOWN, location: { path: "x", volumeSize: 7 } } }],
	["a location", { storage: { type: "obs", location: UNKNOWN } }],
	["a size", evs({ volumeSize: UNKNOWN })],
	["a path", obs(UNKNOWN)],
	["an auto-stop", { autoStop: UNKNOWN }],
	["a switch", stop({ enable: UNKNOWN })],
	["a duration", stop({ enable: true, duration: UNKNOWN })],
	["an annotation", { annotations: { a: UNKNOWN } }],
	["a list", { extendStorage: UNKNOWN }],
])("%s that is not known yet skips its own rule", (_what, change) => {
	expect(complain(change)).toEqual([]);
});

test("a value that is not known yet does not hide the mistakes of others", () => {
	expect(complain({ name: UNKNOWN, description: "<" })).toHaveLength(1);
});

test("name and description are filled in where the program gives none", () => {
	expect(checkInputs(undefined, good).inputs).toMatchObject({
		name: "lab-0123456",
		description: "Managed by Pulumi: shop:dev:lab [012340123456]",
	});
});

test("an old name and the old identity stay, so that renaming a stack changes nothing", () => {
	const old = checkInputs(undefined, good).inputs;
	const news = { ...good, identity: "shop:renamed:lab#ffffffffffffffffffff" };
	expect(checkInputs(old, news).inputs).toEqual(old);
});

test("a name that the program gives replaces the old one", () => {
	expect(checkInputs({ ...good, name: "old" }, { ...good, name: "new" }).inputs.name).toBe("new");
});

test.each<[string, object]>([
	["a million slashes", obs("/".repeat(1_000_000))],
	["a very long name", { name: "x".repeat(1_000_000) }],
	["ten thousand unknown inputs", Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`input${at}`, at]))],
	["a deep object", { annotations: nest(5000) }],
])("%s is refused quickly and briefly", (_what, change) => {
	const validationErrors = expectQuick(5000, () => complain(change));
	expect(validationErrors.length).toBeGreaterThan(0);
	expect(validationErrors.join("\n").length).toBeLessThan(30_000);
});

function nest(depth: number): object {
	let value: object = {};
	for (let level = 0; level < depth; level++) value = { value };
	return value;
}
