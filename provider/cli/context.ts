import type { Services } from "../services/services";
import { systemClock } from "../services/clock";
import type { Context } from "../lifecycle/contract";
import { noIntent } from "../lifecycle/create-safety/resource-intent";
import type { Output } from "./terminal";

/** The context of a resource operation without an engine: no intents, and no cancellation before the deadline. */
export function openContext(services: Services, seconds: number, output: Output): Context {
	return {
		services,
		session: { readDefaults: () => ({}) },
		signal: new AbortController().signal,
		deadline: systemClock.now() + seconds * 1000,
		pollInterval: services.pollInterval,
		staleUntil: 0,
		intent: noIntent,
		progress: () => {},
		warn: (message) => output.tell(message),
	};
}
