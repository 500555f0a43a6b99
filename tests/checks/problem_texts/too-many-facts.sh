$ printf 'tables:\n- fact: Stone <stone> is <m> m high.\n  cite: atlas 3\n  rows: |\n' >> rivers/towns.yaml
$ { echo '    stone|m'; seq 200001 | sed 's/.*/    & | &/'; } >> rivers/towns.yaml
