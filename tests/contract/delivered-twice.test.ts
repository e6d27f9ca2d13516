import { kinds, makeOne } from "../support/every-kind";
import { quickly } from "../support/images";
import { shareProvider } from "../support/world";

const at = shareProvider({ simulator: quickly.simulator });

/** Kinds whose service makes a second object of a request that it gets twice. */
const creates = { Notebook: "createNotebook", CloudImage: "createImage" } as const;
const names = ["Notebook", "CloudImage"] as const;

describe.each(names)("a %s whose create is delivered twice", (kind) => {
	test.each(["first", "second"] as const)("exists once, whatever response arrives: the %s", async (duplicate) => {
		at.world.admin.addFault({ match: { operation: creates[kind] }, action: { duplicate } });
		const { id } = await makeOne(at.provider, kind, "lab");
		expect(kinds[kind].existing(at.world)).toMatchObject([{ id }]);
		expect(at.provider.engine.warnings().join("\n")).toMatch(
			/was delivered twice: the second object, \S+, was deleted/,
		);
	});

	test("exists once after a lost response", async () => {
		const action = { duplicate: "first" as const, reset: true as const };
		at.world.admin.addFault({ match: { operation: creates[kind] }, action, afterEffect: true });
		const { id } = await makeOne(at.provider, kind, "lab");
		expect(kinds[kind].existing(at.world)).toMatchObject([{ id }]);
	});
});
