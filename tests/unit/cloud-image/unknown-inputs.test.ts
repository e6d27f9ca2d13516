import { UNKNOWN } from "../../../provider/lifecycle/contract";
import { complain } from "./support/complain";
import { cluster, disks, file, server, type SourceName, sources, volume } from "./support/sources";
import { expectQuick } from "../../support/effort";

test.each(
	Object.keys(sources).flatMap((source) => Object.keys(sources[source as SourceName]).map((name) => [source, name])),
)("from a %s, %s that is not known yet is accepted, and does not hide the mistakes of others", (source, name) => {
	const inputs = { ...sources[source as SourceName], [String(name)]: UNKNOWN };
	expect(complain(inputs)).toEqual([]);
	expect(complain({ ...inputs, colour: 1 })).toHaveLength(1);
});

test.each<[string, object]>([
	["a minimum of RAM", { ...server, minRam: UNKNOWN, maxRam: 1 }],
	["a type", { ...file, type: UNKNOWN, cmkId: "k" }],
	["a switch", { ...file, isQuickImport: UNKNOWN }],
	["a processor", { ...file, architecture: UNKNOWN, hwFirmwareType: "bios" }],
	["the system of an ISO", { ...file, type: "IsoImage", osVersion: UNKNOWN }],
	["a data image", { ...disks, dataImages: [UNKNOWN, { volumeId: "d1" }] }],
	["the disk of a data image", { ...disks, dataImages: [{ volumeId: UNKNOWN }, { volumeId: UNKNOWN }] }],
	["the size of a data image", { ...cluster, dataImages: [{ imageUrl: "bkt:a", minDisk: UNKNOWN }] }],
	["a tag", { ...server, tags: { a: UNKNOWN } }],
	["all tags of a data image", { ...disks, dataImages: [{ volumeId: "d1", tags: UNKNOWN }] }],
	["a second source, which may turn out to be nothing", { ...server, imageUrl: UNKNOWN }],
])("%s that is not known yet skips its own rule", (_what, inputs) => {
	expect(complain(inputs)).toEqual([]);
});

const many = (item: (at: number) => unknown) => Array.from({ length: 10_000 }, (_, at) => item(at));

test.each<[string, object]>([
	["a name of a million spaces", { ...server, name: " ".repeat(1_000_000) }],
	["a million colons", { ...file, imageUrl: ":".repeat(1_000_000), type: "IsoImage", osVersion: "x" }],
	["a system of a million characters", { ...volume, osVersion: "C".repeat(1_000_000), type: 5 }],
	["ten thousand data files", { ...file, dataImages: many(() => ({ imageUrl: "bkt:same", minDisk: 1 })) }],
	["ten thousand wrong disks", { ...disks, dataImages: many((at) => ({ disk: at })) }],
	["ten thousand tags", { ...server, tags: Object.fromEntries(many((at) => [`a/${at}`, 5]) as [string, number][]) }],
	["a key of a million characters", { ...server, tags: { ["k".repeat(1_000_000)]: "v".repeat(1_000_000) } }],
	[
		"ten thousand unknown inputs",
		{ ...server, ...Object.fromEntries(many((at) => [`input${at}`, at]) as [string, number][]) },
	],
])("%s is refused quickly and briefly", (_what, inputs) => {
	const validationErrors = expectQuick(3000, () => complain(inputs));
	expect(validationErrors.length).toBeGreaterThan(0);
	expect(validationErrors.join("\n").length).toBeLessThan(30_000);
});
