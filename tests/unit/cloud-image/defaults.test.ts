import { cloudImage } from "../../../provider/resources/cloud-image/definition";
import { isKnownFamily, suggestOsVersion } from "../../../provider/resources/cloud-image/os-versions";
import { listDesiredImages } from "../../../provider/resources/cloud-image/desired-images";
import { type Defaults, UNKNOWN } from "../../../provider/lifecycle/contract";
import { derive } from "../../support/derived";
import { disks, identity, server, volume } from "./support/sources";
import { expectQuick } from "../../support/effort";

const { checkInputs } = derive(cloudImage);
const { name: _name, ...nameless } = server;

function check(news: object, { old, defaults = {} }: { old?: object; defaults?: Defaults } = {}) {
	return checkInputs(old && { ...old }, { ...news }, () => defaults);
}

test("the default name is the logical one and 7 hex digits", () => {
	expect(check(nameless).inputs.name).toBe("base-0123456");
});

test.each<[string, string, string]>([
	["what no region takes", "shop:dev:gpu/镜像#0123456789abcdef0123-0123456", "gpu-0123456"],
	["what is too long", `shop:dev:${"x".repeat(300)}#0123456789abcdef0123-0123456`, `${"x".repeat(120)}-0123456`],
])("a default name is cleaned of %s", (_what, other, expected) => {
	const { inputs, validationErrors } = check({ ...nameless, identity: other });
	expect(validationErrors).toEqual([]);
	expect(inputs.name).toBe(expected);
});

test("the old name and the old identity stay, so that renaming a stack changes nothing", () => {
	const old = check(nameless).inputs;
	expect(check({ ...nameless, identity: "shop:renamed:base#ffffffffffffffffffff" }, { old }).inputs).toEqual(old);
});

test("data images without a name are called after the whole, in 128 characters at most", () => {
	const names = (name: string) => listDesiredImages({ ...disks, name }).map((image) => image.name);
	expect(names("base")).toEqual(["base-1", "base-2"]);
	expect(names("x".repeat(128))).toEqual([`${"x".repeat(126)}-1`, `${"x".repeat(126)}-2`]);
});

test.each<[string, unknown, unknown]>([
	["given where there are none", undefined, { env: "lab", team: "core" }],
	["added to those of the program", { a: "b" }, { env: "lab", team: "core", a: "b" }],
	["overruled by those of the program", { team: "vision" }, { env: "lab", team: "vision" }],
	["added to no tags", {}, { env: "lab", team: "core" }],
	["left out where tags are not known yet", UNKNOWN, UNKNOWN],
	["left out where tags are none", 5, 5],
])("default tags are %s", (_what, tags, expected) => {
	const { inputs } = check({ ...server, tags }, { defaults: { tags: { env: "lab", team: "core" } } });
	expect(inputs.tags).toEqual(expected);
});

test("default tags are added to a data image's own tags; one without its own has those of the whole anyway", () => {
	const dataImages = [{ volumeId: "d1", tags: { a: "b" } }, { volumeId: "d2" }, UNKNOWN];
	const { inputs } = check({ ...disks, dataImages }, { defaults: { tags: { env: "lab" } } });
	expect(inputs.dataImages).toEqual([{ volumeId: "d1", tags: { env: "lab", a: "b" } }, { volumeId: "d2" }, UNKNOWN]);
});

test.each<[string, object, string | undefined]>([
	["the program's own", { enterpriseProjectId: "mine" }, "mine"],
	["the settings', where the program gives none", {}, "theirs"],
])("the enterprise project is %s", (_what, given, expected) => {
	const { inputs } = check({ ...server, ...given }, { defaults: { enterpriseProjectId: "theirs" } });
	expect(inputs.enterpriseProjectId).toBe(expected);
});

test("without default tags and without a project, nothing is filled in", () => {
	expect(JSON.parse(JSON.stringify(check(server).inputs))).toEqual(server);
	expect(check(server).inputs.identity).toBe(identity);
});

test.each<[string, string | undefined]>([
	["CentOS 7.0 64bit", undefined],
	["centos 7.0 64bit", 'did you mean "CentOS 7.0 64bit"?'],
	["CentOS 7.0 64 bit", 'did you mean "CentOS 7.0 64bit"?'],
	["Ubuntu 18.04 Server 64bit", 'did you mean "Ubuntu 18.04 server 64bit"?'],
	["Windows Server 2019 Datacentre 64bit", 'did you mean "Windows Server 2019 Datacenter 64bit"?'],
	["Ubuntu 24.04 server 64bit", undefined],
	["Redhat Linux Enterprise 6.6 32bit", undefined],
	["NeoKylin Server release 5.0 U2 64bit", undefined],
	["HAL 9000", "none that the documents list; the region may know it"],
	[UNKNOWN, undefined],
])("the system %s is never refused, a doubtful one gets a hint", (osVersion, hint) => {
	const { validationErrors, hints } = check({ ...volume, osVersion });
	expect(validationErrors).toEqual([]);
	expect(hints).toEqual(hint === undefined ? [] : [expect.stringContaining(hint)]);
});

test("a system of a million characters is no reason to think long", () => {
	expectQuick(500, () => {
		expect(suggestOsVersion("C".repeat(1_000_000))).toBeUndefined();
		expect(isKnownFamily("C".repeat(1_000_000))).toBe(false);
		expect(check({ ...volume, osVersion: "C".repeat(1_000_000) }).hints?.join("").length).toBeLessThan(300);
	});
});
