import type { Answer, Call } from "../gateway/operation";
import type { Accounts } from "./accounts";
import { checkPaging, cutPage, fitsFlag, fitsText } from "./list-query";

const address = "https://iam.example.com/v3/users";

/** `GET /v3/users`: the users of the account, by name if one is asked for. */
export function listUsers({ caller, query }: Call, accounts: Accounts): Answer {
	checkPaging(query);
	const { domainId } = caller;
	const found = accounts
		.users(caller)
		.filter(({ name }) => fitsText(query, "name", name))
		.filter(() => fitsText(query, "domain_id", domainId) && fitsFlag(query, "enabled", true));
	const users = cutPage(found, query).map((user) => {
		const id = accounts.idOf(user);
		return {
			id,
			name: user.name,
			domain_id: domainId,
			enabled: true,
			description: "",
			password_expires_at: null,
			pwd_status: false,
			pwd_strength: "high",
			last_project_id: accounts.projects(user)[0]?.id ?? "",
			links: { self: `${address}/${id}`, next: null, previous: null },
		};
	});
	return { status: 200, body: { users, links: { self: address, next: null, previous: null } } };
}
