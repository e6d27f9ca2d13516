/** The state of the repository and the machine before a release. */
export interface ReleaseFacts {
	readonly version: string;
	/** `repository.url` of package.json. */
	readonly repository?: string;
	readonly changelog: string;
	/** Git's list of files that differ from the last commit. */
	readonly uncommitted: string;
	/** Tags of the last commit. */
	readonly tags: readonly string[];
	readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Obstacles to publishing with provenance; one sentence each, with the remediation. */
export function findObstacles(facts: ReleaseFacts): string[] {
	const { version, repository, changelog, uncommitted, tags, environment } = facts;
	const heading = new RegExp(`^## ${version.replaceAll(".", "\\.")}\\b(.*)$`, "m").exec(changelog);
	const obstacles: [boolean, string][] = [
		[uncommitted.trim() !== "", "There are changes that are not committed: commit them."],
		[!tags.includes(`v${version}`), `The last commit is not tagged v${version}: tag it.`],
		[!heading, `CHANGELOG.md says nothing of ${version}: add it.`],
		[
			heading?.[1]?.includes("unreleased") ?? false,
			`CHANGELOG.md calls ${version} unreleased: put the date in its place.`,
		],
		[
			!repository,
			"package.json names no repository, and the registry compares it with the pipeline's: set repository.url.",
		],
		[
			!canProveItself(environment),
			"Provenance needs a pipeline that can prove who it is: GitHub Actions with the permission `id-token: write`, or GitLab CI with an id token SIGSTORE_ID_TOKEN.",
		],
	];
	return obstacles.flatMap(([stands, sentence]) => (stands ? [sentence] : []));
}

function canProveItself(environment: ReleaseFacts["environment"]): boolean {
	const { ACTIONS_ID_TOKEN_REQUEST_URL, GITLAB_CI, SIGSTORE_ID_TOKEN } = environment;
	return Boolean(ACTIONS_ID_TOKEN_REQUEST_URL || (GITLAB_CI && SIGSTORE_ID_TOKEN));
}
