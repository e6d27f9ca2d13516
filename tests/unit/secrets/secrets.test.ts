import {
	findKept,
	hideSecrets,
	joinLists,
	markPaths,
	markSecrets,
	readSecrets,
	type Secrets,
} from "../../../provider/secrets/secrets";
import { Redactor } from "../../../provider/services/http/redact";
import type { Properties } from "../../../provider/lifecycle/contract";

const secret = (value: unknown) => ({
	"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
	value,
});

const secretsOf = (...texts: string[]) => readSecrets({ secretInputs: ["all"], all: texts });

const path = "obs://hidden-bucket/some/folder/";
const script = '#!/bin/sh\necho "Pass  wörd"\texport A=1\n';
const swr = "swr.cn-north-4.myhuaweicloud.com/team/torch:2.1";

describe("a secret is not in a message", () => {
	test.each([
		["as it is", path, path],
		["without the slash at its end", path, path.slice(0, -1)],
		["without its scheme", path, "hidden-bucket/some/folder"],
		["with a slash that it has not", "/share/data", "/share/data/"],
		["as JSON", script, JSON.stringify(script)],
		["as JSON within JSON", script, JSON.stringify(JSON.stringify(script))],
		["percent-encoded", script, encodeURIComponent(script)],
		["of other letters as JSON", "пароль", "\\u043f\\u0430\\u0440\\u043e\\u043b\\u044c"],
		["of other letters percent-encoded", "пароль", encodeURIComponent("пароль")],
		["of signs as JSON", '"<\\>"', JSON.stringify('"<\\>"')],
		["with its white space collapsed", "ä  ö\n ü \tß", "ä ö ü ß"],
		["without the white space around it", "  hidden one\n", "hidden one"],
		["of an image without its registry", swr, "team/torch:2.1"],
		["of an image without its tag", swr, "team/torch"],
	])("%s", (_how, hidden, text) => {
		const said = hideSecrets(`it is ${text} there`, secretsOf(hidden));
		expect(said).toMatch(/^it is ["\\/#!]*\[secret\][./"\\%A-Z0-9n]* there$/);
	});

	test.each([
		["two thirds of it", 1480],
		["five letters of it", 1494],
	])("nor %s, where the message was cut", (_what, before) => {
		const cut = new Redactor().redact(`${"x".repeat(before)} hidden-word-of-20-ch`);
		const said = hideSecrets(`Failed: ${cut}. Next.`, secretsOf("hidden-word-of-20-ch"));
		expect(said).toContain("[secret]…. Next.");
		expect(said).not.toContain("hid");
	});

	test("however many words it has, and however often it repeats itself", () => {
		const long = "1,2,".repeat(20_000);
		expect(hideSecrets(`it is ${JSON.stringify({ long })} there`, secretsOf(long))).not.toContain("1,2");
		expect(hideSecrets("1 ".repeat(20_000), secretsOf(`${"1,".repeat(50)}2`))).toContain("1 1");
	});
});

test.each([
	["part of a word", "team", "the teams of steam", "the teams of steam"],
	["a word", "team", "the team, not teams", "the [secret], not teams"],
	["a word between signs", "1.0", "1.0", "1.0"],
	["a text that begins with a sign", "/dev", "at/dev and /device", "at[secret] and /device"],
])("a short secret is hidden as %s or not", (_as, hidden, text, expected) => {
	expect(hideSecrets(text, secretsOf(hidden))).toBe(expected);
});

const about = { sources: {}, always: [], inputNames: ["name", "tags", "mounts"] };

function marker(outputs: Properties, ...texts: string[]) {
	return markSecrets({ name: texts, ...outputs }, readSecrets({ secretInputs: ["name"], name: texts }), about);
}

test.each([
	[
		"a long one in a text",
		{ failReason: "no such thing: hidden-one" },
		{ failReason: secret("no such thing: hidden-one") },
	],
	["a short one in a text", { failReason: "no team" }, { failReason: "no team" }],
	["a short one alone", { owner: "team" }, { owner: secret("team") }],
	[
		"in what is ours",
		{ status: "RUNNING", unfinished: "update", unfinishedInputs: ["tags"], inherited: ["region"] },
		{},
	],
])("an output with %s is secret or not", (_what, outputs, expected) => {
	const marked = marker(outputs, "hidden-one", "team", "RUNNING", "update", "tags", "region");
	expect(marked).toEqual({ ...outputs, name: expect.anything(), ...expected });
});

test.each([
	["an input", ["name"], { name: "a" }, { name: secret("a") }],
	[
		"an input of a list",
		["mounts[1].path"],
		{ mounts: [{ path: "a" }, { path: "b" }] },
		{ mounts: [{ path: "a" }, { path: secret("b") }] },
	],
	["a tag with dots", ['tags["a.b"]'], { tags: { "a.b": "c", d: "e" } }, { tags: { "a.b": secret("c"), d: "e" } }],
	["within a secret nothing else", ["tags.a", "tags"], { tags: { a: "b" } }, { tags: secret({ a: "b" }) }],
	["what is not there", ["tags.a.b", "name"], { tags: { a: "b" } }, { tags: { a: "b" } }],
])("a path marks %s", (_what, paths, properties, expected) => {
	expect(markPaths(properties as Properties, { paths })).toEqual(expected);
});

test("the secrets of two runs are those of both, and of joined lists all is one", () => {
	const both = readSecrets(
		{ secretInputs: ["mounts[0].path", 'tags["a[0]"]'], mounts: [{ path: "older" }], tags: { "a[0]": "label" } },
		undefined,
		{ secretInputs: ["name", "mounts[0].path"], name: "newer", mounts: [{ path: "other" }] },
	);
	expect(joinLists(both)).toEqual({
		paths: ["mounts", 'tags["a[0]"]', "name"],
		texts: ["older", "label", "newer", "other"],
	} satisfies Secrets);
});

const before = {
	name: "a",
	region: "r",
	volume: { capacity: 5, category: "EVS" },
	list: [{ a: 1 }],
	tags: { "x.y": "z" },
};

test.each([
	["that the program leaves out", ["region"], { name: "a" }, ["region"]],
	["that the program says", ["name"], { name: "a" }, []],
	["of which it says another part", ["volume"], { volume: { category: "EVS" } }, ["volume.capacity"]],
	[
		"of which it says another part, by its path",
		["volume.capacity"],
		{ volume: { category: "EVS" } },
		["volume.capacity"],
	],
	["of which nothing is said, by its path", ["volume.capacity"], {}, ["volume.capacity"]],
	["in a list", ["list[0].a"], { list: [{}] }, ["list[0].a"]],
	["of an odd name", ["tags"], { tags: {} }, ['tags["x.y"]']],
])("what check keeps of a secret %s is one", (_what, paths, given, expected) => {
	expect(findKept(before, { given, before }, { paths })).toEqual(expected);
});

test("what the settings say now is no secret of before", () => {
	expect(findKept({ region: "other" }, { given: {}, before }, { paths: ["region"] })).toEqual([]);
});
