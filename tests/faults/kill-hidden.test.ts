import { ManualClock } from "modelarts-simulator";
import { countCalls, environmentOf, openCloud } from "../end-to-end/support/cloud";
import { cloudImagesIn, declareImages } from "../end-to-end/support/images";
import { killProcess } from "../end-to-end/support/processes";
import { openStack } from "../end-to-end/support/stack";
import { until } from "../end-to-end/support/until";
import { forgetIntents, idsIn, storedResources } from "./support/kill-stack";

const MINUTE = 60_000;

test("a pending image of another machine, hidden until its job is done, is reported when it becomes visible", async () => {
	const clock = new ManualClock(Date.now());
	const settings = {
		durations: { createImage: 10 * MINUTE },
		imageWhileJobRuns: "hidden" as const,
		jobShowsImageId: "end" as const,
	};
	const cloud = await openCloud({ clock, settings });
	const program = declareImages({ base: { name: "base", instanceId: "877a2cda" } });
	const stack = await openStack({ program, env: environmentOf(cloud) });
	const killed = stack.startUp();
	await until("the job", () => countCalls(cloud, "showJob") > 0);
	stack.processes().forEach(killProcess);
	await killed.finished;
	expect((await stack.cancel()).code).toBe(0);
	forgetIntents(stack);

	clock.advance(4 * MINUTE);
	const up = stack.startUp();
	await until("the second job", () => countCalls(cloud, "createImage") === 2);
	clock.advance(10 * MINUTE);
	const outcome = await up.outcome;
	expect(outcome).toMatchObject({ code: 0 });
	const [first, second] = cloudImagesIn(cloud).map(({ id }) => id);
	expect(outcome.terminal).toContain(
		`${first} carries an unfinished marker of this resource. Delete it if nobody needs it.`,
	);
	const stored = (await storedResources(stack)).get("base");
	expect(stored && idsIn(stored)).toEqual([second]);
}, 90_000);
