$ printf 'river,name\nRhine,"Old" Rhenus\nElbe,Albis\nMain,Moenus\nEms,Amisia\n' > rivers/old.csv
$ printf 'tables:\n- fact: The <river> was called <name>.\n  cite: atlas 3\n' >> rivers/towns.yaml
$ printf '  columns: {river: {asked: yes}, name: {asked: no}}\n  rows: old.csv\n' >> rivers/towns.yaml
