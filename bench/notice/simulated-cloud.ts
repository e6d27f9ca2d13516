import { ManualClock, type SettingsChange, type Simulator, startSimulator } from "modelarts-simulator";
import { createServiceRegistry } from "../../provider/services/service-registry";
import type { Services } from "../../provider/services/services";
import { resolveConfiguration } from "../../provider/services/config/configuration";
import { type HttpResponse, createTransport, type HttpRequest } from "../../provider/services/http/transport";
import type { Context } from "../../provider/lifecycle/contract";
import type { Clock } from "../../provider/services/clock";
import { noIntent } from "../../provider/lifecycle/create-safety/resource-intent";
import { drawNumbers } from "./random-times";

/** Turns of the event loop without any request until all waiters count as waiting for time to pass. */
const QUIET_TURNS = 12;

/**
 * The simulator and the provider's own client in one process, over HTTP, with one clock for both that jumps to the next
 * event: minutes of waiting in no time, exact to the millisecond, the same each time.
 */
export class SimulatedCloud {
	private inFlight = 0;

	private constructor(
		readonly clock: ManualClock,
		readonly simulator: Simulator,
		readonly services: Services,
	) {}

	/** @param sendAlone sends sequential requests */
	static async open(
		settings: SettingsChange,
		isAlone: (outgoing: HttpRequest) => boolean = () => false,
		sendAlone: (send: () => Promise<HttpResponse>, simulated: SimulatedCloud) => Promise<HttpResponse> = (send) =>
			send(),
	): Promise<SimulatedCloud> {
		const clock = new ManualClock();
		const simulator = await startSimulator({ clock, settings: { signatureClockSkew: 1e12, ...settings } });
		const { region, projectId, accessKey, secretKey, endpoints } = simulator;
		const transport = createTransport();
		let last: Promise<unknown> = Promise.resolve();
		const send = async (outgoing: HttpRequest) => {
			simulated.inFlight++;
			try {
				if (!isAlone(outgoing)) return await transport(outgoing);
				const answer = last.then(() => sendAlone(() => transport(outgoing), simulated));
				last = answer.catch(() => {});
				return await answer;
			} finally {
				simulated.inFlight--;
			}
		};
		const config = { region, projectId, accessKey, secretKey, endpoints };
		const clouds = createServiceRegistry(resolveConfiguration({ environment: {}, config }), {
			clock: toProviderClock(clock),
			random: drawNumbers(1),
			send,
		});
		const services = await clouds.for({});
		const simulated = new SimulatedCloud(clock, simulator, services);
		// Modules that are loaded on first use are loaded now.
		await services.imsImages.listImages({});
		simulated.rest();
		return simulated;
	}

	/** Long enough for the rate limiter to recover; earlier requests are forgotten. */
	rest(): void {
		this.clock.advance(60_000);
		this.simulator.admin.clearRequests();
	}

	/** The context of a handler; nobody interrupts it. */
	context(): Context {
		return {
			services: this.services,
			session: { readDefaults: () => ({}) },
			signal: new AbortController().signal,
			deadline: this.clock.now() + 3_600_000,
			pollInterval: this.services.pollInterval,
			staleUntil: 0,
			intent: noIntent,
			progress: () => {},
			warn: () => {},
		};
	}

	/** Advances time until the work is complete. */
	async run<T>(work: Promise<T>): Promise<T> {
		let isOver = false;
		const over = () => void (isOver = true);
		work.then(over, over);
		for (;;) {
			await this.becomeQuiet();
			const next = this.clock.nextWake();
			if (isOver) return work;
			if (next === undefined) throw new Error("Nobody waits for time to pass, and the work is not done.");
			this.clock.advance(Math.max(0, next - this.clock.now()));
		}
	}

	close(): Promise<void> {
		return this.simulator.close();
	}

	private async becomeQuiet(): Promise<void> {
		for (let turns = 0; turns < QUIET_TURNS; turns++) {
			await new Promise((resolve) => setImmediate(resolve));
			if (this.inFlight > 0) turns = 0;
		}
	}
}

function toProviderClock(clock: ManualClock): Clock {
	return {
		now: () => clock.now(),
		date: () => clock.now(),
		async sleep(milliseconds, signal) {
			signal?.throwIfAborted();
			await clock.sleep(milliseconds, signal);
			signal?.throwIfAborted();
		},
	};
}
