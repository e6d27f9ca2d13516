import type * as Pulumi from "@pulumi/pulumi";
import { decideLast } from "../../../provider/pulumi/program/last-transformation";

/** Both ends of the supported range: each has the undocumented field of transformations. */
describe.each(["@pulumi/pulumi", "pulumi-sdk-oldest"])("a resource of %s", (sdk) => {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- one after the other
	const pulumi = require(sdk) as typeof Pulumi;

	class Thing extends pulumi.ComponentResource {
		constructor(name: string, options?: Pulumi.ComponentResourceOptions) {
			super("test:Thing", name, {}, options);
		}
	}
	const decided: [string, unknown][] = [];
	decideLast(Thing, ({ name, props, opts }) => {
		decided.push([name, props.from]);
		return { props, opts };
	});

	beforeAll(async () => {
		await pulumi.runtime.setMocks({ newResource: () => ({ id: "i", state: {} }), call: () => ({}) });
	});
	afterAll(() => pulumi.runtime.disconnect());

	test("decides after its own transformations and its parents', once for each", () => {
		const from = (who: string) => ({
			transformations: [({ opts }: { opts: object }) => ({ props: { from: who }, opts })],
		});
		const parent = new Thing("parent", from("the parent's"));
		new Thing("child", { parent, ...from("its own") });
		expect(decided).toEqual([
			["parent", "the parent's"],
			["child", "the parent's"],
		]);
	});
});
