package main

import (
	"pulumi-modelarts/sdk/go/modelarts"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		get := func(key, otherwise string) pulumi.String {
			if value := settings.Get(key); value != "" {
				return pulumi.String(value)
			}
			return pulumi.String(otherwise)
		}

		// What the notebook runs on: an image in SWR, registered in ModelArts.
		pytorch, err := modelarts.NewCustomImage(ctx, "pytorch", &modelarts.CustomImageArgs{
			SwrPath:          get("swrPath", "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:2.4.0-cpu"),
			ResourceCategory: modelarts.CustomImageResourceCategoryArray{modelarts.CustomImageResourceCategoryCpu},
			Services: modelarts.CustomImageServiceArray{
				modelarts.CustomImageServiceNotebook,
				modelarts.CustomImageServiceSsh,
			},
		})
		if err != nil {
			return err
		}

		// It stops by itself after an hour, so that a forgotten one costs nothing.
		lab, err := modelarts.NewNotebook(ctx, "lab", &modelarts.NotebookArgs{
			Description: get("description", "For the course"),
			Flavor:      get("flavor", "modelarts.vm.cpu.2u"),
			ImageId:     pytorch.ID(),
			Volume: modelarts.NotebookVolumeArgs{
				Category: modelarts.NotebookVolumeCategoryEvs,
				Capacity: pulumi.Int(5),
			},
			Lease: modelarts.NotebookLeaseArgs{Duration: pulumi.Int(3600000)},
		})
		if err != nil {
			return err
		}

		// What servers boot from: a file in OBS.
		base, err := modelarts.NewCloudImage(ctx, "base", &modelarts.CloudImageArgs{
			ImageUrl: get("imageUrl", "vision-images:base-centos7.qcow2"),
			MinDisk:  pulumi.Int(40),
		})
		if err != nil {
			return err
		}

		ctx.Export("id", lab.ID())
		ctx.Export("name", lab.Name)
		ctx.Export("status", lab.Status)
		ctx.Export("url", lab.Url)
		ctx.Export("baseImageId", base.ImageId)
		return nil
	})
}
