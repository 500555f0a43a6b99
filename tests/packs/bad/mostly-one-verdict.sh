$ for n in $(seq 12); do printf -- '- {statement: River %s is long., true: yes, because: So., cite: atlas 3}\n' $n; done | { echo 'questions:'; cat; } >> rivers/towns.yaml
