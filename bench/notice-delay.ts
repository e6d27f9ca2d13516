/** Auto-stop of a notebook once it runs, in seconds: `autoStop` shows to the millisecond when that began. */
export const COUNTDOWN = 3600;

/** Inputs of a notebook whose outputs show when it was ready. */
export const timedNotebook = {
	profileId: "Multi-Engine 1.0 (python3)-cpu",
	flavor: "modelarts.vm.cpu.2u",
	storage: { type: "evs", location: { volumeSize: 5 } },
	autoStop: { enable: true, duration: COUNTDOWN },
};

/** When it began to run by the service's own clock, in milliseconds since 1970. */
export function readReadyAt({ stopsAt }: Readonly<Record<string, unknown>>): number {
	return Date.parse(String(stopsAt)) - COUNTDOWN * 1000;
}

/** Milliseconds between being ready and being detected, and the number of polls meanwhile, at a fixed interval. */
export function noticeAtInterval(
	duration: number,
	interval = 10_000,
): { readonly delay: number; readonly looks: number } {
	const looks = Math.max(1, Math.ceil(duration / interval));
	return { delay: looks * interval - duration, looks };
}
