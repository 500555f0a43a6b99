$ echo 'questions:' >> rivers/towns.yaml
$ for n in $(seq 12); do
$   printf -- '- statement: River %s is long.\n  true: yes\n  because: So.\n  cite: atlas 3\n' $n
$ done >> rivers/towns.yaml
