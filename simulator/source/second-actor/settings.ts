import { share, subset } from "../settings/setting";

/** What a second actor does. */
export const actNames = [
	"stop",
	"start",
	"rename",
	"describe",
	"retag",
	"resize",
	"mount",
	"delete",
	"create twin",
] as const;

export type ActName = (typeof actNames)[number];

/** Settings of somebody else who works on the objects of the project. */
export const secondActorSettings = {
	secondActor: share(0),
	secondActorActs: subset(actNames),
};
