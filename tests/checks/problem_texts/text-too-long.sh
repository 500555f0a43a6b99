$ { echo '    note: >-'; seq 1000 | sed 's/^/      remark /'; } >> rivers/towns.yaml
