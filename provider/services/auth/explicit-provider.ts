/**
 * Added to errors that an argument of an explicit provider may explain. Commands that do not run the program use the
 * arguments of the last `up`, a copy of the stack's config among them.
 */
export const ARGUMENTS_IN_STATE =
	"`pulumi destroy` and `pulumi refresh` use the arguments of an explicit provider that are in the state, and the stack's " +
	"config as it was then. If they have changed since, run `pulumi up` first, which writes the new ones down, or add `--run-program`.";
