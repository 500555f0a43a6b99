$ echo 'questions:' >> rivers/towns.yaml
$ for n in $(seq 20); do
$   printf -- '- question: How many bridges has river %s?\n  right: 20\n  wrong: [10, 15, 30]\n  because: So.\n  cite: atlas 3\n' R$n
$ done >> rivers/towns.yaml
