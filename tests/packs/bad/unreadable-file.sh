$ mkdir rivers/lakes.yaml
