print("cmsio")
