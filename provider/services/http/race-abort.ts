/** Waits for a promise no longer than until the signal is aborted. What the promise stands for goes on. */
export function raceAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (!signal) return promise;

	return new Promise((resolve, reject) => {
		const rejectAborted = () => reject(signal.reason as Error);
		if (signal.aborted) rejectAborted();
		signal.addEventListener("abort", rejectAborted, { once: true });
		void promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", rejectAborted));
	});
}
