from typing import Any

import pulumi
import pulumi_modelarts as modelarts


class Workbench(pulumi.ComponentResource):
    """
    What one member of the team works with: a notebook with a disk of its own, that stops by itself.

    What every notebook of the team has in common is decided here, once.
    """

    url: pulumi.Output[str | None]
    """Where to open it."""

    def __init__(
        self,
        member: dict[str, Any],
        image_id: pulumi.Input[str],
        desired_state: str | None,
        opts: pulumi.ResourceOptions | None = None,
    ):
        """
        :param member: who, and what the roster says of their notebook
        :param image_id: the image that it runs in
        :param desired_state: `STOPPED` for the night, `RUNNING` to bring it back; with `None` it is left in peace
        """
        name = member["name"]
        super().__init__("team:index:Workbench", name, {}, opts)
        notebook = modelarts.Notebook(
            name,
            image_id=image_id,
            flavor=member["flavor"],
            volume={"category": "EVS", "capacity": member["storage"]},
            lease={"duration": round(member["stopAfter"] * 3_600_000)},
            tags={"owner": name, "stage": pulumi.get_stack()},
            desired_state=desired_state,
            opts=pulumi.ResourceOptions(parent=self, protect=member["protect"]),
        )
        self.url = notebook.url
        self.register_outputs({"url": self.url})
