$ printf '# Fl\374sse\n' >> rivers/towns.yaml
