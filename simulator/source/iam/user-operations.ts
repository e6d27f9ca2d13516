import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { Accounts } from "./accounts";
import { checkPaging, paginate, matchesFlag, matchesText } from "./list-query";

const address = "https://iam.example.com/v3/users";

/** `GET /v3/users`: the users of the account, optionally filtered by name. */
export function listUsers({ caller, query }: OperationRequest, accounts: Accounts): HttpResponse {
	checkPaging(query);
	const { domainId } = caller;
	const found = accounts
		.users(caller)
		.filter(({ name }) => matchesText(query, "name", name))
		.filter(() => matchesText(query, "domain_id", domainId) && matchesFlag(query, "enabled", true));
	const users = paginate(found, query).map((user) => {
		const id = accounts.getUserId(user);
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
