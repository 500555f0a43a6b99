$ printf 'lists:\n- fact: <town> lies on a river.\n  cite: atlas 3\n  each:\n' >> rivers/towns.yaml
$ seq 1001 | sed 's/^/    - Town /' >> rivers/towns.yaml
