"""Help for authors: new packs, previews, file watching."""
