import {
	composeIdentity,
	defaultName,
	parseIdentity,
} from "../../../provider/lifecycle/create-safety/resource-identity";
import { describeOwner } from "../../../provider/lifecycle/create-safety/ownership-marker";

const lab = { project: "shop", stack: "dev", types: ["pulumi-nodejs:dynamic/modelarts:NotebookInstance"], name: "lab" };
const NAME = { forbidden: /[^A-Za-z0-9_-]/, length: 64 };

test("the same declaration has the same identity in every run", () => {
	expect(composeIdentity(lab)).toBe(composeIdentity({ ...lab }));
	expect(composeIdentity(lab)).toMatch(/^shop:dev:lab#[0-9a-f]{20}$/);
});

test.each([
	["project", { project: "other" }],
	["stack", { stack: "prod" }],
	["parent", { types: ["my:Component", ...lab.types] }],
	["name", { name: "lab2" }],
	["a separator inside a name", { stack: "dev:lab", name: "" }],
])("another %s is another identity", (_what, change) => {
	expect(parseIdentity(composeIdentity({ ...lab, ...change })).hash).not.toBe(parseIdentity(composeIdentity(lab)).hash);
});

test.each([
	["an odd logical name", "a:b #c/ü\n", { name: "a:b #c/ü\n" }],
	["text that is no identity", "edited by hand", { name: "edited by hand" }],
])("the parts of an identity with %s can be read again", (_what, name, expected) => {
	const text = name === "edited by hand" ? name : composeIdentity({ ...lab, name });
	expect(parseIdentity(text)).toMatchObject({ ...expected, hash: expect.stringMatching(/^[0-9a-f]{20}$/) });
});

test.each([
	["lab", /^lab-[0-9a-f]{7}$/],
	["team a/b", /^team-a-b-[0-9a-f]{7}$/],
	["ünïcode", /^-n-code-[0-9a-f]{7}$/],
	["x".repeat(200), /^x{56}-[0-9a-f]{7}$/],
	["---", /^-[0-9a-f]{7}$/],
])("the default name of %j fits the service's alphabet and length", (name, expected) => {
	const made = defaultName(composeIdentity({ ...lab, name }), NAME);
	expect(made).toMatch(expected);
	expect(made).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});

test("the marker names project, stack and resource", () => {
	expect(describeOwner(composeIdentity(lab))).toMatch(/^Managed by Pulumi: shop:dev:lab \[[0-9a-f]{12}\]$/);
});

test.each(["a<b>&\"'/c", "x".repeat(2000), "😀".repeat(600)])(
	"the marker of %.20j is a description that the service takes",
	(name) => {
		const marker = describeOwner(composeIdentity({ ...lab, name }));
		expect(marker).toMatch(/^[^&<>"'/]{1,512}$/u);
		expect(marker).toMatch(/ \[[0-9a-f]{12}\]$/);
	},
);
