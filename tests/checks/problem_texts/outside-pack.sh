$ mv rivers/towns.yaml . && ln -s ../towns.yaml rivers/towns.yaml
