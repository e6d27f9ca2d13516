import {
	ResponseError,
	ApiError,
	ServiceError,
	NetworkError,
	UnreachableError,
} from "../../../provider/services/http/errors";
import { determineEffect } from "../../../provider/services/http/effect";
import { type RequestKind, type RetryOptions, shouldRetry, withRetry } from "../../../provider/services/http/retry";
import { createFakeClock } from "../rate-limit/fake-clock";

const attempted = { operation: "o", object: "it", purpose: "do it", isReadOnly: false };
const api = (status: number, code = "", retryAfter?: number) =>
	new ApiError(attempted, "ModelArts", {
		status,
		code,
		serviceMessage: "",
		retryAfter,
		effect: determineEffect(status, code),
	});
const broken = new NetworkError("broke", attempted, "unknown", "ECONNRESET");
const refused = new NetworkError("refused", attempted, "none", "ECONNREFUSED");
const unreachable = new UnreachableError("unreachable", attempted, "ENOTFOUND", 4);
const html = (stranger: boolean) => new ResponseError("HTML", attempted, "unknown", 200, stranger);

const kinds: RequestKind[] = ["read", "write", "transition", "create"];

/** Read, write, transition, create: `y` for asking again after the first attempt. */
const table: [what: string, error: unknown, verdicts: string][] = [
	["a connection that broke", broken, "yyyn"],
	["a connection that never came about, in mid-run", refused, "yyyy"],
	["a host that was never reached", unreachable, "yyyy"],
	["HTML from a service that is known", html(false), "yyyn"],
	["HTML from an address that never gave anything else", html(true), "yyyn"],
	["408", api(408, "ModelArts.6100"), "yyyn"],
	["429 of the gateway", api(429, "APIGW.0308"), "yyyn"],
	["429 of nobody knows whom", api(429), "yyyn"],
	["429 of the service", api(429, "ModelArts.6101"), "yyyn"],
	["500", api(500, "ModelArts.6102"), "yyyn"],
	["502 without a code", api(502), "yyyn"],
	["503", api(503), "yyyn"],
	["503 of the gateway's own IAM", api(503, "APIGW.0613"), "yyyn"],
	["502, no backend", api(502, "APIG.0610"), "yyyn"],
	["502, backend unavailable", api(502, "APIGW.0201"), "yyyn"],
	["504", api(504, "APIGW.0201"), "yyyn"],
	["501", api(501), "nnnn"],
	["a wrong signature", api(401, "APIGW.0301"), "nnnn"],
	["an old token", api(401, "APIGW.0307"), "nnnn"],
	["no permission", api(403, "ModelArts.0112"), "nnnn"],
	["gone", api(400, "ModelArts.6309"), "nnnn"],
	["a parameter error", api(400, "ModelArts.0104"), "nnnn"],
	["starting", api(400, "ModelArts.6306"), "nyny"],
	["stopping", api(400, "ModelArts.6308"), "nyny"],
	["another operation", api(400, "ModelArts.6357"), "nyny"],
	["being restored", api(400, "ModelArts.6333"), "yyyy"],
	["pool initializing", api(400, "ModelArts.6355"), "yyyy"],
	["no room", api(400, "ModelArts.6360"), "yyyy"],
	["no room, as a fault of the server", api(500, "ModelArts.6200"), "yyyn"],
	["too many images in the making", api(400, "IMG.0060"), "yyyy"],
	["too many keys in use", api(400, "IMG.0187"), "yyyy"],
	["a fault of the image service, told as the caller's", api(400, "IMG.0014"), "yyyn"],
	["a server that is busy", api(400, "IMG.0010"), "nyny"],
	["a server that is backed up", api(400, "IMG.0136"), "nyny"],
	["an image in the making", api(400, "IMG.0090"), "nyny"],
	["an image that is exported", api(400, "IMG.0148"), "nyny"],
	["the busy code with another status", api(403, "ModelArts.6333"), "nnnn"],
	["a redirect", api(302), "nnnn"],
	["an error that is not the cloud's", new Error("oops"), "nnnn"],
	["something that is no error", "oops", "nnnn"],
	["a pause that is too long", new ServiceError("later", attempted, "none"), "nnnn"],
];

test.each(table)("%s", (_what, error, verdicts) => {
	expect(kinds.map((kind) => (shouldRetry(kind, 1, error) ? "y" : "n")).join("")).toBe(verdicts);
});

test.each([
	["a host that was never reached", unreachable, 4],
	["HTML from an address that never gave anything else", html(true), 4],
	["no room", api(400, "ModelArts.6528"), 4],
	["a fault of the image service", api(400, "IMG.0061"), 4],
	["too many images", api(400, "IMG.0149"), Infinity],
	["a connection that broke", broken, Infinity],
	["503", api(503), Infinity],
])("%s is worth %d attempts", (_what, error, attempts) => {
	expect(shouldRetry("read", 3, error)).toBe(true);
	expect(shouldRetry("read", 4, error)).toBe(attempts > 4);
	expect(shouldRetry("read", 400, error)).toBe(attempts > 400);
});

/** Asks with failures until the last of the given results, and tells how long the pauses were. */
async function ask(failures: unknown[], options: Partial<RetryOptions> = {}) {
	const clock = createFakeClock();
	const left = [...failures];
	const done = await withRetry(
		async () => {
			if (left.length > 0) throw left.shift() as Error;
			return "done";
		},
		{ kind: "read", clock, deadline: Infinity, backoff: { random: () => 1 }, ...options },
	).catch((error: unknown) => error);
	return { done, pauses: clock.pauses };
}

test("pauses double up to half a minute", async () => {
	const { done, pauses } = await ask(Array.from({ length: 7 }, () => broken));
	expect({ done, pauses }).toEqual({ done: "done", pauses: [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000] });
});

test("a service that says when to come back is obeyed, with a little jitter", async () => {
	expect((await ask([api(503, "", 7000)])).pauses).toEqual([7250]);
});

test("too many images in the making are waited for from half a minute up to two", async () => {
	expect((await ask(Array.from({ length: 4 }, () => api(400, "IMG.0060")))).pauses).toEqual([
		30_000, 60_000, 120_000, 120_000,
	]);
});

test("a request is not retried after the deadline", async () => {
	const { done, pauses } = await ask([broken, broken, broken], { deadline: 3500 });
	expect({ done, pauses }).toEqual({ done: broken, pauses: [1000, 2000] });
});

test("an error that cannot be retried is thrown at once, unchanged", async () => {
	const error = api(401);
	expect(await ask([error])).toEqual({ done: error, pauses: [] });
});

test.each([
	["a busy object", api(400, "ModelArts.6357"), ["busy with another operation"]],
	["a busy source of an image", api(400, "IMG.0010"), ["busy with another operation"]],
	["a busy platform", api(400, "ModelArts.6333"), ["the platform is busy"]],
	["too many images", api(400, "IMG.0060"), ["too many images are being created: waiting for a turn"]],
	["a connection that broke", broken, []],
])("%s is shown once, however often it is retried", async (_what, error, shown) => {
	const progress = jest.fn();
	await ask([error, error, error], { kind: "write", progress });
	expect(progress.mock.calls.flat()).toEqual(shown);
});

test("a busy object that is not waited for is not shown", async () => {
	const progress = jest.fn();
	await ask([api(400, "ModelArts.6357")], { kind: "transition", progress });
	expect(progress).not.toHaveBeenCalled();
});

test("an interrupted pause ends with the reason of the interruption", async () => {
	const reason = new Error("Ctrl-C");
	expect((await ask([broken], { signal: AbortSignal.abort(reason) })).done).toBe(reason);
});
