import pulumi
import pulumi_modelarts as modelarts

config = pulumi.Config()
tags = {"owner": "vision", "stage": pulumi.get_stack()}

# What the team's notebooks run on: an image in SWR, registered in ModelArts.
pytorch = modelarts.CustomImage(
    "pytorch",
    swr_path=config.get("swrPath", "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:2.4.0-cpu"),
    resource_category=["CPU"],
    services=["NOTEBOOK", "SSH"],
)

# What the team's servers boot from: a file in OBS, and a second one with the data set.
base = modelarts.CloudImage(
    "base",
    name=config.get("baseName", "vision-base"),
    description="System disk and data set of the vision team",
    image_url="vision-images:base-centos7.qcow2",
    min_disk=40,
    os_version="CentOS 7.6 64bit",
    data_images=[{"name": "vision-data", "image_url": "vision-images:data.qcow2", "min_disk": 100}],
    tags=tags,
    rebuild=config.get("rebuild"),
)

# A server as it was when everything worked.
golden = modelarts.CloudImage(
    "golden",
    instance_id=config.get("instanceId", "877a2cda-ba63-4e1e-b95f-e67e48b6129a"),
    min_ram=4096,
    tags={**tags, "purpose": "golden"},
)

# A notebook that runs on the registered image, and stops by itself after four hours.
lab = modelarts.Notebook(
    "lab",
    flavor=config.get("flavor", "modelarts.vm.cpu.2u"),
    image_id=pytorch.id,
    volume={"category": "EVS", "capacity": 5},
    lease={"duration": 4 * 3_600_000},
    tags=tags,
)

pulumi.export("notebookUrl", lab.url)
pulumi.export("notebookImageId", pytorch.id)
pulumi.export("baseImageId", base.image_id)
pulumi.export("dataImageIds", base.data_image_ids)
pulumi.export("goldenImageId", golden.image_id)
