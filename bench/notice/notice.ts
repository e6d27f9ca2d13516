import type { RequestEntry, SettingsChange } from "modelarts-simulator";
import { cloudImage } from "../../provider/cloud-image/handler";
import type { Outgoing } from "../../provider/cloud/transport";
import { notebookInstance } from "../../provider/notebook-instance/handler";
import { checkNew } from "./check-new";
import type { Noticed } from "./noticed";
import { SimulatedCloud } from "./simulated-cloud";

/** Requests that begin the work: how long it takes is set just before. */
const creates: Record<Kind, { readonly path: RegExp; readonly duration: "createInstance" | "createImage" }> = {
	notebooks: { path: /\/demanager\/instances$/, duration: "createInstance" },
	images: { path: /\/cloudimages\/action$/, duration: "createImage" },
};

/** What looks, by name; all other reads belong to what comes before and after the wait. */
const LOOKS = ["getInstance", "getInstanceList", "showJob", "showJobProgress", "listImages", "glanceShowImage"];

export type Kind = "notebooks" | "images";

/** Makes as many at once as there are times (milliseconds), and measures how each end is noticed. */
export async function measureNotice(
	kind: Kind,
	times: readonly number[],
	settings: SettingsChange = {},
): Promise<Noticed & { /** From the first request to the last end, milliseconds. */ readonly elapsed: number }> {
	const ready: number[] = [];
	const { path, duration } = creates[kind];
	const isCreate = ({ method, url }: Outgoing) => method === "POST" && path.test(new URL(url).pathname);
	const simulated = await SimulatedCloud.open(settings, isCreate, async (send, { clock, simulator }) => {
		const time = times[ready.length] ?? 0;
		simulator.admin.changeSettings({ durations: { [duration]: time } });
		const answer = await send();
		if (answer.status < 300) ready.push(clock.now() + time);
		return answer;
	});
	try {
		const noticed: number[] = [];
		const start = simulated.clock.now();
		const make = async (at: number) => {
			await (kind === "notebooks" ? makeNotebook(at, simulated) : makeImage(at, simulated));
			noticed.push(simulated.clock.now());
		};
		await simulated.run(Promise.all(times.map((_time, at) => make(at))));
		const polls = simulated.simulator.admin.requests().filter(isLook).length;
		return { delays: pair(ready, noticed), polls, elapsed: simulated.clock.now() - start };
	} finally {
		await simulated.close();
	}
}

/**
 * Ends are noticed in the order in which they come about, or together: so the n-th that is noticed is the n-th that was
 * done, as far as sums and the longest delay go.
 */
function pair(ready: readonly number[], noticed: readonly number[]): number[] {
	const inOrder = [...ready].sort((a, b) => a - b);
	return [...noticed].sort((a, b) => a - b).map((time, at) => time - (inOrder[at] ?? 0));
}

function isLook({ operation }: RequestEntry): boolean {
	return LOOKS.includes(operation ?? "");
}

/** One that is told from the others by its name. */
export function makeNotebook(at: number, simulated: SimulatedCloud) {
	const storage = { type: "evs", location: { volumeSize: 5 } };
	const program = {
		name: `lab-${at}`,
		profileId: "Multi-Engine 1.0 (python3)-cpu",
		flavor: "modelarts.vm.cpu.2u",
		storage,
	};
	return notebookInstance.create(checkNew(notebookInstance, program), simulated.context());
}

function makeImage(at: number, simulated: SimulatedCloud) {
	const program = { name: `image-${at}`, instanceId: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}` };
	return cloudImage.create(checkNew(cloudImage, program), simulated.context());
}
