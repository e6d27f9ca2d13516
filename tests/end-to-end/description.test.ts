import { environmentOf, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack } from "./support/stack";
import { until } from "./support/until";

test("a notebook has the pending marker of its resource during the create, then the user's own description", async () => {
	const cloud = await openCloud({ settings: { durations: { createInstance: 1500 } } });
	const stack = await openStack({ program: declareLab({ description: "for the course" }), env: environmentOf(cloud) });
	const { outcome } = stack.startUp();

	await until("the notebook", () => theNotebookOrNone() !== undefined);
	expect(theNotebookOrNone()).toMatch(/^Managed by Pulumi: proof:dev:lab \[[0-9a-f]{12}\.[0-9a-f]{8}\.open\]$/);
	expect((await outcome).code).toBe(0);
	expect(theNotebookOrNone()).toBe("for the course");

	stack.write(declareLab());
	await stack.up();
	expect(theNotebookIn(cloud).description).toMatch(/^Managed by Pulumi: proof:dev:lab/);

	function theNotebookOrNone(): string | undefined {
		return (cloud.admin.state() as { instances: { description: string }[] }).instances[0]?.description;
	}
}, 60_000);
