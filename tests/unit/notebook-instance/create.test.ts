import type { Services } from "../../../provider/services/services";
import { RecentlyCreated } from "../../../provider/services/recently-created";
import type { InstanceResponse } from "../../../provider/services/modelarts/instances";
import type { Context } from "../../../provider/lifecycle/contract";
import { createInstance } from "../../../provider/resources/notebook-instance/create";
import type { Inputs } from "../../../provider/resources/notebook-instance/definition";
import { type Intent, noIntent } from "../../../provider/lifecycle/create-safety/resource-intent";
import { describeOwner } from "../../../provider/lifecycle/create-safety/ownership-marker";
import { InstantClock } from "../../support/instant-clock";

const inputs: Inputs = {
	identity: "shop:dev:lab#0123456789abcdef0123-0123456",
	name: "lab",
	profileId: "Python3",
	flavor: "modelarts.vm.cpu.2u",
	storage: { type: "evs", location: { volumeSize: 5 } },
	description: "Mine",
};

const AGO = Date.now() - 600_000;

test.each<[string, Partial<InstanceResponse>, boolean]>([
	["made since, with our marker, is named", {}, true],
	["with somebody else's text is not spoken of", { description: "theirs" }, false],
	["made long before is not spoken of", { creation_timestamp: String(AGO - 600_000) }, false],
	["deleted by now is not spoken of", { status: "DELETED" }, false],
])(
	"after a kill that cut off the answer, and a new name in the program: a notebook %s",
	async (_what, observed, isNamed) => {
		const description = describeOwner(inputs.identity);
		const there = { id: "n1", name: "lab", description, status: "RUNNING", creation_timestamp: String(AGO + 1000) };
		let intent: Intent | undefined;
		const warnings: string[] = [];
		const clock = new InstantClock();
		const demanager = {
			createInstance: () => Promise.resolve({ id: "n2", name: "lab-2" }),
			listInstances: () => Promise.resolve([{ ...there, ...observed }]),
		};
		const context = {
			services: {
				demanager,
				clock,
				recentlyCreated: new RecentlyCreated(1, clock),
			} as unknown as Services,
			signal: new AbortController().signal,
			deadline: clock.now() + 300_000,
			pollInterval: 1,
			// Only what was written before the first request.
			intent: {
				...noIntent,
				read: () => intent,
				write: (now: Intent) => (intent ??= { ...now, startedAt: new Date(AGO).toISOString() }),
			},
			progress: () => {},
			warn: (message: string) => void warnings.push(message),
		} as unknown as Context;
		await createInstance(inputs, context);

		expect((await createInstance({ ...inputs, name: "lab-2" }, context)).id).toBe("n2");
		const named = expect.stringContaining("created the notebook lab (n1) for this resource") as string;
		expect(warnings).toEqual(isNamed ? [named] : []);
	},
);
