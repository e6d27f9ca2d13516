import { pathToFileURL } from "node:url";
import type { Simulator } from "modelarts-simulator";
import { isFull } from "../../support/full";
import { environmentOf } from "./cloud";
import { cloudImagesIn, imagesNamed, registeredIn, tagsOf } from "./images";
import { copyLanguageExample, destroyQuickstart, makeFolder, openQuickstartCloud } from "./language-example";
import { type NewNotebook, newNotebooksIn } from "./notebooks";
import { openStack, type Outcome, type Stack } from "./stack";

const HOUR = 3_600_000;
const USUAL = { flavor: "modelarts.vm.cpu.2u", volume: { capacity: 20 }, lease: { duration: 4 * HOUR } };

/** What each member has in place of the usual. */
const MEMBERS = {
	ada: {},
	grace: { flavor: "modelarts.vm.cpu.8u", volume: { capacity: 100 } },
	linus: { lease: { duration: 12 * HOUR } },
};
const TAGGED_DEV = expect.arrayContaining([{ key: "stage", value: "dev" }]) as object;

/** The examples `images` and `team` in a language, with a cloud of their own. */
export interface ImagesAndTeam {
	readonly cloud: Simulator;
	readonly images: Stack;
	readonly team: Stack;
	/** Of the program of `team`. */
	readonly folder: string;
}

/** Opens both, with their states in one place, so that one finds the outputs of the other. */
export async function openImagesAndTeam(
	language: "yaml" | "python",
	env: Record<string, string>,
	python?: string,
): Promise<ImagesAndTeam> {
	const cloud = await openQuickstartCloud();
	const state = { PULUMI_BACKEND_URL: pathToFileURL(makeFolder("state")).href };
	const open = (folder: string) => openStack({ folder, env: { ...environmentOf(cloud), ...env, ...state } });
	const folder = copyLanguageExample(`team-${language}`, python);
	const images = await open(copyLanguageExample(`images-${language}`, python));
	return { cloud, images, team: await open(folder), folder };
}

/** Creates what `images` declares in every language. */
export async function createImages({ images, cloud }: ImagesAndTeam): Promise<void> {
	expect(await create(images)).toEqual(["create base", "create golden", "create lab", "create pytorch"]);

	const [pytorch, lab] = [registeredIn(cloud)[0], notebookOf("vision", cloud)];
	const [base, data] = [...imagesNamed(cloud, "vision-base"), ...imagesNamed(cloud, "vision-data")];
	const golden = cloudImagesIn(cloud).find((image) => tagsOf(image).purpose === "golden");
	expect(pytorch).toMatchObject({
		swr_path: "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:2.4.0-cpu",
		resource_categories: ["CPU"],
		dev_services: ["NOTEBOOK", "SSH"],
	});
	expect(base).toMatchObject({
		__data_origin: "file,vision-images:base-centos7.qcow2",
		__description: "System disk and data set of the vision team",
		__os_version: "CentOS 7.6 64bit",
		min_disk: 40,
	});
	expect(data).toMatchObject({ min_disk: 100 });
	expect(golden).toMatchObject({ __data_origin: "instance,877a2cda-ba63-4e1e-b95f-e67e48b6129a", min_ram: 4096 });
	const tags = { owner: "vision", stage: "dev" };
	expect([base, golden].map((image) => image && tagsOf(image))).toMatchObject([tags, tags]);
	expect(lab).toMatchObject({
		status: "RUNNING",
		flavor: "modelarts.vm.cpu.2u",
		image: { id: pytorch?.id },
		volume: { capacity: 5 },
		lease: { duration: 4 * HOUR },
		tags: TAGGED_DEV,
	});
	expect(await images.outputs()).toEqual({
		notebookImageId: pytorch?.id,
		baseImageId: base?.id,
		dataImageIds: [data?.id],
		goldenImageId: golden?.id,
		notebookUrl: expect.stringContaining(lab.id),
	});
}

/** Creates what `team` declares in every language. */
export async function createTeam({ team, cloud }: ImagesAndTeam): Promise<void> {
	expect(await create(team)).toEqual(Object.keys(MEMBERS).map((name) => `create ${name}`));
	const shared = { status: "RUNNING", image: { id: registeredIn(cloud)[0]?.id }, tags: TAGGED_DEV };
	for (const [name, own] of Object.entries(MEMBERS))
		expect(notebookOf(name, cloud)).toMatchObject({ ...shared, ...USUAL, ...own });
	const urls = Object.keys(MEMBERS).map((name) => [name, expect.stringContaining(notebookOf(name, cloud).id)]);
	expect(await team.outputs()).toEqual({ urls: Object.fromEntries(urls) as object });
}

/** `pulumi up`, returns its steps; in the full form they are those of the preview before it. */
async function create(stack: Stack): Promise<string[]> {
	// A component has the name of its notebook.
	const stepsOf = (outcome: Outcome) => [...new Set(outcome.steps)].sort();
	const preview = isFull ? await stack.preview() : undefined;
	const outcome = await stack.up();
	expect(outcome).toMatchObject({ code: 0 });
	if (preview) expect(stepsOf(preview)).toEqual(stepsOf(outcome));
	return stepsOf(outcome);
}

/** Renames the base image, and makes it again. */
export async function changeImages({ images, cloud }: ImagesAndTeam): Promise<void> {
	const { baseImageId } = await images.outputs();
	const renamed = await images.up({ args: ["--config", "baseName=vision-base-2"] });
	expect(renamed).toMatchObject({ code: 0, steps: ["update base"] });
	expect(imagesNamed(cloud, "vision-base-2")).toMatchObject([{ id: baseImageId }]);

	const rebuilt = await images.up({ args: ["--config", "rebuild=2026"] });
	expect(rebuilt).toMatchObject({ code: 0, steps: expect.arrayContaining(["replace base"]) });
	expect(imagesNamed(cloud, "vision-base-2")).toMatchObject([
		{ id: expect.not.stringContaining(String(baseImageId)) as string },
	]);
}

/** Stops the notebooks of `team`, and starts them again; each is a way to run `pulumi up`. */
export async function spendNight(
	{ cloud }: ImagesAndTeam,
	stop: () => Promise<Outcome>,
	start: () => Promise<Outcome>,
): Promise<void> {
	const statuses = () => Object.keys(MEMBERS).map((name) => notebookOf(name, cloud).status);
	expect(await stop()).toMatchObject({ code: 0 });
	expect(statuses()).toEqual(["STOPPED", "STOPPED", "STOPPED"]);
	expect(await start()).toMatchObject({ code: 0 });
	expect(statuses()).toEqual(["RUNNING", "RUNNING", "RUNNING"]);
}

/** Deletes `team`, then `images`, whose image its notebooks run on. */
export async function destroyImagesAndTeam({ images, team, cloud }: ImagesAndTeam): Promise<void> {
	expect(await team.destroy()).toMatchObject({ code: 0 });
	await destroyQuickstart(images, cloud);
}

function notebookOf(owner: string, cloud: Simulator): NewNotebook {
	const found = newNotebooksIn(cloud).find(({ tags }) => tags.some(({ value }) => value === owner));
	if (!found) throw new Error(`There is no notebook of ${owner}.`);
	return found;
}
