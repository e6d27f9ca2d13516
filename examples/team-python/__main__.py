import pulumi

from roster import read_roster
from workbench import Workbench

config = pulumi.Config()
stack = pulumi.get_stack()

# The stack of the same name of the project next door; only an id is taken from it, never a secret.
images = pulumi.StackReference(config.get("images", f"organization/images-python/{stack}"))
image_id = images.require_output("notebookImageId")

# True: all are stopped; False: all are started; not set: each is left as its owner left it.
nightly = config.get_bool("nightly")
desired_state = None if nightly is None else "STOPPED" if nightly else "RUNNING"

workbenches = {
    member["name"]: Workbench(member, image_id, desired_state) for member in read_roster(stack)
}

# Each member's address: `pulumi stack output urls`.
pulumi.export("urls", {name: workbench.url for name, workbench in workbenches.items()})
