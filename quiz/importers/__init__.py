"""`quiz import`: other people's question banks as packs."""
