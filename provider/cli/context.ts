import type { Services } from "../services/services";
import type { Context } from "../lifecycle/contract";
import { noIntent } from "../lifecycle/create-safety/resource-intent";
import type { Output } from "./terminal";

/** The context of a resource operation without an engine: no intents, and no cancellation before the deadline. */
export function openContext(cloud: Services, seconds: number, output: Output): Context {
	return {
		cloud,
		session: { readDefaults: () => ({}) },
		signal: new AbortController().signal,
		deadline: Date.now() + seconds * 1000,
		pollInterval: cloud.pollInterval,
		staleUntil: 0,
		intent: noIntent,
		report: () => {},
		warn: (message) => output.tell(message),
	};
}
