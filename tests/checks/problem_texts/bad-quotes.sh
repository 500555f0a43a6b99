$ printf 'river,name\nRhine,"Old" Rhine\nElbe,Albis\nMain,Moenus\nEms,Amisia\n' > rivers/old.csv
$ printf 'tables:\n- fact: The <river> was called <name>.\n  cite: atlas 3\n  rows: old.csv\n' >> rivers/towns.yaml
