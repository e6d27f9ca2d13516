import { type Evidence, type LastRequest, type Proof } from "../../../../provider/lifecycle/create-safety/decide";
import { describeOwner, describePending } from "../../../../provider/lifecycle/create-safety/ownership-marker";
import { composeIdentity, withIncarnation } from "../../../../provider/lifecycle/create-safety/resource-identity";

export const coordinates = composeIdentity({ project: "shop", stack: "dev", types: ["kind"], name: "lab" });
export const [own, other] = [withIncarnation(coordinates, "1111111"), withIncarnation(coordinates, "2222222")];
export const elsewhere = composeIdentity({ project: "shop", stack: "prod", types: ["kind"], name: "lab" });

export const HOUR = 3_600_000;
export const MINUTE = 60_000;
export const now = 100 * HOUR;
export const sentAt = now - MINUTE;
export const since = sentAt;

export const byMarker: Proof = { by: "pending marker", identity: own, replacing: ["a"] };
export const byDescription: Proof = { by: "description", identity: own, description: describeOwner(own) };
export const byText: Proof = { by: "description", identity: own, description: "mine" };
export const byCoordinates: Proof = {
	by: "description",
	identity: coordinates,
	description: describeOwner(coordinates),
};

export const requests = {
	none: { result: "none" },
	earlier: { result: "lost", sentAt, isOfEarlierRun: true },
	lost: { result: "lost", sentAt, isOfEarlierRun: false },
	rejected: { result: "rejected", sentAt },
	exists: { result: "exists", sentAt, isRepeated: false },
	again: { result: "exists", sentAt, isRepeated: true },
} as const satisfies Record<string, LastRequest>;

export const WHEN = {
	none: "before the first request",
	earlier: "after an interrupted run whose response was lost",
	lost: "after a lost response",
	rejected: "after a rejection",
	exists: "after a conflict of the first request",
	again: "after a conflict of a repeated request",
} as const;
export type When = keyof typeof WHEN;
export const ALWAYS = Object.keys(WHEN) as When[];

export const evidence: Omit<Evidence, "proof" | "request"> = { since, now, retriesSearch: false, isSearchOver: true };

export const pending = (identity: string, replacing = ["a"]) => ({
	createdAt: now - HOUR,
	description: describePending(identity, replacing),
});
export const kept = (identity: string) => ({
	createdAt: now - HOUR,
	description: describePending(identity, ["a"], "kept"),
});
export const finished = (identity: string) => ({ createdAt: now - HOUR, description: describeOwner(identity) });
