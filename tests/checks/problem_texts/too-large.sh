$ yes '# copied from the web' | head -c 70000000 >> rivers/towns.yaml
