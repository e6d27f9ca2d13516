/**
 * The engine's run that this process serves. The engine starts a process for every run; one that somebody has started by
 * hand to debug the plugin serves one after another (`PULUMI_DEBUG_PROVIDERS`).
 */

/** All provider processes of a run have the engine's address: the last argument of a process that is no flag. */
let engineAddress = process.argv.slice(2).findLast((argument) => !argument.startsWith("-"));

let isOver = false;

const listeners: (() => void)[] = [];

export function findEngineAddress(): string | undefined {
	return engineAddress;
}

/** Calls the listener before another run begins, so that nothing is remembered of the one before. */
export function onNewRun(listener: () => void): void {
	listeners.push(listener);
}

/** The engine has no more requests, or is gone. */
export function endRun(): void {
	isOver = true;
}

/** An engine has connected: it is another run's, unless it has done so before, for another provider of the program. */
export function beginRun(address: string): void {
	if (address === "" || (address === engineAddress && !isOver)) return;
	engineAddress = address;
	isOver = false;
	for (const listener of listeners) listener();
}
