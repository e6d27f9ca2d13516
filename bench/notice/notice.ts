import type { SettingsChange } from "modelarts-simulator";
import type { HttpRequest } from "../../provider/services/http/transport";
import { type Kind, type KindName, kinds } from "./kinds";
import type { Noticed } from "./noticed";
import { SimulatedCloud } from "./simulated-cloud";

/** Creates as many at once as there are times (milliseconds), and measures the detection delay of each end. */
export async function measureNotice(
	name: KindName,
	times: readonly number[],
	settings: SettingsChange = {},
): Promise<Noticed & { /** From the first request to the last end, milliseconds. */ readonly elapsed: number }> {
	const ready: number[] = [];
	const kind: Kind = kinds[name];
	const { path, begins, looks } = kind;
	const isCreate = ({ method, url }: HttpRequest) => method === "POST" && path.test(new URL(url).pathname);
	const simulated = await SimulatedCloud.open(settings, isCreate, async (send, { clock, simulator }) => {
		const time = times[ready.length] ?? 0;
		simulator.admin.changeSettings({ durations: { [begins]: time } });
		const answer = await send();
		if (answer.status < 300) ready.push(clock.now() + time);
		return answer;
	});
	const { clock, simulator } = simulated;
	try {
		const prepared = await simulated.run(kind.prepare?.(times.length, simulated) ?? Promise.resolve([]));
		simulated.rest();
		const noticed: number[] = [];
		const start = clock.now();
		const makeOne = async (at: number) => {
			await kind.make(at, simulated, prepared);
			noticed.push(clock.now());
		};
		await simulated.run(Promise.all(times.map((_time, at) => makeOne(at))));
		const operations = simulator.admin.requests().map(({ operation }) => operation ?? "");
		const polls = operations.slice(operations.indexOf(begins)).filter((operation) => looks.includes(operation)).length;
		return { delays: pair(ready, noticed), polls, elapsed: clock.now() - start };
	} finally {
		await simulated.close();
	}
}

/**
 * Ends are detected in their order, or together: so the n-th detection is that of the n-th end, as far as sums and the
 * maximum delay are concerned.
 */
function pair(ready: readonly number[], noticed: readonly number[]): number[] {
	const inOrder = [...ready].sort((a, b) => a - b);
	return [...noticed].sort((a, b) => a - b).map((time, at) => time - (inOrder[at] ?? 0));
}
