$ echo 'questions:' >> rivers/towns.yaml
$ for n in $(seq 20); do
$   printf -- '- question: What is river %s?\n  right: a long one\n  wrong: [a brook, a creek]\n  because: So.\n  cite: atlas 3\n' $n
$ done >> rivers/towns.yaml
