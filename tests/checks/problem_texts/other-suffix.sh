$ mv rivers/towns.yaml rivers/towns.yml
