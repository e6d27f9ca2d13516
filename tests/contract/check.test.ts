import { identity, notebook, providerText } from "../support/notebook";
import { paths, replaceAt, UNKNOWN } from "../support/paths";
import { shareProvider } from "../support/world";

const at = shareProvider();

const everything = notebook({
	name: "lab",
	description: "text",
	storage: { type: "obsfs", location: { path: "fs", mountPath: "/home/ma-user/work/a", accessModes: "ReadOnlyMany" } },
	extendStorage: [{ type: "obsfs", location: { path: "fs2" } }],
	autoStop: { enable: true, duration: 3600, prompt: true },
	annotations: { a: "b" },
	workspaceId: "0",
	pool: { id: "pool", type: "USER_DEFINED", name: "pool", owner: { projectId: "p" } },
	aiProjectId: "ai",
	desiredState: "RUNNING",
	region: "cn-north-4",
	projectId: "p",
	adopt: "DE-1",
	timeouts: { create: 1, update: 2 },
});

const outputs = { ...everything, region: "cn-north-4", projectId: "p", inherited: [], status: "RUNNING" };

const inputPaths = paths(everything).filter(([first]) => first !== "__provider");

test("a full set of inputs is valid and returned unchanged", async () => {
	expect(await at.provider.check(everything)).toEqual({ inputs: everything, failures: [] });
});

test.each(inputPaths.map((path) => [path.join("."), path] as const))(
	"check and diff accept an unknown %s",
	async (_name, path) => {
		const news = replaceAt(everything, path, UNKNOWN);
		const { inputs, failures } = await at.provider.check(news);
		expect(failures).toEqual([]);
		expect(inputs).toMatchObject(path[0] === "identity" ? {} : news);
		await at.provider.diff("DE-1", outputs, news);
		await at.provider.check(news, everything);
	},
);

test("check and diff accept inputs that are all unknown", async () => {
	const names = Object.keys(everything).filter((name) => name !== "__provider");
	const news = { __provider: providerText, ...Object.fromEntries(names.map((name) => [name, UNKNOWN])) };
	expect((await at.provider.check(news)).failures).toEqual([]);
	expect((await at.provider.check(news, everything)).failures).toEqual([]);
	expect((await at.provider.diff("DE-1", outputs, news)).replaces).toContain("flavor");
});

const wrongValues = [
	null,
	7,
	"",
	"text",
	[],
	{},
	true,
	[[]],
	{ a: { b: [null] } },
	"\u0000",
	"x".repeat(10_000),
	`${"😀".repeat(31)}x`,
	"\ud800",
];

test.each(wrongValues.map((value) => [JSON.stringify(value).slice(0, 30), value] as const))(
	"check never fails with an exception on an input of %s, at any position",
	async (_name, value) => {
		await Promise.all(
			inputPaths.map(async (path) => {
				const news = replaceAt(everything, path, value);
				const { failures } = await at.provider.check(news);
				expect(failures.every(({ reason }) => reason.length < 1000)).toBe(true);
			}),
		);
	},
);

test("all validation errors are reported at once, each with its path in the text and no property, which would print secrets", async () => {
	const { failures } = await at.provider.check(
		notebook({
			name: "not allowed",
			flavor: 7,
			profileId: undefined,
			storage: { type: "evs", location: { volumeSize: 4 } },
			autoStop: { enable: true },
			desiredState: "running",
			flavour: "x",
		}),
	);
	expect(failures.map(({ property }) => property)).toEqual(failures.map(() => ""));
	const told = failures.map(({ reason }) => reason.split(":")[0]).sort();
	expect(told).toEqual([
		"autoStop.duration",
		"desiredState",
		"flavor",
		"flavour",
		"name",
		"profileId",
		"storage.location.volumeSize",
	]);
	expect(failures.find(({ reason }) => reason.startsWith("flavour"))?.reason).toContain("did you mean `flavor`?");
});

test("a name and an identity in the state are kept, whatever the program computes now", async () => {
	const old = notebook({ name: "old-name" });
	const { inputs } = await at.provider.check(notebook({ identity: "other:stack:lab#ffffffffffffffffffff" }), old);
	expect(inputs).toMatchObject({ name: "old-name", identity });
});

test("a state without an identity, as one written by hand, still gets a name", async () => {
	const { inputs, failures } = await at.provider.check(notebook({ identity: undefined }));
	expect(failures).toEqual([]);
	expect(inputs.name).toMatch(/^[A-Za-z]+-[0-9a-f]{7}$/);
});

test("check and diff send no request", () => {
	expect(at.world.operations()).toEqual([]);
	expect(at.provider.stderr).toBe("");
});
