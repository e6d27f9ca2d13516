import { UNKNOWN } from "../../../provider/lifecycle/contract";
import { notebook } from "../../../provider/resources/notebook/definition";
import { derive } from "../../support/derived";

const { checkInputs } = derive(notebook);

const identity = "shop:dev:lab#0123456789abcdef0123-0123456";
const good = { identity, flavor: "modelarts.vm.cpu.2u", imageId: "image-1", volume: { category: "EVS", capacity: 5 } };
const hour = 3_600_000;
const volume = (change: object) => ({ volume: { category: "EFS", ...change } });
const ssh = (change: object) => ({ endpoints: [{ service: "SSH", ...change }] });
const mount = (mountDirectory: unknown, storagePath: unknown = "obs://sets/a/") => ({ mountDirectory, storagePath });
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, "v"]));

function complain(change: object, old?: object): string[] {
	const { validationErrors } = checkInputs(old && { ...good, ...old }, { ...good, ...change }, () => ({}));
	return validationErrors.map(({ property, reason }) => `${property}: ${reason}`);
}

test.each<[string, object]>([
	["the least", { volume: { category: "EVS" } }],
	["a name of 128 characters", { name: "a".repeat(128) }],
	["a name with all that is allowed", { name: "aZ09_-" }],
	["an empty description", { description: "" }],
	["a description of 512 characters", { description: "ü".repeat(512) }],
	["the largest disk", { volume: { category: "EVS", capacity: 4096 } }],
	["a volume in lower case, as samples have it", { volume: { category: "evs", ownership: "managed" } }],
	["a file system of the user's own", volume({ ownership: "DEDICATED", uri: "10.0.0.1:/", id: "sfs-1" })],
	["a bucket", { volume: { category: "OBS", uri: "obs://bucket/a/" } }],
	["SSH with keys and five addresses", ssh({ keyPairNames: ["k"], allowedAccessIps: ["1", "2", "3", "4", "5"] })],
	["no endpoints", { endpoints: [] }],
	["SSH without addresses and keys, which the service may want or not", ssh({})],
	["no addresses and no keys", ssh({ keyPairNames: [], allowedAccessIps: [] })],
	["addresses with keys that are not known yet", ssh({ keyPairNames: UNKNOWN, allowedAccessIps: ["1"] })],
	["addresses with a key that is not known yet", ssh({ keyPairNames: [UNKNOWN], allowedAccessIps: ["1"] })],
	["addresses that are not known yet", ssh({ allowedAccessIps: UNKNOWN })],
	["the shortest lease", { lease: { duration: hour } }],
	["the longest lease", { lease: { duration: 72 * hour, type: "IDLE" } }],
	["no lease at all", { lease: { enable: false } }],
	["no lease at all, in the service's words", { lease: { duration: -1 } }],
	["both ways to say so", { lease: { enable: false, duration: -1 } }],
	["an empty lease", { lease: {} }],
	["the free feature", { feature: "DEFAULT" }],
	["hooks", { hooks: { containerHooks: { preStart: { script: "echo", type: "COMMAND" } } } }],
	["20 tags", { tags: tags(20) }],
	["a tag with signs", { tags: { "a.b:c=d+e-f@g h": "x/y" } }],
	["mounts", { mounts: [mount("/data/a/"), mount("/data/b")] }],
	["all the rest", { poolId: "p", workspaceId: "0", desiredState: "STOPPED", exposeToken: true, adopt: "n" }],
	["a category that is not known yet", { volume: { category: UNKNOWN, ownership: "DEDICATED" } }],
	["a mount that is not known yet", { mounts: [mount(UNKNOWN), mount(UNKNOWN)] }],
])("%s is accepted", (_what, change) => {
	expect(complain(change)).toEqual([]);
});

