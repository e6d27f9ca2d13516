import type { Services } from "../services/services";
import type { Context } from "../lifecycle/contract";
import { noIntent } from "../lifecycle/create-safety/resource-intent";
import type { Output } from "./terminal";

/** What a life of an object needs when no engine asks for it: no intents, and no end but the deadline. */
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
