import {
	CLOUD_IMAGE,
	findEndlessNotebook,
	findOwnerlessImage,
	NOTEBOOK,
	NOTEBOOK_INSTANCE,
} from "../../../examples/policy/rules";

const HOUR = 3_600_000;
const OTHER = "pulumi-nodejs:dynamic/modelarts:CustomImage";

test.each([
	["without a lease, which is the service's hour", NOTEBOOK, {}, undefined],
	["with a lease", NOTEBOOK, { lease: { duration: 4 * HOUR } }, undefined],
	["with the longest lease allowed", NOTEBOOK, { lease: { duration: 8 * HOUR } }, undefined],
	["with a longer one", NOTEBOOK, { lease: { duration: 9 * HOUR } }, "after 9 hours. Allowed are 8"],
	["whose lease is off", NOTEBOOK, { lease: { enable: false } }, "never stops"],
	["whose lease is endless", NOTEBOOK, { lease: { duration: -1 } }, "never stops"],
	["of demanager without autoStop", NOTEBOOK_INSTANCE, {}, "never stops"],
	["of demanager with autoStop off", NOTEBOOK_INSTANCE, { autoStop: { enable: false } }, "never stops"],
	["of demanager with autoStop", NOTEBOOK_INSTANCE, { autoStop: { enable: true, duration: 3600 } }, undefined],
	["of demanager, too late", NOTEBOOK_INSTANCE, { autoStop: { enable: true, duration: 36_000 } }, "after 10 hours"],
	["that is none", OTHER, {}, undefined],
])("a notebook %s", (_which, type, properties, complaint) => {
	const found = findEndlessNotebook(type, properties, 8);
	if (complaint === undefined) expect(found).toBeUndefined();
	else expect(found).toContain(complaint);
});

test.each([
	["with an owner", CLOUD_IMAGE, { tags: { owner: "vision" } }, true],
	["with other tags only", CLOUD_IMAGE, { tags: { team: "vision" } }, false],
	["with an owner that is empty", CLOUD_IMAGE, { tags: { owner: "" } }, false],
	["without tags", CLOUD_IMAGE, {}, false],
	["that cannot have tags", OTHER, {}, true],
])("an image %s", (_which, type, properties, isFine) => {
	expect(findOwnerlessImage(type, properties) === undefined).toBe(isFine);
});
