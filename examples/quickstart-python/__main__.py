import pulumi
import pulumi_modelarts as modelarts

config = pulumi.Config()

# What the notebook runs on: an image in SWR, registered in ModelArts.
pytorch = modelarts.CustomImage(
    "pytorch",
    swr_path=config.get("swrPath", "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:2.4.0-cpu"),
    resource_category=["CPU"],
    services=[modelarts.CustomImageService.NOTEBOOK, modelarts.CustomImageService.SSH],
)

# It stops by itself after an hour, so that a forgotten one costs nothing.
lab = modelarts.Notebook(
    "lab",
    description=config.get("description", "For the course"),
    flavor=config.get("flavor", "modelarts.vm.cpu.2u"),
    image_id=pytorch.id,
    volume={"category": "EVS", "capacity": 5},
    lease={"duration": 3600000},
)

# What servers boot from: a file in OBS.
base = modelarts.CloudImage(
    "base",
    image_url=config.get("imageUrl", "vision-images:base-centos7.qcow2"),
    min_disk=40,
)

pulumi.export("id", lab.id)
pulumi.export("name", lab.name)
pulumi.export("status", lab.status)
pulumi.export("url", lab.url)
pulumi.export("baseImageId", base.image_id)