test.each<[string, object, string]>([
	["a name of 129 characters", { name: "a".repeat(129) }, "name: expected 1 to 128 letters"],
	[
		"addresses without a key pair",
		ssh({ allowedAccessIps: ["1.2.3.4"] }),
		"endpoints[0].keyPairNames: expected a key pair, as `allowedAccessIps` is set, got nothing",
	],
	[
		"addresses with an empty list of key pairs",
		ssh({ allowedAccessIps: ["1.2.3.4"], keyPairNames: [] }),
		"endpoints[0].keyPairNames: expected a key pair, as `allowedAccessIps` is set, got a list of 0",
	],
	["a name with a space", { name: "my lab" }, "got a text of 6 characters, of which number 3 is not allowed"],
	["a description with a sign", { description: "a<b" }, "description: expected up to 512 characters, none of"],
	["no flavor", { flavor: undefined }, 'flavor: expected a flavor such as "modelarts.vm.cpu.2u"'],
	["no image", { imageId: undefined }, "imageId: expected the id of an image, got nothing"],
	["no volume", { volume: undefined }, "volume: expected an object with `category`, got nothing"],
	["a volume without category", { volume: {} }, 'volume.category: expected one of "EVS", "EFS"'],
	["a category that is none", { volume: { category: "DISK" } }, 'got "DISK"'],
	["a disk of 4 GB", { volume: { category: "EVS", capacity: 4 } }, "volume.capacity: expected a whole number from 5"],
	["a disk of 4097 GB", { volume: { category: "EVS", capacity: 4097 } }, "to 4096 (GB), got 4097"],
	[
		"a disk of the user's own",
		{ volume: { category: "evs", ownership: "dedicated" } },
		'volume.ownership: expected "MANAGED", as a disk is always the service\'s own',
	],
	["a file system without id", volume({ ownership: "DEDICATED", uri: "u" }), "volume.id: expected that of the file"],
	[
		"six addresses",
		ssh({ keyPairNames: ["k"], allowedAccessIps: ["1", "2", "3", "4", "5", "6"] }),
		"expected five addresses at most",
	],
	["a way in that is none", { endpoints: [{ service: "FTP" }] }, 'endpoints[0].service: expected one of "NOTEBOOK"'],
	["a lease of a second", { lease: { duration: 1000 } }, "milliseconds: an hour to three days"],
	["a lease in seconds", { lease: { duration: 3600 } }, "lease.duration: expected a whole number from 3600000"],
	["a lease of four days", { lease: { duration: 96 * hour } }, "lease.duration: expected a whole number"],
	[
		"a lease that is one and is none",
		{ lease: { enable: true, duration: -1 } },
		"lease.duration: expected a duration, as `enable` is true, got -1",
	],
	["a duration of no lease", { lease: { enable: false, duration: hour } }, "expected nothing, as `enable` is false"],
	["21 tags", { tags: tags(21) }, "tags: expected 20 tags at most"],
	["a tag with a sign", { tags: { "a<b": "c" } }, "tags.a<b: expected a key of 1 to 128"],
	["a tag of the system", { tags: { _sys_a: "c" } }, "not beginning with _sys_"],
	["a value with a sign", { tags: { a: "b*c" } }, "tags.a: expected up to 255 letters"],
	[
		"a mount outside of /data",
		{ mounts: [mount("/home/a/")] },
		"mounts[0].mountDirectory: expected /data/ and one name",
	],
	["a mount of no bucket", { mounts: [mount("/data/a/", "sets/a/")] }, "mounts[0].storagePath: expected a directory"],
	[
		"two mounts in one directory",
		{ mounts: [mount("/data/a/"), mount("/data/a", "obs://sets/b/")] },
		"mounts[1].mountDirectory: expected a directory that no other mount has",
	],
	["an unknown input", { volumes: {} }, "volumes: there is no such input; did you mean `volume`?"],
	["a state that is none", { desiredState: "PAUSED" }, 'expected one of "RUNNING", "STOPPED"'],
])("%s is refused", (_what, change, expected) => {
	const validationErrors = complain(change);
	expect(validationErrors).toHaveLength(1);
	expect(validationErrors[0]).toContain(expected);
});

test("all mistakes are told at once", () => {
	expect(complain({ name: "", flavor: 1, volume: {}, lease: { duration: 1 }, mounts: [{}] })).toHaveLength(6);
});

const size = (capacity: unknown, category = "EVS") => ({ volume: { category, capacity } });

test.each<[string, object, object, boolean]>([
	["a larger one", size(10), size(20), false],
	["the same", size(10), size(10), false],
	["a smaller one", size(10), size(5), true],
	["no size any more", size(10), size(undefined), false],
	["a size where there was none", size(undefined), size(5), false],
	["a size that is not known yet", size(10), size(UNKNOWN), false],
	["a smaller one of another category, made anew", size(10), size(5, "EFS"), false],
	["a smaller one in another pool, made anew", size(10), { ...size(5), poolId: "p" }, false],
])("of a volume, %s is refused or not", (_what, before, after, isRefused) => {
	const validationErrors = complain(after, before);
	expect(validationErrors.length).toBe(isRefused ? 1 : 0);
	if (isRefused)
		expect(validationErrors[0]).toMatch(/^volume\.capacity: expected 10 \(GB\) or more, got 5: .*not shrink/);
});

test("name and description are filled in, and the old name stays", () => {
	const first = checkInputs(undefined, good, () => ({})).inputs;
	expect(first).toMatchObject({
		name: "lab-0123456",
		description: "Managed by Pulumi: shop:dev:lab [012340123456]",
	});
	const later = checkInputs({ ...first, name: "older" }, { ...good, identity: "x:y:z#1" }, () => ({})).inputs;
	expect(later).toMatchObject({ identity, name: "older" });
});

test("default tags are added, the program's own come first", () => {
	const { inputs } = checkInputs(undefined, { ...good, tags: { a: "1" } }, () => ({ tags: { a: "0", b: "2" } }));
	expect(inputs.tags).toEqual({ a: "1", b: "2" });
});
