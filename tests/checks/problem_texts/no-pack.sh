$ rm rivers/pack.yaml
