module quickstart-go

go 1.25

require (
	github.com/pulumi/pulumi/sdk/v3 v3.259.0
	pulumi-modelarts/sdk/go v0.0.0
)

replace pulumi-modelarts/sdk/go => ../../sdks/go
